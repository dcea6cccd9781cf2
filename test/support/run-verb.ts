/**
 * Runs a verb in this process, with what a terminal would show. For many small runs: a process for each takes a second. What
 * the terminal itself gets is tested with `runCli`.
 */
import { SETTINGS } from '../../config/env.ts';
import { answer } from '../../src/cli/verbs.ts';
import { type CliResult, runCli } from './cli.ts';

type Write = typeof process.stdout.write;

function collect(parts: string[]): Write {
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') done();
    return true;
  };
  return write as Write;
}

/** They share environment and output, so one waits for the other. */
let last: Promise<unknown> = Promise.resolve();

async function runAlone(words: readonly string[], env: Readonly<Record<string, string>>): Promise<CliResult> {
  const before = { ...process.env };
  const [out, err] = [process.stdout.write, process.stderr.write];
  const [stdout, stderr]: [string[], string[]] = [[], []];
  for (const name of SETTINGS) delete process.env[name];
  Object.assign(process.env, { OUTCRY_LOG: 'warn', ...env });
  process.stdout.write = collect(stdout);
  process.stderr.write = collect(stderr);
  try {
    const code = await answer(words, () => undefined);
    return { code, signal: null, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
    for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    Object.assign(process.env, before);
  }
}

/** `outcry …` with nothing of our settings but `env`; in a process where another build is put to the test (`TEST_ROOT`). */
export function runVerb(words: readonly string[], env: Readonly<Record<string, string>>): Promise<CliResult> {
  if (process.env.TEST_ROOT !== undefined) return runCli(words, env);
  const result = last.then(() => runAlone(words, env));
  last = result.catch(() => undefined);
  return result;
}
