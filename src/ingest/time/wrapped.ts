/** Times inside what programs put around them. */
const MOST_LAYERS = 3;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** MongoDB's extended JSON, Firestore, Parse and DynamoDB; undefined for another object. */
function fromObject(value: Record<string, unknown>): unknown {
  const seconds = value.seconds ?? value._seconds;
  if (typeof seconds === 'number' || typeof seconds === 'string') {
    const rest = Number(value.nanoseconds ?? value._nanoseconds ?? value.nanos ?? 0);
    return Number(seconds) + (Number.isFinite(rest) ? Math.floor(rest / 1e6) / 1000 : 0);
  }
  return value.$date ?? value.$numberLong ?? value.iso ?? value.S ?? value.N;
}

const CALL =
  /^(?:\/Date\((-?\d+)(?:[+-]\d{4})?\)\/|(?:new )?(?:ISO)?Date(?:Time)?\(\s*["']?([^"'()]*)["']?\s*\))$/;

/** The value itself, or the time in `{"$date": …}`, `/Date(1783505472000)/`, `ISODate("…")` and their like. */
export function unwrapped(value: unknown): unknown {
  let inner = value;
  for (let layer = 0; layer < MOST_LAYERS && isObject(inner); layer += 1) inner = fromObject(inner);
  if (typeof inner !== 'string' || !inner.includes('Date')) return inner;
  const match = CALL.exec(inner.trim());
  return match ? (match[1] ?? match[2]) : inner;
}
