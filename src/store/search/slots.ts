/**
 * Sets of places in a part as bits: Rice codes of the gaps (Witten, Moffat and others: Managing Gigabytes, 2nd ed. 1999, section
 * 3.3), with the parameter for their mean. A word of half of all mentions takes two bits each, one of a thousandth 11.
 */

/** Mentions of a part, by id. */
export const PART_SIZE = 32_768;

function parameter(count: number): number {
  const mean = PART_SIZE / count;
  return Math.max(0, Math.floor(Math.log2(Math.LN2 * mean)));
}

/** Writes rising places below `PART_SIZE` into `into` from `at` on; returns where they end. At most two bytes each. */
export function packSlots(slots: ArrayLike<number>, into: Uint8Array, at: number): number {
  const k = parameter(slots.length);
  let [end, held, bits] = [at, 0, 0];
  let before = -1;
  for (let i = 0; i < slots.length; i += 1) {
    const gap = slots[i]! - before - 1;
    before = slots[i]!;
    for (let ones = gap >>> k; ones > 0; ones -= 1) {
      held = (held << 1) | 1;
      if (++bits === 8) [into[end++], held, bits] = [held, 0, 0];
    }
    held <<= 1;
    if (++bits === 8) [into[end++], held, bits] = [held, 0, 0];
    for (let n = k - 1; n >= 0; n -= 1) {
      held = (held << 1) | ((gap >>> n) & 1);
      if (++bits === 8) [into[end++], held, bits] = [held, 0, 0];
    }
  }
  if (bits > 0) into[end++] = held << (8 - bits);
  return end;
}

/** Reads `count` places. */
export function unpackSlots(data: Uint8Array, count: number): Uint16Array {
  const k = parameter(count);
  const slots = new Uint16Array(count);
  let [at, mask] = [0, 128];
  const next = (): number => {
    const bit = (data[at]! & mask) === 0 ? 0 : 1;
    mask >>>= 1;
    if (mask === 0) {
      mask = 128;
      at += 1;
    }
    return bit;
  };
  let before = -1;
  for (let i = 0; i < count; i += 1) {
    let gap = 0;
    while (next() === 1) gap += 1;
    for (let n = 0; n < k; n += 1) gap = (gap << 1) | next();
    before += gap + 1;
    slots[i] = before;
  }
  return slots;
}
