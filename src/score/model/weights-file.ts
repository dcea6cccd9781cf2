/** The file of weights: a line of JSON that says what follows, then the arrays one after the other, packed. */
import { Buffer } from 'node:buffer';
import { gunzipSync, gzipSync } from 'node:zlib';

type Numbers = Int8Array | Float32Array;
const KINDS = { i8: Int8Array, f32: Float32Array } as const;

export interface WeightsFile {
  /** Small things: sizes, thresholds, names. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, Numbers>>;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

interface Section {
  readonly name: string;
  readonly kind: 'i8' | 'f32' | 'words';
  readonly bytes: number;
}

const MAGIC = 'outcry-weights-1\n';
/** Sections begin at multiples of this, as the arrays want it. */
const STEP = 4;

export function writeWeights({ facts, arrays, words }: WeightsFile): Buffer {
  const parts: Buffer[] = [];
  const sections: Section[] = [];
  function add(name: string, kind: Section['kind'], bytes: Buffer): void {
    sections.push({ name, kind, bytes: bytes.length });
    parts.push(bytes, Buffer.alloc((STEP - (bytes.length % STEP)) % STEP));
  }
  for (const [name, array] of Object.entries(arrays))
    add(
      name,
      array instanceof Int8Array ? 'i8' : 'f32',
      Buffer.from(array.buffer, array.byteOffset, array.byteLength),
    );
  for (const [name, list] of Object.entries(words)) add(name, 'words', Buffer.from(list.join('\n')));
  const head = `${MAGIC}${JSON.stringify({ facts, sections })}`;
  const line = Buffer.from(head);
  const padding = (STEP - ((line.length + 1) % STEP)) % STEP;
  const body = gzipSync(Buffer.concat(parts), { level: 9 });
  return Buffer.concat([line, Buffer.from(`${' '.repeat(padding)}\n`), body]);
}

/** Throws when the file is not one of weights or is cut short. */
export function parseWeights(file: Buffer): WeightsFile {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) throw new Error('not a file of weights');
  const end = file.indexOf(10, MAGIC.length);
  const { facts, sections } = JSON.parse(file.toString('utf8', MAGIC.length, end)) as {
    facts: Record<string, unknown>;
    sections: Section[];
  };
  const arrays: Record<string, Numbers> = {};
  const words: Record<string, string[]> = {};
  const body = gunzipSync(file.subarray(end + 1));
  let at = 0;
  for (const { name, kind, bytes } of sections) {
    if (at + bytes > body.length) throw new Error('the file of weights is cut short');
    if (kind === 'words') words[name] = body.toString('utf8', at, at + bytes).split('\n');
    else {
      const copy = new Uint8Array(body.subarray(at, at + bytes)).buffer;
      arrays[name] = new KINDS[kind](copy);
    }
    at += bytes + ((STEP - (bytes % STEP)) % STEP);
  }
  return { facts, arrays, words };
}
