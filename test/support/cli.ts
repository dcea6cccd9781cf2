/** Runs the built command line, as an operator does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { HANG_MS } from './eventually.ts';

/** Another checkout or build can be put to the test: `TEST_ROOT=/path`, a folder with `dist` in it. */
const ROOT = process.env.TEST_ROOT ?? packageRoot;
const MAIN = join(ROOT, 'dist/src/cli/main.js');

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  readonly exited: Promise<CliResult>;
  /** kill -9, and waits for the end. */
  kill(): Promise<void>;
}

/** The environment of a child: nothing of ours but the path. */
function childEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', OUTCRY_LOG: 'warn', ...env };
}

/** Starts `node SCRIPT …` in the repository, behind the words of `before` where there are any (`ip netns exec NAME`). */
export function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  before: readonly string[] = [],
): Running {
  const [command = process.execPath, ...words] = [...before, process.execPath, ...args];
  const child = spawn(command, words, { cwd: packageRoot, env: childEnv(env) });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-200_000);
  });
  child.stdin.end();
  const exited = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    child,
    stderr: () => stderr,
    exited,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Starts `outcry VERB …`. Throws when the build is missing. */
export function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  before: readonly string[] = [],
): Running {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run "npm run build" before this test`);
  return startNode([MAIN, ...args], env, before);
}

/** Runs `outcry VERB …` to its end; one that hangs is killed. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CliResult> {
  const running = startCli(args, env);
  const timer = setTimeout(() => running.child.kill('SIGKILL'), HANG_MS);
  try {
    return await running.exited;
  } finally {
    clearTimeout(timer);
  }
}
