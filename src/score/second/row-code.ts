/** What is done to rows of numbers between matrix products, in WebAssembly. */
import { F32, I32, V128, type WasmFunction } from '../model/wasm-module.ts';
import {
  absolute4,
  across,
  add4,
  addWhole4,
  divide4,
  element,
  type Code,
  float,
  floatMost,
  floatOver,
  get,
  load,
  loopBelow,
  most4,
  multiply4,
  narrow8,
  nearest4,
  plus,
  root4,
  set,
  shifted,
  shiftWhole4,
  spread,
  spreadWhole,
  step,
  store,
  storeFloat,
  subtract4,
  tee,
  toWhole4,
  whole,
  zeros,
} from './assembly.ts';

/** Largest 16-bit number of a row: 512 products with weights of at most 127 fit 32 bits. */
export const LARGEST = 32_767;
/** Added to a variance before its root. */
const LEAST_VARIANCE = 1e-6;
const constant = (x: number): Code => [...float(x), ...spread];

export type Normalise = (from: number, to: number, gain: number, bias: number, rows: number) => void;

/** `to = gain · (from − mean) / deviation + bias`, a row of `width` floats at a time (Ba et al. 2016). */
export function normalise(name: string, width: number): WasmFunction {
  const [FROM, TO, GAIN, BIAS, ROWS, COUNT, AT] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [SUM, MEAN, X] = [7, 8, 9] as const;
  const bytes = 4 * width;
  const here = (local: number): Code => [...get(local), ...get(AT), ...plus];
  const overRow = (...body: Code[]): Code => [
    ...whole(0),
    ...set(AT),
    ...loopBelow(AT, whole(bytes), [...body, step(AT, whole(16))]),
  ];
  const average: Code = [...across(SUM), ...float(width), ...floatOver, ...spread];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...zeros, ...set(SUM)],
      overRow([...get(SUM), ...here(FROM), ...load(), ...add4, ...set(SUM)]),
      [...average, ...set(MEAN), ...zeros, ...set(SUM)],
      overRow(
        [...here(FROM), ...load(), ...get(MEAN), ...subtract4, ...tee(X)],
        [...get(X), ...multiply4, ...get(SUM), ...add4, ...set(SUM)],
      ),
      [...constant(1), ...average, ...constant(LEAST_VARIANCE), ...add4, ...root4],
      [...divide4, ...set(SUM)],
      overRow(
        [...here(TO), ...here(FROM), ...load(), ...get(MEAN), ...subtract4, ...get(SUM), ...multiply4],
        [...here(GAIN), ...load(), ...multiply4, ...here(BIAS), ...load(), ...add4, ...store()],
      ),
      step(FROM, whole(bytes)),
      step(TO, whole(bytes)),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name, takes: [I32, I32, I32, I32, I32], locals: [I32, I32, V128, V128, V128], body };
}

export type Shrink = (from: number, to: number, scales: number, rows: number, width: number) => void;

/** Rows of `width` floats as 16-bit numbers, each row with a scale of its own; `width` is a multiple of eight. */
export function shrink(): WasmFunction {
  const [FROM, TO, SCALES, ROWS, WIDTH, COUNT, AT, END, MOST] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const rounded = (offset: number): Code => [
    ...get(FROM),
    ...load(offset),
    ...get(MOST),
    ...multiply4,
    ...nearest4,
    ...toWhole4,
  ];
  const end: Code = [...get(FROM), ...get(WIDTH), ...shifted(2), ...plus, ...set(END)];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...constant(1e-20), ...set(MOST), ...end, ...get(FROM), ...set(AT)],
      loopBelow(AT, get(END), [
        [...get(MOST), ...get(AT), ...load(), ...absolute4, ...most4, ...set(MOST)],
        step(AT, whole(16)),
      ]),
      [...across(MOST, floatMost), ...spread, ...set(MOST)],
      [...get(SCALES), ...get(MOST), ...element(0), ...float(LARGEST), ...floatOver, ...storeFloat()],
      [...constant(LARGEST), ...get(MOST), ...divide4, ...set(MOST)],
      loopBelow(FROM, get(END), [
        [...get(TO), ...rounded(0), ...rounded(16), ...narrow8, ...store()],
        step(FROM, whole(32)),
        step(TO, whole(16)),
      ]),
      step(SCALES, whole(4)),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name: 'shrink', takes: [I32, I32, I32, I32, I32], locals: [I32, I32, I32, V128], body };
}

