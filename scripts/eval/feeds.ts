/**
 * What feedparser's own tests expect of a feed, against what we read of it. `npx tsx scripts/eval/feeds.ts FOLDER`, where
 * FOLDER holds `wellformed` and `illformed` of kurtmckee/feedparser's `tests`. Its files say in a comment at their head
 * what is expected; compared are the words of the first entry's texts, and its id, link and author. `--list` prints each
 * difference.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeAnswer } from '../../src/net/charset.ts';
import type { FeedEntry } from '../../src/source/feed/feed-entry.ts';
import { readFeed } from '../../src/source/feed/read-feed.ts';
import { plainText } from '../../src/source/html.ts';

/** Where a file without an address of its own is read from, as in feedparser's tests. */
const ADDRESS = 'http://127.0.0.1:8097/';

const OURS: Readonly<Record<string, (entry: FeedEntry) => string | undefined>> = {
  title: ({ title }) => title,
  description: ({ summary }) => summary,
  summary: ({ summary }) => summary,
  content: ({ summary }) => summary,
  id: ({ id }) => id,
  guid: ({ id }) => id,
  link: ({ url }) => url,
  author: ({ author }) => author,
};

interface Expectation {
  readonly field: string;
  readonly value: string;
}

const EXPECT =
  /Expect:\s*(?:not bozo and )?entries\[0\]\['(\w+)'\](?:\[0\]\['value'\])?\s*==\s*u?(['"])((?:\\.|(?!\2)[^\\])*)\2\s*$/m;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The string that a Python literal stands for. */
function literal(text: string): string {
  return text.replaceAll(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi, (_, x, u, long, one) => {
    const hex = x ?? u ?? long;
    return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (ESCAPES[one] ?? one);
  });
}

function expectationOf(text: string): Expectation | undefined {
  const [, field = '', , value = ''] = EXPECT.exec(text) ?? [];
  return field in OURS ? { field, value: literal(value) } : undefined;
}

const header = (text: string, name: string) =>
  new RegExp(`^Header:\\s*${name}:\\s*(.+)$`, 'mi').exec(text)?.[1]?.trim();

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith('.xml'))
    .map((one) => join(one.parentPath, one.name))
    .sort();
}

/** Words, whatever markup and blanks stand between them. */
const bare = (text: string) => plainText(text).replaceAll(/\s+/g, ' ').trim();
const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const sameWords = (got: string, expected: string) =>
  [bare(expected), onOneLine(expected)].includes(onOneLine(got));

async function read(
  file: string,
): Promise<{ expected: Expectation; got: string | undefined; refused?: string } | undefined> {
  const bytes = readFileSync(file);
  const type = header(bytes.toString('latin1'), 'Content-type');
  const text = await decodeAnswer(bytes, type);
  const expected = expectationOf(text);
  if (!expected) return undefined;
  const at = new URL(header(text, 'Content-Location') ?? '', ADDRESS).href;
  try {
    const entry = readFeed(text, at)[0];
    return entry
      ? { expected, got: OURS[expected.field]!(entry) }
      : { expected, got: undefined, refused: 'no entry' };
  } catch (error) {
    return { expected, got: undefined, refused: error instanceof Error ? error.message : String(error) };
  }
}

const [folder, list] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder with the tests of feedparser');
const counts = new Map<string, { agree: number; all: number; refused: number }>();
for (const file of filesIn(folder)) {
  const result = await read(file);
  if (!result) continue;
  const { expected, got = '', refused } = result;
  const agree = refused === undefined && sameWords(got, expected.value);
  const count = counts.get(expected.field) ?? { agree: 0, all: 0, refused: 0 };
  count.all += 1;
  if (agree) count.agree += 1;
  if (refused !== undefined) count.refused += 1;
  counts.set(expected.field, count);
  if (!agree && list === '--list') {
    console.log(`${file.slice(folder.length)} ${expected.field}`);
    console.log(`  expected ${JSON.stringify(expected.value)}\n  read     ${JSON.stringify(refused ?? got)}`);
  }
}
const total = { agree: 0, all: 0, refused: 0 };
for (const [field, { agree, all, refused }] of [...counts].sort()) {
  console.log(`${field}: ${agree} of ${all}, ${refused} refused`);
  total.agree += agree;
  total.all += all;
  total.refused += refused;
}
console.log(`all: ${total.agree} of ${total.all} expectations, ${total.refused} of feeds that are refused`);
