/** The API of an Open Terms Archive collection for one document: its feed, sizes and texts. */
import { z } from 'zod';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { PoliteFetch } from '../../net/polite-fetch.ts';
import { type SnapshotKind, snapshotKind } from '../../policy/snapshot.ts';
import { SourceAccessError, SourceShapeError, SourceStatusError } from '../connector.ts';
import { readJson } from '../json.ts';
import { conditionalHeaders, type DeadSnapshot, type Validators, validatorsOf } from '../tracker.ts';
import { cutText } from '../../domain/text.ts';

/** Collections run on small servers. */
const RATE = { perMinute: 30, burst: 5 };
const MAX_URL = 500;

export interface Version {
  readonly id: string;
  /** When the tracker fetched it, ms. */
  readonly at: number;
  readonly kind: SnapshotKind;
  readonly url?: string;
  /** Lines, if the collection counts them. */
  readonly additions?: number;
  readonly deletions?: number;
}

export interface VersionFeed {
  readonly versions: readonly Version[];
  readonly dead: DeadSnapshot[];
  readonly validators: Validators;
}

export interface Archive {
  /** undefined if nothing has changed. Versions later than `latest` (ms) become dead letters. */
  feed(before: Validators, latest: number, signal: AbortSignal): Promise<VersionFeed | undefined>;
  /** Sizes by version; empty if the collection does not give them. */
  sizes(signal: AbortSignal): Promise<ReadonlyMap<string, Pick<Version, 'additions' | 'deletions'>>>;
  /** undefined if the collection does not have it. */
  text(version: Version, signal: AbortSignal): Promise<string | undefined>;
}

const entryShape = z.object({
  id: z.string().regex(/[^:\s]$/, 'is not an id'),
  title: z.object({ value: z.string() }).optional(),
  updated: z.string(),
  links: z.array(z.object({ href: z.string().optional(), rel: z.string().optional() })).optional(),
  categories: z.array(z.object({ term: z.string().optional(), scheme: z.string().optional() })).optional(),
});
const versionShape = z.object({ id: z.string(), content: z.string().min(1) });
const count = z.number().int().min(0).nullish();
const listShape = z.object({
  data: z.array(z.object({ id: z.string(), additions: count, deletions: count })),
});

/** The last part of an entry's id: `urn:…:<version>`. */
function versionId(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

function refOf(entry: unknown): { ref?: string } {
  const named = entryShape.pick({ id: true }).safeParse(entry);
  return named.success ? { ref: versionId(named.data.id) } : {};
}

function versionOf(entry: unknown, latest: number): Version | string {
  const parsed = entryShape.safeParse(entry);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${issue?.path.join('.') || 'the entry'}: ${issue?.message ?? 'not known'}`;
  }
  const { id, title, updated, links = [], categories = [] } = parsed.data;
  const at = parseInstant(updated);
  if (at === undefined || at > latest) return `updated: ${cutText(updated, 40)} is not a time in the past`;
  const type = categories.find(({ scheme }) => scheme?.endsWith('record-type'))?.term;
  const kind = snapshotKind(type ?? title?.value ?? '');
  if (kind === undefined) return 'categories: no known record type';
  const url = links.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
  return {
    id: versionId(id),
    at,
    kind,
    ...(url !== undefined && /^https?:/.test(url) && url.length <= MAX_URL ? { url } : {}),
  };
}

async function entriesOf(host: string, body: string): Promise<readonly unknown[]> {
  // The parser would accept a truncated feed, with half an entry at its end.
  if (!/<\/feed>\s*$/.test(body)) throw new SourceShapeError(`${host} answered with an incomplete Atom feed`);
  const { parseFeed } = await import('feedsmith');
  try {
    const parsed = parseFeed(body);
    if (parsed.format === 'atom') return parsed.feed.entries ?? [];
  } catch {
    // Reported below.
  }
  throw new SourceShapeError(`${host} did not answer with an Atom feed`);
}

/** `2016-08-25T12:00:00Z`, as the collection writes dates in addresses. */
function isoSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The API of the collection at `baseUrl` for one document of a service. */
export function archiveOf(
  options: { readonly baseUrl: string; readonly service: string; readonly fetch: PoliteFetch },
  document: string,
): Archive {
  const base = `${options.baseUrl.replace(/\/+$/, '')}/v1`;
  const path = `${encodeURIComponent(options.service)}/${encodeURIComponent(document)}`;
  const ask = (url: string, signal: AbortSignal, headers: Record<string, string> = {}) =>
    options.fetch(url, { api: true, rate: RATE, headers, signal });

  async function version(url: string, id: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const found = readJson(await ask(url, signal), versionShape);
      return found.id === id ? found.content.replace(/\r\n?/g, '\n').normalize('NFC').trim() : undefined;
    } catch (error) {
      const none = error instanceof SourceStatusError && [400, 404, 410, 416].includes(error.status);
      if (none) return undefined;
      throw error;
    }
  }

  return {
    async feed(before, latest, signal) {
      const headers = { accept: 'application/atom+xml', ...conditionalHeaders(before) };
      const page = await ask(`${base}/feed/${path}`, signal, headers);
      if (page.status === 304) return undefined;
      const { host } = new URL(page.url);
      if (page.status === 401 || page.status === 403) {
        throw new SourceAccessError(`${host} refuses access (${page.status})`);
      }
      if (page.status === 404) {
        throw new SourceAccessError(`${host} has no “${document}” of ${options.service}: see /v1/services`);
      }
      if (page.status !== 200) throw new SourceStatusError(host, page.status);
      const versions = new Map<string, Version>();
      const dead: DeadSnapshot[] = [];
      for (const entry of await entriesOf(host, page.body)) {
        const found = versionOf(entry, latest);
        if (typeof found === 'string') dead.push({ ...refOf(entry), reason: found, entry });
        else versions.set(found.id, found);
      }
      // Without validators the feed is sent again until all of it is understood.
      const validators = dead.length > 0 ? {} : validatorsOf(page.headers);
      return { versions: [...versions.values()], dead, validators };
    },
    async sizes(signal) {
      try {
        const { data } = readJson(await ask(`${base}/versions/${path}`, signal), listShape);
        const known = data.flatMap(({ id, additions, deletions }) =>
          typeof additions === 'number' && typeof deletions === 'number'
            ? [[id, { additions, deletions }] as const]
            : [],
        );
        return new Map(known);
      } catch (error) {
        // Sizes are optional: engines before version 15 do not have them.
        if (signal.aborted) throw error;
        return new Map();
      }
    },
    async text({ id, at }, signal) {
      // A date with two versions in the same second gives the earlier one.
      return (
        (await version(`${base}/version/${path}/${encodeURIComponent(isoSeconds(at))}`, id, signal)) ??
        (await version(`${base}/version/${encodeURIComponent(id)}`, id, signal))
      );
    },
  };
}
