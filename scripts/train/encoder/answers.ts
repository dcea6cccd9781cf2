/** What the encoder should answer about a text, after its sentiment. */
import { anyOf, targetsOf } from '../prepare.ts';
import type { Row } from '../rows.ts';

/** Packs, codes, broken trust of any kind: 1 it applies, 0 it does not, −1 not known. */
export function answersOf(row: Row): Int8Array {
  return Int8Array.from([...targetsOf(row), anyOf(row)]);
}