export type Soften = (rows: number, many: number, width: number) => void;

/** Rows of `width` floats (a multiple of four) to shares that sum to one; −1e30 stands for "not there". */
export function soften(): WasmFunction {
  const [ROW, MANY, WIDTH, COUNT, AT, END, MOST, SUM, X, N] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const overRow = (...body: Code[]): Code => [
    ...get(ROW),
    ...set(AT),
    ...loopBelow(AT, get(END), [...body, step(AT, whole(16))]),
  ];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(MANY), [
      [...get(ROW), ...get(WIDTH), ...shifted(2), ...plus, ...set(END)],
      [...constant(-1e30), ...set(MOST), ...zeros, ...set(SUM)],
      overRow([...get(MOST), ...get(AT), ...load(), ...most4, ...set(MOST)]),
      [...across(MOST, floatMost), ...spread, ...set(MOST)],
      overRow(
        [...get(AT), ...load(), ...get(MOST), ...subtract4, ...set(X), ...power(X, N)],
        [...set(X), ...get(AT), ...get(X), ...store(), ...get(SUM), ...get(X), ...add4, ...set(SUM)],
      ),
      [...constant(1), ...across(SUM), ...spread, ...divide4, ...set(SUM)],
      overRow([...get(AT), ...get(AT), ...load(), ...get(SUM), ...multiply4, ...store()]),
      [...get(END), ...set(ROW)],
      step(COUNT, whole(1)),
    ]),
  ].flat();
  const locals = [I32, I32, I32, V128, V128, V128, V128];
  return { name: 'soften', takes: [I32, I32, I32], locals, body };
}

/** The Taylor series of 2^f to the sixth power is right to 1e-7 for |f| ≤ ½. */
const SERIES = [6, 5, 4, 3, 2, 1, 0].map((n) => Math.LN2 ** n / [1, 1, 2, 6, 24, 120, 720][n]!);

/** e to the power of local `x`, which is at most 0: 2^n · 2^f with n whole. */
function power(x: number, n: number): Code {
  return [
    ...get(x),
    ...constant(-87),
    ...most4,
    ...constant(Math.LOG2E),
    ...multiply4,
    ...set(x),
    ...get(x),
    ...nearest4,
    ...set(n),
    ...get(x),
    ...get(n),
    ...subtract4,
    ...set(x),
    ...constant(SERIES[0]!),
    ...SERIES.slice(1).flatMap((c) => [...get(x), ...multiply4, ...constant(c), ...add4]),
    ...get(n),
    ...toWhole4,
    ...whole(127),
    ...spreadWhole,
    ...addWhole4,
    ...whole(23),
    ...shiftWhole4,
    ...multiply4,
  ];
}

export type SumRows = (from: number, to: number, rows: number, width: number, least: number) => void;

/** Sums of the columns of `rows` rows of `width` floats; a number below `least` counts as `least`. */
export function sumRows(): WasmFunction {
  const [FROM, TO, ROWS, WIDTH, LEAST, COLUMN, COUNT, AT, SUM] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const bytes: Code = [...get(WIDTH), ...shifted(2)];
  const body = [
    [...whole(0), ...set(COLUMN)],
    loopBelow(COLUMN, bytes, [
      [...zeros, ...set(SUM), ...get(FROM), ...get(COLUMN), ...plus, ...set(AT), ...whole(0), ...set(COUNT)],
      loopBelow(COUNT, get(ROWS), [
        [...get(SUM), ...get(AT), ...load(), ...get(LEAST), ...spread, ...most4, ...add4, ...set(SUM)],
        step(AT, bytes),
        step(COUNT, whole(1)),
      ]),
      [...get(TO), ...get(COLUMN), ...plus, ...get(SUM), ...store()],
      step(COLUMN, whole(16)),
    ]),
  ].flat();
  return { name: 'sumRows', takes: [I32, I32, I32, I32, F32], locals: [I32, I32, I32, V128], body };
}
