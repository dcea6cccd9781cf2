/** ZIP archives: the one file with data in them. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';
import { Counter } from './unpacked.ts';

/** Entries looked at; an export of a network has thousands of pictures. */
const MAX_ENTRIES = 100_000;
const NAMED = 8;

const DATA = /\.(?:csv|tsv|tab|psv|json|jsonl|ndjson|js|xlsx|xlsm)(?:\.(?:gz|zst))?$/i;
const PERHAPS = /\.(?:txt|dat|log|data)(?:\.(?:gz|zst))?$|(?:^|\/)[^./]+$/i;
/** What a packing system or a tool adds, and what only describes the rest. */
const ASIDE =
  /(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store|Thumbs\.db|desktop\.ini)|(?:^|\/)(?:readme|licen[cs]e|manifest|metadata|changelog|copying|notice)(?:\.\w+)*$/i;
/** The archive of X (Twitter) holds the posts here, among a hundred other tables. */
const TWEETS = /(?:^|\/)data\/tweets?(?:-part\d+)?\.js$/;

/** An archive that is a document itself: a member that shows it, and what it is. */
const DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'a Word document. Export the data as CSV or .xlsx.'],
  [/^ppt\//, 'a presentation. Export the data as CSV or .xlsx.'],
  [/^content\.xml$/, 'an OpenDocument file (.ods). Open it and save it as CSV (UTF-8) or as .xlsx.'],
  [/^Index\/.*\.iwa$/, 'an Apple Numbers file. Export it as CSV.'],
  [/^xl\/workbook\.bin$/, 'a binary Excel file (.xlsb). Open it and save it as .xlsx or CSV (UTF-8).'],
];

export interface Archive {
  readonly names: readonly string[];
  /** A spreadsheet, not an archive that holds one. */
  readonly isSheet: boolean;
  /** The member to read. Throws UserError where none or several may be meant, or one is encrypted. */
  choose(wanted?: string): string;
  /** The bytes of a member, with a bound on how much it may grow. */
  read(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

const list = (names: readonly string[]) =>
  names
    .slice(0, NAMED)
    .map((name) => printable(name, 80))
    .join(', ') + (names.length > NAMED ? ` and ${names.length - NAMED} more` : '');

function chooseFrom(names: readonly string[], file: string, wanted?: string): string {
  const example = (name: string) => `${file}/${printable(name, 80)}`;
  if (wanted !== undefined) {
    if (names.includes(wanted)) return wanted;
    throw new UserError(`The ZIP archive has no ${printable(wanted, 80)}. It has: ${list(names)}.`);
  }
  const own = names.filter((name) => !name.endsWith('/') && !ASIDE.test(name));
  const data = own.filter((name) => DATA.test(name));
  const tweets = own.filter((name) => TWEETS.test(name));
  const perhaps = data.length === 0 ? own.filter((name) => PERHAPS.test(name)) : data;
  const several = tweets.length > 0 ? tweets : perhaps;
  if (several.length === 1) return several[0]!;
  if (several.length > 1)
    throw new UserError(
      `The ZIP archive holds several files: ${list(several)}. Import them one at a time, by name: ${example(several[0]!)}`,
    );
  throw new UserError(
    `The ZIP archive holds no CSV, JSON or .xlsx file (it has: ${list(own) || 'nothing'}).`,
  );
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      if (entries.size < MAX_ENTRIES) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

async function* contents(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted())
    throw new UserError(
      `${printable(entry.fileName, 80)} in the ZIP archive is encrypted. Unpack it with its password first.`,
    );
  if (!entry.canDecodeFileData())
    throw new UserError('The ZIP archive is compressed in a way that is not read. Unpack it first.');
  const counter = new Counter();
  counter.bytes = entry.compressedSize;
  const stream = await zip.openReadStreamPromise(entry);
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    counter.check(size);
    yield chunk;
  }
}

/**
 * Opens the archive at a path or in memory; `file` is its name in messages.
 * Throws UserError where it is broken, or a document of another kind.
 */
export async function openZip(from: string | Buffer, file: string): Promise<Archive> {
  const options = { lazyEntries: true, autoClose: false };
  const opened = new Promise<ZipFile>((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile) => (error ? reject(error) : resolve(zip));
    if (typeof from === 'string') yauzl.open(from, options, done);
    else yauzl.fromBuffer(from, options, done);
  });
  const refuse = (error: unknown): never => {
    throw new UserError(`The ZIP archive cannot be read: ${printable((error as Error).message, 200)}.`);
  };
  const zip = await opened.catch(refuse);
  const entries = await entriesOf(zip).catch(refuse);
  const names = [...entries.keys()];
  const isSheet = entries.has('xl/workbook.xml');
  const document = isSheet ? undefined : DOCUMENTS.find(([name]) => names.some((n) => name.test(n)));
  if (document) {
    zip.close();
    throw new UserError(`The file is ${document[1]}`);
  }
  return {
    names,
    isSheet,
    choose: (wanted) => chooseFrom(names, file, wanted),
    read: (name) => contents(zip, entries.get(name)!),
    close: () => zip.close(),
  };
}
