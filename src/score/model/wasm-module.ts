/** Writes a WebAssembly module of a few functions over one imported memory (Core Specification 2.0, chapter 5). */

export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;

export interface WasmFunction {
  readonly name: string;
  /** Types of the arguments; local numbers begin with them. */
  readonly takes: readonly number[];
  /** Types of the other locals. */
  readonly locals: readonly number[];
  /** Instructions without the last `end`. */
  readonly body: readonly number[];
}

/** The functions over `memory`, by name. `shared` says that other threads have the memory too. */
export function openFunctions(
  memory: WebAssembly.Memory,
  functions: readonly WasmFunction[],
  shared = false,
): Readonly<Record<string, unknown>> {
  const module = new WebAssembly.Module(encode(functions, shared));
  return new WebAssembly.Instance(module, { outcry: { memory } }).exports;
}

/** Pages that a memory can have. A shared one has to name a limit. */
const MOST_PAGES = 65_536;

function encode(functions: readonly WasmFunction[], shared: boolean): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ takes }) => [0x60, ...sized(takes), 0]);
  const limits = shared ? [0x03, 0, ...unsigned(MOST_PAGES)] : [0x00, 0];
  const imports = [...text('outcry'), ...text('memory'), 0x02, ...limits];
  const exported = functions.map(({ name }, i) => [...text(name), 0x00, i]);
  const codes = functions.map(({ locals, body }) =>
    sized([...unsigned(locals.length), ...locals.flatMap((type) => [1, type]), ...body, 0x0b]),
  );
  const magic = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from(
    [
      magic,
      section(1, types),
      section(2, [imports]),
      section(
        3,
        functions.map((_, i) => [i]),
      ),
      section(7, exported),
      section(10, codes),
    ].flat(),
  );
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  return [id, ...sized([...unsigned(entries.length), ...entries.flat()])];
}

function sized(content: readonly number[]): number[] {
  return [...unsigned(content.length), ...content];
}

function text(characters: string): number[] {
  return sized(Array.from(characters, (character) => character.charCodeAt(0)));
}

/** LEB128, as WebAssembly writes whole numbers. */
export function unsigned(n: number): number[] {
  return n < 0x80 ? [n] : [(n & 0x7f) | 0x80, ...unsigned(n >>> 7)];
}

export function signed(n: number): number[] {
  const low = n & 0x7f;
  const rest = n >> 7;
  const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return done ? [low] : [low | 0x80, ...signed(rest)];
}
