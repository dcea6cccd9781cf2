/** Machine output to stdout, progress to stderr. */
import { once } from 'node:events';
import { printable } from '../domain/text.ts';

/** Writes to stdout and waits while its reader is slow. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

export async function writeJson(value: unknown): Promise<void> {
  await write(`${JSON.stringify(value, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

/** Control characters of C0 and C1 but the line feed, and what hides in a line or turns its direction. */
const UNPRINTABLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** A text of others without anything that a terminal would act on; lines stay lines. */
export function withoutControls(text: string): string {
  return text.replaceAll(UNPRINTABLE, ' ');
}

/** Part of a text of others, on one line. `most` in UTF-16 units. */
export function excerpt(text: string, most: number): string {
  return printable(text, most - 1).trim();
}

/** Tells a person something, on stderr. */
export function say(text: string): void {
  process.stderr.write(`${withoutControls(text)}\n`);
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
