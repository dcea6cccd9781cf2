/**
 * Matrix products in WebAssembly. The right matrix lies in panels of eight columns, so that a block of rows and
 * columns stays in registers while the shared dimension is run through once (Goto and van de Geijn 2008, "Anatomy of
 * high-performance matrix multiplication").
 */
import { I32, V128, type WasmFunction } from '../model/wasm-module.ts';
import {
  add4,
  addWhole4,
  type Code,
  dot8,
  get,
  load,
  loadSpread,
  loopBelow,
  multiply4,
  plus,
  set,
  step,
  store,
  tee,
  times,
  toFloat4,
  whole,
  zeros,
} from './assembly.ts';

/** Columns of a panel. */
export const PANEL = 8;
/** Rows of a block; the rows of a product are a multiple of it. */
export const ROWS = 4;
const BLOCK = ROWS * 2;

export type WholeProduct = (
  left: number,
  rowScales: number,
  right: number,
  columnScales: number,
  bias: number,
  out: number,
  rows: number,
  outBytes: number,
) => void;

/**
 * `out = rowScale · columnScale · (left × right) + bias`, or that added to `out`. `left` holds rows of `shared` 16-bit
 * numbers, `right` panels of pairs of them (`packWhole`), `out` rows of `outBytes` bytes of 32-bit floats.
 */
export function wholeProduct(name: string, shared: number, adds: boolean): WasmFunction {
  const [LEFT, SCALES, RIGHT, COLUMNS, BIAS, OUT, MANY, WIDTH] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [COLUMN, ROW, SCALE, TO, COUNT, X, B, END, B0, B1, A] = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
  const sums = Array.from({ length: BLOCK }, (_, i) => 19 + i);
  const rowBytes = 2 * shared;
  const panelBytes = PANEL * rowBytes;
  const pair: Code[] = [
    [...get(B), ...load(0), ...set(B0), ...get(B), ...load(16), ...set(B1)],
    ...Array.from({ length: ROWS }, (_, m): Code => {
      const [low, high] = [sums[2 * m], sums[2 * m + 1]] as [number, number];
      return [
        ...get(X),
        ...loadSpread(m * rowBytes),
        ...set(A),
        ...get(low),
        ...get(A),
        ...get(B0),
        ...dot8,
        ...addWhole4,
        ...set(low),
        ...get(high),
        ...get(A),
        ...get(B1),
        ...dot8,
        ...addWhole4,
        ...set(high),
      ];
    }),
  ];
  const result = (m: number, v: number): Code => [
    ...get(TO),
    ...get(sums[2 * m + v] as number),
    ...toFloat4,
    ...get(A),
    ...multiply4,
    ...get(COLUMNS),
    ...get(COLUMN),
    ...plus,
    ...load(16 * v),
    ...multiply4,
    ...get(BIAS),
    ...get(COLUMN),
    ...plus,
    ...load(16 * v),
    ...add4,
    ...(adds ? [...get(TO), ...load(16 * v), ...add4] : []),
    ...store(16 * v),
  ];
  const body = [
    [...whole(0), ...set(COLUMN)],
    loopBelow(COLUMN, get(WIDTH), [
      [...get(LEFT), ...set(ROW), ...get(SCALES), ...set(SCALE), ...whole(0), ...set(COUNT)],
      [...get(OUT), ...get(COLUMN), ...plus, ...set(TO)],
      loopBelow(COUNT, get(MANY), [
        ...sums.map((sum) => [...zeros, ...set(sum)]),
        [...get(ROW), ...set(X), ...get(RIGHT), ...tee(B), ...whole(panelBytes), ...plus, ...set(END)],
        loopBelow(B, get(END), [...pair, step(B, whole(32)), step(X, whole(4))]),
        ...Array.from({ length: ROWS }, (_, m): Code[] => [
          [...get(SCALE), ...loadSpread(4 * m), ...set(A)],
          result(m, 0),
          result(m, 1),
          step(TO, get(WIDTH)),
        ]).flat(),
        step(ROW, whole(ROWS * rowBytes)),
        step(SCALE, whole(4 * ROWS)),
        step(COUNT, whole(ROWS)),
      ]),
      step(RIGHT, whole(panelBytes)),
      step(COLUMN, whole(4 * PANEL)),
    ]),
  ].flat();
  const takes = [I32, I32, I32, I32, I32, I32, I32, I32];
  const locals = [...Array.from({ length: 8 }, () => I32), ...Array.from({ length: 3 + BLOCK }, () => V128)];
  return { name, takes, locals, body };
}

