/** Machine output to stdout, progress to stderr. */
import { once } from 'node:events';

/** Writes to stdout and waits while its reader is slow. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export async function writeJson(value: unknown): Promise<void> {
  await write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** A progress line: rewritten in place on a terminal, printed every five seconds elsewhere. */
export function progress(): { update(text: string): void; done(text?: string): void } {
  const tty = process.stderr.isTTY === true;
  const pause = tty ? 100 : 5_000;
  let next = tty ? 0 : performance.now() + pause;
  return {
    update(text) {
      if (performance.now() < next) return;
      next = performance.now() + pause;
      process.stderr.write(tty ? `\r\u001b[K${text}` : `${text}\n`);
    },
    done(text) {
      if (tty) process.stderr.write('\r\u001b[K');
      if (text !== undefined) process.stderr.write(`${text}\n`);
    },
  };
}
