/**
 * The two loops of the convolution net, eight filters at a time. JavaScript has no vector instructions, so they are
 * WebAssembly (Core Specification 2.0, section 5.4.8), written here instruction by instruction. In plain
 * JavaScript they took half of the time that a text needs.
 */
import { F32, I32, openFunctions, signed, V128 } from './wasm-module.ts';

/** Filters that one instruction works on. */
export const LANES = 8;

interface ConvLoops {
  /**
   * The sums of one word: `scale · vector × kernel`, rounded to 16 bits. `vector` is the address of `dims` bytes,
   * `kernel` that of `dims` rows of `width` 32-bit floats, `sums` that of `width` 16-bit results.
   */
  fill(vector: number, dims: number, kernel: number, sums: number, width: number, scale: number): void;
  /**
   * `words` is the address of `many + 2` addresses of sums (32 bits each), padding before and after. A word's sums
   * are `stride` bytes as left of three, then as middle, then as right. Writes `max(0, bias + largest sum of three
   * neighbours)` for each filter to `best`. Additions saturate.
   */
  strongest(words: number, many: number, best: number, bias: number, stride: number): void;
}

export function openLoops(memory: WebAssembly.Memory): ConvLoops {
  return openFunctions(memory, [fill(), strongest()]) as unknown as ConvLoops;
}

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const number = (n: number) => [0x41, ...signed(n)];
const add = [0x6a];
const double = [0x41, 1, 0x74]; // i32.const 1, i32.shl
const lanesAt = (offset: number) => [0xfd, 0x00, 2, offset];
const storeLanes = [0xfd, 0x0b, 1, 0];
const loop = [0x03, 0x40];
const endLoop = [0x0b];
const whileLess = [0x49, 0x0d, 0]; // i32.lt_u, br_if
const step = (local: number, by: readonly number[]) => [...get(local), ...by, ...add, ...set(local)];
const numberAt = (offset: number) => [0x28, 2, offset];
const spread16 = [0xfd, 0x10];
const add16 = [0xfd, 0x8f, 0x01];
const most16 = [0xfd, 0x98, 0x01];
const narrow16 = [0xfd, 0x85, 0x01];
const spreadFloat = [0xfd, 0x13];
const timesFloat = [0xfd, 0xe6, 0x01];
const addFloat = [0xfd, 0xe4, 0x01];
const roundFloat = [0xfd, 0x6a, 0xfd, 0xf8, 0x01]; // nearest, trunc_sat to 32 bits
const byteAsFloat = [0x2c, 0, 0, 0xb2]; // i32.load8_s, f32.convert_i32_s

function strongest() {
  const [WORDS, MANY, BEST, BIAS, STRIDE, LANE, AT, END, MOST] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  /** Sums of the word whose address stands `offset` bytes after AT, in its place of three. */
  const sums = (offset: number, place: number) => [
    ...get(AT),
    ...numberAt(offset),
    ...get(LANE),
    ...add,
    ...Array.from({ length: place }, () => [...get(STRIDE), ...add]).flat(),
    ...lanesAt(0),
  ];
  const body = [
    number(0),
    set(LANE),
    loop,
    [...number(-32_768), ...spread16],
    set(MOST),
    get(WORDS),
    set(AT),
    [...get(WORDS), ...get(MANY), ...double, ...double, ...add],
    set(END),
    loop,
    [...sums(0, 0), ...sums(4, 1), ...add16, ...sums(8, 2), ...add16],
    [...get(MOST), ...most16],
    set(MOST),
    step(AT, number(4)),
    [...get(AT), ...get(END), ...whileLess],
    endLoop,
    [...get(BEST), ...get(LANE), ...add],
    [...get(MOST), ...get(BIAS), ...get(LANE), ...add, ...lanesAt(0), ...add16],
    [...number(0), ...spread16, ...most16],
    storeLanes,
    step(LANE, number(2 * LANES)),
    [...get(LANE), ...get(STRIDE), ...whileLess],
    endLoop,
  ].flat();
  const takes = [I32, I32, I32, I32, I32];
  return { name: 'strongest', takes, locals: [I32, I32, I32, V128], body };
}

function fill() {
  const [VECTOR, DIMS, KERNEL, SUMS, WIDTH, SCALE, LANE, AT, END, ROW, X, LOW, HIGH] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ] as const;
  const gain = (half: number, offset: number) => [
    ...get(half),
    ...get(X),
    ...get(ROW),
    ...lanesAt(offset),
    ...timesFloat,
    ...addFloat,
    ...set(half),
  ];
  const rounded = (half: number) => [
    ...get(half),
    ...get(SCALE),
    ...spreadFloat,
    ...timesFloat,
    ...roundFloat,
  ];
  const body = [
    number(0),
    set(LANE),
    loop,
    [...number(0), ...spread16],
    set(LOW),
    [...number(0), ...spread16],
    set(HIGH),
    get(VECTOR),
    set(AT),
    [...get(VECTOR), ...get(DIMS), ...add],
    set(END),
    [...get(KERNEL), ...get(LANE), ...double, ...double, ...add],
    set(ROW),
    loop,
    [...get(AT), ...byteAsFloat, ...spreadFloat],
    set(X),
    gain(LOW, 0),
    gain(HIGH, 16),
    step(ROW, [...get(WIDTH), ...double, ...double]),
    step(AT, number(1)),
    [...get(AT), ...get(END), ...whileLess],
    endLoop,
    [...get(SUMS), ...get(LANE), ...double, ...add],
    [...rounded(LOW), ...rounded(HIGH), ...narrow16],
    storeLanes,
    step(LANE, number(LANES)),
    [...get(LANE), ...get(WIDTH), ...whileLess],
    endLoop,
  ].flat();
  const takes = [I32, I32, I32, I32, I32, F32];
  return { name: 'fill', takes, locals: [I32, I32, I32, I32, V128, V128, V128], body };
}
