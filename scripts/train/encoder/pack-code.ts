/** Puts the numbers of matrices in the order in which products read them, in WebAssembly. */
import { F32, I32, type WasmFunction } from '../../../src/score/model/wasm-module.ts';
import {
  below,
  choose,
  type Code,
  float,
  floatTimes,
  get,
  load,
  loadFloat,
  loopBelow,
  minus,
  over,
  plus,
  rest,
  set,
  shifted,
  step,
  store,
  storeFloat,
  times,
  whole,
} from '../../../src/score/second/assembly.ts';

export type PackPanels = (
  from: number,
  rowBytes: number,
  rows: number,
  columns: number,
  to: number,
  panelBytes: number,
) => void;

/** `rows × columns` numbers, rows `rowBytes` apart, in panels of columns: a panel holds its share of each row in turn. */
export function packPanels(): WasmFunction {
  const [FROM, DOWN, ROWS, COLUMNS, TO, PANEL, COLUMN, ROW, X, END] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const body = [
    [...whole(0), ...set(COLUMN)],
    loopBelow(
      COLUMN,
      [...get(COLUMNS), ...shifted(2)],
      [
        [...whole(0), ...set(ROW)],
        loopBelow(ROW, get(ROWS), [
          [...get(FROM), ...get(COLUMN), ...plus, ...get(ROW), ...get(DOWN), ...times, ...plus, ...set(X)],
          [...get(TO), ...get(PANEL), ...plus, ...set(END)],
          loopBelow(TO, get(END), [
            [...get(TO), ...get(X), ...load(), ...store()],
            step(TO, whole(16)),
            step(X, whole(16)),
          ]),
          step(ROW, whole(1)),
        ]),
        step(COLUMN, get(PANEL)),
      ],
    ),
  ].flat();
  return { name: 'packPanels', takes: [I32, I32, I32, I32, I32, I32], locals: [I32, I32, I32, I32], body };
}

export type PackTurned = (
  from: number,
  rowBytes: number,
  rows: number,
  columns: number,
  to: number,
  padded: number,
  panel: number,
  scale: number,
) => void;

/**
 * `scale` times the transpose of `rows × columns` numbers, in panels of `panel` of its columns, `padded` columns with
 * zeros for those that are none. One panel of all columns is the plain transpose.
 */
export function packTurned(): WasmFunction {
  const [FROM, DOWN, ROWS, COLUMNS, TO, PADDED, PANEL, SCALE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const [ROW, X, END, AT] = [8, 9, 10, 11] as const;
  const real: Code = [...get(ROW), ...get(ROWS), ...below];
  const row: Code = [...get(ROW), ...get(ROWS), ...whole(1), ...minus, ...real, ...choose];
  const body = [
    [...whole(0), ...set(ROW)],
    loopBelow(ROW, get(PADDED), [
      [...get(SCALE), ...float(0), ...real, ...choose, ...set(SCALE)],
      [...get(FROM), ...row, ...get(DOWN), ...times, ...plus, ...set(X)],
      [...get(X), ...get(COLUMNS), ...shifted(2), ...plus, ...set(END)],
      [...get(ROW), ...get(PANEL), ...over, ...get(PANEL), ...times, ...get(COLUMNS), ...times],
      [...get(ROW), ...get(PANEL), ...rest, ...plus, ...shifted(2), ...get(TO), ...plus, ...set(AT)],
      loopBelow(X, get(END), [
        [...get(AT), ...get(X), ...loadFloat(), ...get(SCALE), ...floatTimes, ...storeFloat()],
        step(AT, [...get(PANEL), ...shifted(2)]),
        step(X, whole(4)),
      ]),
      step(ROW, whole(1)),
    ]),
  ].flat();
  const takes = [I32, I32, I32, I32, I32, I32, I32, F32];
  return { name: 'packTurned', takes, locals: [I32, I32, I32, I32], body };
}