export type FloatProduct = (
  left: number,
  leftBytes: number,
  right: number,
  rightBytes: number,
  panelBytes: number,
  shared: number,
  out: number,
  outBytes: number,
  rows: number,
  columns: number,
) => void;

/**
 * `out = left × right`, or that added to `out`, in 32-bit floats. Rows of `left` are `leftBytes` apart and `shared`
 * long. `right` is read eight columns at a time: its rows are `rightBytes` apart and its panels `panelBytes`, so it may
 * lie in plain rows or be packed (`packFloats`). `columns` is a multiple of eight. With `turned`, what is multiplied is
 * the transpose of a left matrix that lies in panels of `ROWS` columns, and `leftBytes` counts for nothing.
 */
export function floatProduct(name: string, adds: boolean, turned = false): WasmFunction {
  const [LEFT, STRIDE, RIGHT, DOWN, ASIDE, SHARED, OUT, WIDTH, MANY, COLUMNS] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ] as const;
  const [COLUMN, TO, COUNT, ROW, B, K, B0, B1, A] = [10, 11, 12, 13, 14, 15, 20, 21, 22] as const;
  const from = [16, 17, 18, 19] as const;
  const sums = Array.from({ length: BLOCK }, (_, i) => 23 + i);
  const gain = (sum: number, b: number): Code => [
    ...get(sum),
    ...get(A),
    ...get(b),
    ...multiply4,
    ...add4,
    ...set(sum),
  ];
  const one: Code[] = [
    [...get(B), ...load(0), ...set(B0), ...get(B), ...load(16), ...set(B1)],
    ...from.map((row, m) => [
      ...get(row),
      ...loadSpread(0),
      ...set(A),
      ...gain(sums[2 * m] as number, B0),
      ...gain(sums[2 * m + 1] as number, B1),
    ]),
  ];
  const result = (m: number, v: number): Code => [
    ...get(TO),
    ...get(sums[2 * m + v] as number),
    ...(adds ? [...get(TO), ...load(16 * v), ...add4] : []),
    ...store(16 * v),
  ];
  const body = [
    [...whole(0), ...set(COLUMN)],
    loopBelow(COLUMN, get(COLUMNS), [
      [...get(LEFT), ...set(ROW), ...whole(0), ...set(COUNT)],
      [...get(OUT), ...get(COLUMN), ...whole(4), ...times, ...plus, ...set(TO)],
      loopBelow(COUNT, get(MANY), [
        ...sums.map((sum) => [...zeros, ...set(sum)]),
        ...from.map((row) => [
          ...get(ROW),
          ...tee(row),
          ...(turned ? whole(4) : get(STRIDE)),
          ...plus,
          ...set(ROW),
        ]),
        [...get(RIGHT), ...set(B), ...whole(0), ...set(K)],
        loopBelow(K, get(SHARED), [
          ...one,
          step(B, get(DOWN)),
          step(K, whole(1)),
          ...from.map((row) => step(row, whole(turned ? 4 * ROWS : 4))),
        ]),
        turned ? [...get(from[0]), ...set(ROW)] : [],
        ...from.flatMap((_, m) => [result(m, 0), result(m, 1), step(TO, get(WIDTH))]),
        step(COUNT, whole(ROWS)),
      ]),
      step(RIGHT, get(ASIDE)),
      step(COLUMN, whole(PANEL)),
    ]),
  ].flat();
  const takes = Array.from({ length: 10 }, () => I32);
  const locals = [...Array.from({ length: 10 }, () => I32), ...Array.from({ length: 3 + BLOCK }, () => V128)];
  return { name, takes, locals, body };
}

/** `shared × columns` numbers in panels of eight columns, two rows interleaved. */
export function packWhole(from: Int16Array, shared: number, columns: number): Int16Array {
  const packed = new Int16Array(from.length);
  let to = 0;
  for (let panel = 0; panel < columns; panel += PANEL)
    for (let k = 0; k < shared; k += 2)
      for (let c = 0; c < PANEL; c += 1) {
        packed[to] = from[k * columns + panel + c] as number;
        packed[to + 1] = from[(k + 1) * columns + panel + c] as number;
        to += 2;
      }
  return packed;
}

/** `shared × columns` numbers in panels of eight columns. */
export function packFloats(from: Float32Array, shared: number, columns: number, packed: Float32Array): void {
  let to = 0;
  for (let panel = 0; panel < columns; panel += PANEL)
    for (let k = 0; k < shared; k += 1)
      for (let c = 0; c < PANEL; c += 1) {
        packed[to] = from[k * columns + panel + c] as number;
        to += 1;
      }
}

export function roundUp(n: number, to: number): number {
  return to * Math.ceil(n / to);
}
