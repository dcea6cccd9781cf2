/** Runs the client programs of PostgreSQL. */
import { spawn } from 'node:child_process';
import { UserError } from '../../domain/result.ts';

/**
 * Runs a PostgreSQL program found on `path` against the database at `url`; returns what it wrote. The password is passed in
 * the environment, where other users of the machine cannot see it. Throws UserError with the program's last line.
 */
export function onDatabase(
  name: string,
  url: string,
  args: readonly string[],
  path: string,
): Promise<string> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  return runTool(name, [`--dbname=${address.href}`, ...args], { PATH: path, PGPASSWORD: password });
}

/** The same without a database. */
export async function runTool(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(name, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  let said = '';
  child.stdout.on('data', (part: Buffer) => (written += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UserError(
          error.code === 'ENOENT'
            ? `${name} is not installed. It is part of the PostgreSQL client programs.`
            : `${name}: ${error.message}`,
        ),
      );
    });
    child.once('close', resolve);
  });
  if (status !== 0) throw new UserError(`${name}: ${said.trim().split('\n').at(-1) || `exit ${status}`}`);
  return written;
}
