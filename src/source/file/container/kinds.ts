/** What a file is, by its first bytes. Sources: the formats' own specifications; for old Office files [MS-CFB] 2.2. */
import { UserError } from '../../../domain/result.ts';

export type Kind = 'gzip' | 'zip' | 'zstd' | 'text';

const hex = (bytes: Uint8Array, from: number, to: number) =>
  Buffer.from(bytes.subarray(from, to)).toString('hex');
const AS_TABLE = 'Open it and save it as CSV (UTF-8) or as .xlsx.';
const UNPACK = 'Unpack it first and import the file inside.';

/** First bytes in hexadecimal, what that is, and what to do. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^d0cf11e0a1b11ae1/, `an old Excel file (.xls) or one with a password. ${AS_TABLE}`],
  [/^25504446/, 'a PDF. Export the data as CSV or .xlsx instead.'],
  [/^(?:89504e47|ffd8ff|47494638|52494646|424d.{4}0000)/, 'a picture or a recording, which holds no rows.'],
  [/^504152(?:31|45)/, 'a Parquet file. Write it as CSV or JSON Lines, for example with DuckDB or pandas.'],
  [/^(?:4152524f5731|ffffffff..000000)/, 'an Arrow file. Write it as CSV or JSON Lines.'],
  [/^4f626a01/, 'an Avro file. Write it as CSV or JSON Lines.'],
  [
    /^53514c69746520666f726d617420330/,
    'an SQLite database. Export a table as CSV: sqlite3 -header -csv FILE "select * from TABLE".',
  ],
  [/^8002|^8003|^8004|^8005/, 'a Python pickle. Write it as CSV or JSON Lines.'],
  [
    /^(?:425a68|fd377a585a00|04224d18|ff060000734e615070)/,
    `compressed in a way that is not read (gzip, ZIP and Zstandard are). ${UNPACK}`,
  ],
  [/^(?:377abcaf271c|526172211a07)/, `a 7z or RAR archive. ${UNPACK}`],
  [/^1f9d/, `compressed with compress (.Z). ${UNPACK}`],
];

/** Throws UserError for a file that holds no text and nothing that is unpacked here. */
export function kindOf(head: Uint8Array): Kind {
  const start = hex(head, 0, 32);
  if (start.startsWith('1f8b')) return 'gzip';
  if (/^504b(?:0304|0506|0708)/.test(start)) return 'zip';
  if (start.startsWith('28b52ffd') || /^5[0-9a-f]2a4d18/.test(start)) return 'zstd';
  const refused = REFUSED.find(([bytes]) => bytes.test(start));
  if (refused) throw new UserError(`The file is ${refused[1]}`);
  if (hex(head, 257, 262) === '7573746172') throw new UserError(`The file is a tar archive. ${UNPACK}`);
  return 'text';
}

/** What a text is that is no table and no JSON. */
const MARKUP: readonly (readonly [RegExp, string])[] = [
  [
    /^<\?xml[\s\S]{0,400}?(?:Excel\.Sheet|urn:schemas-microsoft-com:office)/i,
    `an Excel file in XML. ${AS_TABLE}`,
  ],
  [
    /^(?:<\?xml[\s\S]{0,400}?)?<(?:!doctype html|html|table|head|body|meta|div|style)\b/i,
    `an HTML page, whatever its name says. ${AS_TABLE}`,
  ],
  [
    /^(?:<\?xml[\s\S]{0,400}?)?<(?:rss|feed|rdf)\b/i,
    'a feed. Add its address as a source instead (docs/sources.md).',
  ],
  [/^<\?xml|^<[a-z][\w:-]*[\s>]/i, 'XML, which is not read. Export the data as CSV, JSON or .xlsx.'],
  [
    /^(?:From \S+ .*\d{4}\r?\n|(?:Received|Return-Path|Delivered-To): )/,
    'mail. Export the messages as CSV or JSON instead.',
  ],
  [/^\{\\rtf/, `a text document (RTF). ${AS_TABLE}`],
];

/** Throws UserError where a text is markup or a document. */
export function refuseMarkup(text: string): void {
  const start = text.slice(0, 2_000).trimStart();
  const found = MARKUP.find(([pattern]) => pattern.test(start));
  if (found) throw new UserError(`The file is ${found[1]}`);
}
