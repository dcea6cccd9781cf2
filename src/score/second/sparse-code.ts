/** Products with rows of which nine of ten numbers are zero, as they are after a ReLU, in WebAssembly. */
import { I32, V128, type WasmFunction } from '../model/wasm-module.ts';
import {
  add4,
  float,
  floatAbove,
  get,
  load,
  loadFloat,
  loadSpread,
  loadWhole,
  loopBelow,
  multiply4,
  plus,
  set,
  shifted,
  step,
  store,
  storeFloat,
  storeWhole,
  whole,
} from './assembly.ts';

export type ListActive = (
  from: number,
  list: number,
  ends: number,
  rows: number,
  width: number,
  bytes: number,
) => void;

/**
 * Lists the numbers above zero of each row: `bytes` times their column, and the number. The end of each row's list
 * goes to `ends`, whose first entry is the beginning of all.
 */
export function listActive(): WasmFunction {
  const [FROM, LIST, ENDS, ROWS, WIDTH, BYTES, COUNT, END, COLUMN] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const body = [
    [...get(ENDS), ...get(LIST), ...storeWhole(), ...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...get(FROM), ...get(WIDTH), ...shifted(2), ...plus, ...set(END), ...whole(0), ...set(COLUMN)],
      loopBelow(FROM, get(END), [
        [...get(LIST), ...get(COLUMN), ...storeWhole()],
        [...get(LIST), ...get(FROM), ...loadFloat(), ...storeFloat(4)],
        step(LIST, [...get(FROM), ...loadFloat(), ...float(0), ...floatAbove, ...shifted(3)]),
        step(COLUMN, get(BYTES)),
        step(FROM, whole(4)),
      ]),
      step(ENDS, whole(4)),
      [...get(ENDS), ...get(LIST), ...storeWhole()],
      step(COUNT, whole(1)),
    ]),
  ].flat();
  const takes = [I32, I32, I32, I32, I32, I32];
  return { name: 'listActive', takes, locals: [I32, I32, I32], body };
}

/** Columns that a sparse product works on at a time. */
export const STRIP = 32;

export type SparseProduct = (
  ends: number,
  right: number,
  out: number,
  rows: number,
  outBytes: number,
) => void;

/**
 * Adds `active × right` to `out`, for `STRIP` columns: `right` holds rows of so many floats, and the lists are those of
 * `listActive`. Nine of ten numbers between the two layers of a feed-forward part are zero.
 */
export function sparseProduct(): WasmFunction {
  const [ENDS, RIGHT, OUT, ROWS, WIDTH, COUNT, AT, END, FROM, A] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const sums = Array.from({ length: STRIP / 4 }, (_, i) => 10 + i);
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...get(ENDS), ...loadWhole(), ...set(AT), ...get(ENDS), ...loadWhole(4), ...set(END)],
      ...sums.map((sum, i) => [...get(OUT), ...load(16 * i), ...set(sum)]),
      [...get(AT), ...get(END), 0x49, 0x04, 0x40], // if below
      loopBelow(AT, get(END), [
        [...get(AT), ...loadWhole(), ...get(RIGHT), ...plus, ...set(FROM)],
        [...get(AT), ...loadSpread(4), ...set(A)],
        ...sums.map((sum, i) => [
          ...get(sum),
          ...get(FROM),
          ...load(16 * i),
          ...get(A),
          ...multiply4,
          ...add4,
          ...set(sum),
        ]),
        step(AT, whole(8)),
      ]),
      [0x0b],
      ...sums.map((sum, i) => [...get(OUT), ...get(sum), ...store(16 * i)]),
      step(OUT, get(WIDTH)),
      step(ENDS, whole(4)),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  const locals = [I32, I32, I32, I32, ...Array.from({ length: 1 + sums.length }, () => V128)];
  return { name: 'sparseProduct', takes: [I32, I32, I32, I32, I32], locals, body };
}
