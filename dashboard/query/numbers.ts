/** Numbers in addresses. Whatever else stands there is no number: no sign, point, exponent, blank or other base. */
import { type Ctx, param } from '../deps.ts';

/** Ids that both databases take and JavaScript holds exactly. */
const ID = /^[1-9]\d{0,14}$/;

/** A whole number in decimal digits; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && (text === '0' || ID.test(text)) ? Number(text) : undefined;
}

/** The id in the path; undefined if it is none that could exist. */
export function idOf(c: Ctx, name = 'id'): number | undefined {
  return wholeNumber(param(c, name)) || undefined;
}

/** A whole number in the query, moved into the range; `otherwise` if it is absent or none. */
export function wholeQuery(
  c: Ctx,
  name: string,
  range: { from: number; to: number; otherwise: number },
): number {
  const number = wholeNumber(c.req.query(name)) ?? range.otherwise;
  return Math.min(range.to, Math.max(range.from, number));
}
