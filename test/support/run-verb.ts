/**
 * Runs a verb in this process with what a terminal would show, as `src/cli/main.ts` does. For many small runs: a process for
 * each takes a second. What the terminal itself gets is tested with `runCli`.
 */
import { UserError } from '../../src/domain/result.ts';
import { UsageError } from '../../src/cli/verb.ts';
import { findVerb } from '../../src/cli/verbs.ts';

export interface VerbResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

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

async function exitCode(name: string, args: readonly string[], say: (line: string) => void): Promise<number> {
  const verb = await findVerb(name);
  if (!verb) throw new Error(`there is no verb ${name}`);
  try {
    return await verb.run(args);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof UsageError)) throw error;
    say(`${error.message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** The environment is that of the test with `env` on top, for the time of the run. */
export async function runVerb(
  [name = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<VerbResult> {
  const before = { ...process.env };
  const [out, err] = [process.stdout.write, process.stderr.write];
  const [stdout, stderr]: [string[], string[]] = [[], []];
  Object.assign(process.env, env);
  process.stdout.write = collect(stdout);
  process.stderr.write = collect(stderr);
  try {
    const code = await exitCode(name, args, (line) => stderr.push(line));
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
    for (const key of Object.keys(env)) {
      if (before[key] === undefined) delete process.env[key];
      else process.env[key] = before[key];
    }
  }
}
