/** Values of an address that mean nothing: they are pointed out instead of being passed over. */
import type { Ctx } from '../deps.ts';
import { readMoment } from './form.ts';
import { wholeNumber } from './numbers.ts';

const MOST_SHOWN = 60;

function shown(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}

/** `“banana” is not a known value of “show” and was ignored. Known: open, all.` Undefined where the value is absent or one of these. */
export function ignoredText(c: Ctx, name: string, known: readonly string[]): string | undefined {
  const value = c.req.query(name);
  if (value === undefined || value === '' || known.includes(value)) return undefined;
  return `“${shown(value)}” is not a known value of “${name}” and was ignored. Known: ${known.join(', ')}.`;
}

/** The first of these fields of the address that holds something other than a moment, and what it holds. */
function notMoment(c: Ctx, names: readonly string[]): { name: string; value: string } | undefined {
  for (const name of names) {
    const value = c.req.query(name);
    if (value !== undefined && value !== '' && readMoment(value) === undefined) return { name, value };
  }
  return undefined;
}

/** The same for a moment. */
export function ignoredMoment(c: Ctx, name: string): string | undefined {
  const found = notMoment(c, [name]);
  return (
    found &&
    `“${shown(found.value)}” is not a time and was ignored. Write “${name}” as 2026-03-02 or 2026-03-02T14:00Z.`
  );
}

/** For programs, which are not answered with something else than they asked for: what is wrong with a moment. */
export function wrongMoment(c: Ctx, names: readonly string[] = ['from', 'to']): string | undefined {
  const found = notMoment(c, names);
  return found && `"${found.name}" is not a UTC time. Use 2015-08-20 or 2015-08-20T14:00Z.`;
}

/** The same for a page number. */
export function ignoredPage(c: Ctx): string | undefined {
  const value = c.req.query('page');
  if (value === undefined || value === '' || (wholeNumber(value) ?? 0) > 0) return undefined;
  return `“${shown(value)}” is not a page number and was ignored.`;
}
