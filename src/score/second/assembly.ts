/** WebAssembly instructions by name, for loops that are written by hand (Core Specification 2.0, section 5.4). */
import { signed, unsigned } from '../model/wasm-module.ts';

export type Code = readonly number[];

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
/** Alignment of a byte: addresses need none. */
const at = (offset: number): Code => [0, ...unsigned(offset)];

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const whole = (n: number): Code => [0x41, ...signed(n)];
export const float = (x: number): Code => [0x43, ...new Uint8Array(Float32Array.of(x).buffer)];

export const plus: Code = [0x6a];

export const minus: Code = [0x6b];
export const times: Code = [0x6c];
export const over: Code = [0x6e];
export const rest: Code = [0x70];
export const below: Code = [0x49];
/** The first of two values where the third, a whole number, is not 0; else the second. */
export const choose: Code = [0x1b];
export const shifted = (bits: number): Code => [...whole(bits), 0x74];
export const loadWhole = (offset = 0): Code => [0x28, ...at(offset)];
export const storeWhole = (offset = 0): Code => [0x36, ...at(offset)];
export const loadFloat = (offset = 0): Code => [0x2a, ...at(offset)];
export const storeFloat = (offset = 0): Code => [0x38, ...at(offset)];
export const floatDiffers: Code = [0x5c];
export const floatAbove: Code = [0x5e];
export const floatPlus: Code = [0x92];
export const floatTimes: Code = [0x94];
export const floatOver: Code = [0x95];
export const floatMost: Code = [0x97];

export const load = (offset = 0): Code => [...vector(0), ...at(offset)];
export const store = (offset = 0): Code => [...vector(11), ...at(offset)];
/** Four 16-bit numbers of memory as 32-bit ones. */
export const loadShort4 = (offset = 0): Code => [...vector(3), ...at(offset)];
/** One 32-bit number of memory in all four places. */
export const loadSpread = (offset = 0): Code => [...vector(9), ...at(offset)];
export const zeros: Code = [...vector(12), ...Array.from({ length: 16 }, () => 0)];
export const spread: Code = vector(19);
export const spreadWhole: Code = vector(17);
export const element = (n: number): Code => [...vector(31), n];
export const add4: Code = vector(228);
export const subtract4: Code = vector(229);
export const multiply4: Code = vector(230);
export const divide4: Code = vector(231);
export const root4: Code = vector(227);
export const most4: Code = vector(233);
/** All bits of a place where the first is above the second. */
export const above4: Code = vector(68);
export const and16: Code = vector(78);
export const absolute4: Code = vector(224);
export const nearest4: Code = vector(106);
export const toWhole4: Code = vector(248);
export const toFloat4: Code = vector(250);
export const addWhole4: Code = vector(174);
export const shiftWhole4: Code = vector(171);
/** Two vectors of 32-bit numbers as one of 16 bits. */
export const narrow8: Code = vector(133);
/** Products of eight 16-bit numbers, neighbours added to 32 bits. */
export const dot8: Code = vector(186);

/** Runs `body` again while `counter` is below `end` (unsigned). */
export function loopBelow(counter: number, end: Code, body: readonly Code[]): Code {
  return [0x03, 0x40, ...body.flat(), ...get(counter), ...end, 0x49, 0x0d, 0, 0x0b];
}

/** Adds to a local. */
export function step(local: number, by: Code): Code {
  return [...get(local), ...by, ...plus, ...set(local)];
}

/** The sum (or `combine`) of the four numbers of a local, as one float. */
export function across(local: number, combine: Code = floatPlus): Code {
  return [0, 1, 2, 3].flatMap((n) => [...get(local), ...element(n), ...(n === 0 ? [] : combine)]);
}
