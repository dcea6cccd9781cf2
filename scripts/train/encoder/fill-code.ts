/** What training writes to rows and to the numbers that it moves, in WebAssembly. */
import { F32, I32, V128, type WasmFunction } from '../../../src/score/model/wasm-module.ts';
import {
  add4,
  type Code,
  divide4,
  float,
  get,
  load,
  loadShort4,
  loadSpread,
  loopBelow,
  multiply4,
  plus,
  root4,
  set,
  shifted,
  spread,
  step,
  store,
  storeFloat,
  subtract4,
  tee,
  toFloat4,
  whole,
} from '../../../src/score/second/assembly.ts';

export type RepeatRow = (row: number, to: number, rows: number, width: number, scale: number) => void;

/** Sets rows to `scale` times one row, or adds that to them. */
export function repeatRow(name: string, adds: boolean): WasmFunction {
  const [ROW, TO, ROWS, WIDTH, SCALE, COUNT, AT, END] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...get(ROW), ...tee(AT), ...get(WIDTH), ...shifted(2), ...plus, ...set(END)],
      loopBelow(AT, get(END), [
        [...get(TO), ...get(AT), ...load(), ...get(SCALE), ...spread, ...multiply4],
        adds ? [...get(TO), ...load(), ...add4] : [],
        store(),
        step(TO, whole(16)),
        step(AT, whole(16)),
      ]),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name, takes: [I32, I32, I32, I32, F32], locals: [I32, I32, I32], body };
}

export type FillAfter = (row: number, rows: number, first: number, width: number, x: number) => void;

/** Sets the columns from `first` (below `width`) of rows to `x`. */
export function fillAfter(): WasmFunction {
  const [ROW, ROWS, FIRST, WIDTH, X, COUNT, AT] = [0, 1, 2, 3, 4, 5, 6] as const;
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...get(ROW), ...get(FIRST), ...shifted(2), ...plus, ...set(AT)],
      step(ROW, [...get(WIDTH), ...shifted(2)]),
      loopBelow(AT, get(ROW), [[...get(AT), ...get(X), ...storeFloat()], step(AT, whole(4))]),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name: 'fillAfter', takes: [I32, I32, I32, I32, F32], locals: [I32, I32], body };
}

export type Expand = (from: number, scales: number, to: number, rows: number, width: number) => void;

/** Rows of 16-bit numbers, a scale each, as floats: the way back from `shrink`. */
export function expand(): WasmFunction {
  const [FROM, SCALES, TO, ROWS, WIDTH, COUNT, END] = [0, 1, 2, 3, 4, 5, 6] as const;
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...get(TO), ...get(WIDTH), ...shifted(2), ...plus, ...set(END)],
      loopBelow(TO, get(END), [
        [...get(TO), ...get(FROM), ...loadShort4(), ...toFloat4],
        [...get(SCALES), ...loadSpread(), ...multiply4, ...store()],
        step(FROM, whole(8)),
        step(TO, whole(16)),
      ]),
      step(SCALES, whole(4)),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name: 'expand', takes: [I32, I32, I32, I32, I32], locals: [I32, I32], body };
}

/** Shares of what was, and what is added to a root, as in `adam.ts`. */
const FIRST = 0.9;
const SECOND = 0.999;
const EPSILON = 1e-8;

export type Move = (
  values: number,
  mean: number,
  square: number,
  slopes: number,
  others: number,
  bytes: number,
  share: number,
  rate: number,
  spread: number,
) => void;

/**
 * A step of Adam (Kingma and Ba 2015) for numbers whose slope is `share` of the sum of two: `rate` is the rate over
 * 1 − 0.9^n and `spread` one over the root of 1 − 0.999^n in step n.
 */
export function move(): WasmFunction {
  const [VALUES, MEAN, SQUARE, SLOPES, OTHERS, BYTES, SHARE, RATE, SPREAD] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ] as const;
  const [AT, SLOPE, M] = [9, 10, 11] as const;
  const here = (local: number): Code => [...get(local), ...get(AT), ...plus];
  const constant = (x: number): Code => [...float(x), ...spread];
  const old = (local: number, share: number): Code => [
    ...here(local),
    ...load(),
    ...constant(share),
    ...multiply4,
  ];
  const body = [
    [...whole(0), ...set(AT)],
    loopBelow(AT, get(BYTES), [
      [...here(SLOPES), ...load(), ...here(OTHERS), ...load(), ...add4],
      [...get(SHARE), ...spread, ...multiply4, ...set(SLOPE)],
      [...here(MEAN), ...old(MEAN, FIRST), ...get(SLOPE), ...constant(1 - FIRST), ...multiply4, ...add4],
      [...tee(M), ...store()],
      [...here(SQUARE), ...old(SQUARE, SECOND), ...get(SLOPE), ...get(SLOPE), ...multiply4],
      [...constant(1 - SECOND), ...multiply4, ...add4, ...tee(SLOPE), ...store()],
      [...here(VALUES), ...here(VALUES), ...load(), ...get(M), ...get(RATE), ...spread, ...multiply4],
      [...get(SLOPE), ...root4, ...get(SPREAD), ...spread, ...multiply4, ...constant(EPSILON), ...add4],
      [...divide4, ...subtract4, ...store()],
      step(AT, whole(16)),
    ]),
  ].flat();
  const takes = [I32, I32, I32, I32, I32, I32, F32, F32, F32];
  return { name: 'move', takes, locals: [I32, V128, V128], body };
}
