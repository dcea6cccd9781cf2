/** What training does to rows of numbers on the way back, in WebAssembly. */
import { F32, I32, V128, type WasmFunction } from '../../../src/score/model/wasm-module.ts';
import {
  above4,
  across,
  add4,
  and16,
  type Code,
  divide4,
  float,
  floatDiffers,
  floatOver,
  get,
  load,
  loadFloat,
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
  storeWhole,
  subtract4,
  tee,
  whole,
  zeros,
} from '../../../src/score/second/assembly.ts';

const LEAST_VARIANCE = 1e-6;

/** Runs `body` for each four numbers of a row; `at` counts bytes up to `end`. */
function overRow(at: number, end: Code, ...body: Code[]): Code {
  return [...whole(0), ...set(at), ...loopBelow(at, end, [...body, step(at, whole(16))])];
}

export type SoftenBack = (shares: number, slopes: number, rows: number, width: number, scale: number) => void;

/** From slopes of shares (`soften`) to those of `scale` times what the shares were made of, in place. */
export function softenBack(): WasmFunction {
  const [SHARES, SLOPES, ROWS, WIDTH, SCALE, COUNT, AT, SUM] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const bytes: Code = [...get(WIDTH), ...shifted(2)];
  const share: Code = [...get(SHARES), ...get(AT), ...plus, ...load()];
  const here: Code = [...get(SLOPES), ...get(AT), ...plus];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [...zeros, ...set(SUM)],
      overRow(AT, bytes, [...get(SUM), ...share, ...here, ...load(), ...multiply4, ...add4, ...set(SUM)]),
      [...across(SUM), ...spread, ...set(SUM)],
      overRow(
        AT,
        bytes,
        [...here, ...here, ...load(), ...get(SUM), ...subtract4, ...share, ...multiply4],
        [...get(SCALE), ...spread, ...multiply4, ...store()],
      ),
      step(SHARES, bytes),
      step(SLOPES, bytes),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name: 'softenBack', takes: [I32, I32, I32, I32, F32], locals: [I32, I32, V128], body };
}

export type NormaliseBack = (from: number, slope: number, gain: number, back: number, rows: number) => void;

/** Adds to `back` what the slope of `normalise` is for the rows `from` that it was given (Ba et al. 2016). */
export function normaliseBack(width: number): WasmFunction {
  const [FROM, SLOPE, GAIN, BACK, ROWS, COUNT, AT] = [0, 1, 2, 3, 4, 5, 6] as const;
  const [MEAN, SPREAD, FLAT, ALONG, S] = [7, 8, 9, 10, 11] as const;
  const bytes = whole(4 * width);
  const here = (local: number): Code => [...get(local), ...get(AT), ...plus];
  const average = (sum: number): Code => [
    ...across(sum),
    ...float(width),
    ...floatOver,
    ...spread,
    ...set(sum),
  ];
  const far: Code = [...here(FROM), ...load(), ...get(MEAN), ...subtract4];
  const even: Code = [...far, ...get(SPREAD), ...multiply4];
  const slope: Code = [...here(SLOPE), ...load(), ...here(GAIN), ...load(), ...multiply4];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(ROWS), [
      [MEAN, SPREAD, FLAT, ALONG].flatMap((sum) => [...zeros, ...set(sum)]),
      overRow(AT, bytes, [...get(MEAN), ...here(FROM), ...load(), ...add4, ...set(MEAN)]),
      average(MEAN),
      overRow(AT, bytes, [
        ...far,
        ...tee(S),
        ...get(S),
        ...multiply4,
        ...get(SPREAD),
        ...add4,
        ...set(SPREAD),
      ]),
      average(SPREAD),
      [...float(1), ...spread, ...get(SPREAD), ...float(LEAST_VARIANCE), ...spread, ...add4, ...root4],
      [...divide4, ...set(SPREAD)],
      overRow(
        AT,
        bytes,
        [...slope, ...tee(S), ...get(FLAT), ...add4, ...set(FLAT)],
        [...get(S), ...even, ...multiply4, ...get(ALONG), ...add4, ...set(ALONG)],
      ),
      [...average(FLAT), ...average(ALONG)],
      overRow(
        AT,
        bytes,
        [...here(BACK), ...here(BACK), ...load(), ...slope, ...get(FLAT), ...subtract4],
        [
          ...even,
          ...get(ALONG),
          ...multiply4,
          ...subtract4,
          ...get(SPREAD),
          ...multiply4,
          ...add4,
          ...store(),
        ],
      ),
      ...[FROM, SLOPE, BACK].map((local) => step(local, bytes)),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  const locals = [I32, I32, ...Array.from({ length: 5 }, () => V128)];
  return { name: 'normaliseBack', takes: [I32, I32, I32, I32, I32], locals, body };
}

export type MaskRows = (rows: number, slope: number, many: number, width: number, scale: number) => void;

/** Where a number of the rows is above zero it becomes `scale · slope` of its column, else zero. */
export function maskRows(): WasmFunction {
  const [ROW, SLOPE, MANY, WIDTH, SCALE, COUNT, AT] = [0, 1, 2, 3, 4, 5, 6] as const;
  const bytes: Code = [...get(WIDTH), ...shifted(2)];
  const here: Code = [...get(ROW), ...get(AT), ...plus];
  const body = [
    [...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(MANY), [
      overRow(
        AT,
        bytes,
        [...here, ...here, ...load(), ...zeros, ...above4],
        [...get(SLOPE), ...get(AT), ...plus, ...load(), ...get(SCALE), ...spread, ...multiply4],
        [...and16, ...store()],
      ),
      step(ROW, bytes),
      step(COUNT, whole(1)),
    ]),
  ].flat();
  return { name: 'maskRows', takes: [I32, I32, I32, I32, F32], locals: [I32, I32], body };
}

export type ListOthers = (
  from: number,
  list: number,
  ends: number,
  many: number,
  down: number,
  length: number,
  aside: number,
  bytes: number,
) => void;

/**
 * Lists the numbers that are not zero, as `listActive` does those above zero: `many` lists from `down` bytes apart, of
 * `length` numbers `aside` bytes apart each, so that it lists by row or by column.
 */
export function listOthers(): WasmFunction {
  const [FROM, LIST, ENDS, MANY, DOWN, LENGTH, ASIDE, BYTES] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [COUNT, AT, X, PLACE] = [8, 9, 10, 11] as const;
  const body = [
    [...get(ENDS), ...get(LIST), ...storeWhole(), ...whole(0), ...set(COUNT)],
    loopBelow(COUNT, get(MANY), [
      [...get(FROM), ...set(X), ...whole(0), ...set(AT), ...whole(0), ...set(PLACE)],
      loopBelow(AT, get(LENGTH), [
        [...get(LIST), ...get(PLACE), ...storeWhole()],
        [...get(LIST), ...get(X), ...loadFloat(), ...storeFloat(4)],
        step(LIST, [...get(X), ...loadFloat(), ...float(0), ...floatDiffers, ...shifted(3)]),
        step(X, get(ASIDE)),
        step(PLACE, get(BYTES)),
        step(AT, whole(1)),
      ]),
      step(FROM, get(DOWN)),
      step(ENDS, whole(4)),
      [...get(ENDS), ...get(LIST), ...storeWhole()],
      step(COUNT, whole(1)),
    ]),
  ].flat();
  const takes = [I32, I32, I32, I32, I32, I32, I32, I32];
  return { name: 'listOthers', takes, locals: [I32, I32, I32, I32], body };
}
