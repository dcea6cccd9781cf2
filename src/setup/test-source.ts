/** Tests a source before it is stored: one real read through its reader, and the result in a sentence. */
import type { Brand } from '../domain/brand.ts';
import { MINUTE_MS } from '../domain/series.ts';
import { definitionOf, sourceProblem } from '../source/registry.ts';
import type { SourceConfig } from '../domain/source.ts';
import { keysOf, type SetupContext } from './context.ts';
import { type FirstPosts, firstPosts } from './first-posts.ts';
import type { Tested } from './port.ts';
import { partsFor, readSource } from './source-parts.ts';
import { whyNot } from './why-not.ts';

const LIMITS = { pages: 1, entries: 500, ms: 20_000 };
/** A stream is listened to only for a moment. */
const STREAM_MS = 10_000;

const UNITS = [
  [1440, 'day'],
  [60, 'hour'],
  [1, 'minute'],
] as const;

function count(number: number, one: string): string {
  return `${number.toLocaleString('en-GB')} ${one}${number === 1 ? '' : 's'}`;
}

/** "4 minutes ago" */
export function agoText(at: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - at) / MINUTE_MS));
  const [size, unit] = UNITS.find(([least]) => minutes >= least) ?? [1, 'minute'];
  return minutes < 1 ? 'less than a minute ago' : `${count(Math.floor(minutes / size), unit)} ago`;
}

/** The sentence about what one read found. */
export function readText(read: FirstPosts, brand: string, now: number): Tested {
  const { entries, mentions, unreadable, problem } = read;
  if (problem !== undefined) return { ok: false, text: `It cannot be read: ${problem}.` };
  if (entries === 0) return { ok: true, text: `It answers. It shows no new posts about ${brand} now.` };
  if (unreadable > entries / 2)
    return { ok: false, text: `It answers, but ${unreadable} of ${entries} entries cannot be read.` };
  const newest = mentions.reduce((most, { publishedAt }) => Math.max(most, publishedAt), 0);
  const about =
    mentions.length === 0
      ? `none of them names ${brand}`
      : `${mentions.length === entries ? 'all' : mentions.length.toLocaleString('en-GB')} about ${brand}, newest ${agoText(newest, now)}`;
  return { ok: true, text: `Read ${count(entries, 'post')}, ${about}.` };
}

async function firstPage<P>(pages: AsyncIterable<P>): Promise<P | undefined> {
  for await (const page of pages) return page;
  return undefined;
}

async function readOnce(ctx: SetupContext, source: SourceConfig, brand: Brand, keys: Record<string, string>) {
  const definition = definitionOf(source.type)!;
  const parts = partsFor(ctx, source, brand);
  const now = ctx.clock();
  const signal = AbortSignal.timeout(LIMITS.ms);
  if (definition.brings === 'control') {
    const page = await firstPage(definition.create(source, parts, keys).read(undefined, signal));
    const points = page?.points.length ?? 0;
    const what = definition.counts ?? 'values';
    return points === 0
      ? { ok: true, text: `It answers. It has no ${what} for this subject now.` }
      : { ok: true, text: `Read ${count(points, 'value')}: ${what}.` };
  }
  if (definition.brings === 'policy') {
    const page = await firstPage(definition.create(source, parts, keys).read(undefined, signal));
    const read = page?.snapshots.length ?? 0;
    return read === 0
      ? { ok: false, text: 'It answers, but shows no policy.' }
      : { ok: true, text: `Read ${count(read, 'version')} of the policy.` };
  }
  const connector = definition.create(source, parts, keys);
  if ('needs' in connector) return { ok: false, text: `It needs a key: ${connector.needs}.` };
  const stream = definition.mode === 'stream';
  const read = await firstPosts(connector, stream ? { ...LIMITS, ms: STREAM_MS } : LIMITS, now);
  if (stream && read.problem === undefined && read.entries === 0)
    return { ok: true, text: `It answers. Nobody named ${brand.name} in the last seconds.` };
  return readText(read, brand.name, now);
}

/** `keys` are values that a person just entered; those of the installation count beside them. Never throws. */
export async function testSource(
  ctx: SetupContext,
  settings: Readonly<Record<string, unknown>>,
  brand: Brand,
  keys: Readonly<Record<string, string>> = {},
): Promise<Tested> {
  const read = readSource(settings);
  if ('fields' in read) return { ok: false, text: 'Some fields are not right yet.', fields: read.fields };
  const problem = sourceProblem(read.source);
  if (problem !== undefined) return { ok: false, text: `${problem}.` };
  try {
    return await readOnce(ctx, read.source, brand, { ...keysOf(ctx), ...keys });
  } catch (error) {
    return { ok: false, text: `It cannot be read: ${whyNot(error)}.` };
  }
}
