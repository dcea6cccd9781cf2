/** Bytes of a text in an encoding that Node only decodes. */
const tables = new Map<string, ReadonlyMap<string, Buffer>>();

/** Every character of one or two bytes, found by decoding them all. */
function tableOf(encoding: string): ReadonlyMap<string, Buffer> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, Buffer>();
  const add = (...bytes: number[]) => {
    try {
      const char = decoder.decode(Buffer.from(bytes));
      if (Array.from(char).length === 1 && !table.has(char)) table.set(char, Buffer.from(bytes));
    } catch {
      // These bytes are no character.
    }
  };
  for (let first = 0; first < 256; first += 1) add(first);
  if (/^(?:shift_jis|euc-|gb|big5)/.test(encoding))
    for (let first = 0x81; first < 255; first += 1)
      for (let second = 0x40; second < 255; second += 1) add(first, second);
  tables.set(encoding, table);
  return table;
}

/** Throws an Error for a character that the encoding does not have. */
export function encode(text: string, encoding: string): Buffer {
  const table = tableOf(encoding);
  return Buffer.concat(
    Array.from(text, (char) => {
      const bytes = table.get(char);
      if (bytes === undefined) throw new Error(`${char} is not in ${encoding}`);
      return bytes;
    }),
  );
}
