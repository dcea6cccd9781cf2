/** What somebody else's value looks like as JSON, whatever it is. */
import { cutText } from './text.ts';

/** Deeper parts are left out: a reader of the text has to take it apart again. */
const MAX_DEPTH = 64;
const MAX_PARTS = 100_000;
const LEFT_OUT = '[left out: nested too deep]';

/**
 * `value` as `JSON.stringify` writes it, cut at `most` UTF-16 units; '' where that is nothing. Never throws: what cannot be
 * written (cycles, BigInt, a getter that throws, more than 64 levels) is written as a short note in its place.
 */
export function safeJson(value: unknown, most = 100_000): string {
  try {
    return cutText(JSON.stringify(value) ?? '', most);
  } catch {
    return cutText(JSON.stringify(plain(value, 0, { left: MAX_PARTS })) ?? '', most);
  }
}

/** A copy that `JSON.stringify` can write. */
function plain(value: unknown, depth: number, parts: { left: number }): unknown {
  parts.left -= 1;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
  if (depth >= MAX_DEPTH || parts.left <= 0) return LEFT_OUT;
  try {
    if (Array.isArray(value)) return Array.from(value, (one) => plain(one, depth + 1, parts));
    const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const name of Object.keys(value)) copy[name] = field(value, name, depth, parts);
    return copy;
  } catch {
    return '[left out: not readable]';
  }
}

function field(value: object, name: string, depth: number, parts: { left: number }): unknown {
  try {
    const found = plain((value as Record<string, unknown>)[name], depth + 1, parts);
    // A name of its own, or `JSON.stringify` would call it.
    return typeof found === 'function' ? undefined : found;
  } catch {
    return '[left out: not readable]';
  }
}
