/** Values of an address that mean nothing: they are pointed out instead of being passed over. */
import type { Ctx } from '../deps.ts';
import { readMoment } from './form.ts';
import { wholeNumber } from './numbers.ts';

const MOST_SHOWN = 60;

function shown(value: string): string {
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}

/** `“banana” is no show: choose open or all.` Undefined where the value is absent or one of these. */
export function ignoredText(c: Ctx, name: string, known: readonly string[]): string | undefined {
  const value = c.req.query(name);
  if (value === undefined || value === '' || known.includes(value)) return undefined;
  return `“${shown(value)}” is not a known value of “${name}” and was ignored. Known: ${known.join(', ')}.`;
}

/** The same for a moment. */
export function ignoredMoment(c: Ctx, name: string): string | undefined {
  const value = c.req.query(name);
  if (value === undefined || value === '' || readMoment(value) !== undefined) return undefined;
  return `“${shown(value)}” is not a time and was ignored. Write “${name}” as 2026-03-02 or 2026-03-02T14:00Z.`;
}

/** The same for a page number. */
export function ignoredPage(c: Ctx): string | undefined {
  const value = c.req.query('page');
  if (value === undefined || value === '' || (wholeNumber(value) ?? 0) > 0) return undefined;
  return `“${shown(value)}” is not a page number and was ignored.`;
}
