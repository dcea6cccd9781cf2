/** A collection of Open Terms Archive as its engine answers: Atom, sizes and texts of versions. */
import type { FakeReply, FakeApi } from './site.ts';

export interface FakeVersion {
  readonly id: string;
  readonly at: number;
  readonly type: 'First record' | 'Change' | 'Technical upgrade' | 'no such type';
  readonly text: string;
  readonly additions?: number;
  readonly deletions?: number;
}

const LIMIT = 100;
const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');

function entry({ id, at, type }: FakeVersion): string {
  return `<entry><id>tag:opentermsarchive.org,2026:version:contrib:git:${id}</id>
<link rel="alternate" type="text/html" href="https://github.com/OpenTermsArchive/contrib-versions/commit/${id}"/>
<title>Something about Fernway Privacy Policy</title><updated>${new Date(at).toISOString()}</updated>
<category term="Fernway" scheme="tag:opentermsarchive.org,2026:scheme:service"/>
<category term="Privacy Policy" scheme="tag:opentermsarchive.org,2026:scheme:terms-type"/>
<category term="${type}" scheme="tag:opentermsarchive.org,2026:scheme:record-type"/></entry>`;
}

function feed(entries: unknown): string {
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Contrib</title>
<id>tag:opentermsarchive.org,2026:feed:contrib</id><updated>2026-03-02T12:00:00.000Z</updated>
${(entries as string[]).join('\n')}</feed>`;
}

export interface FakeArchive extends FakeApi {
  /** Addresses that were asked for, without their base. */
  readonly asked: string[];
}

/** Shows `versions` as they are at the time of each request; `conditional` knows its ETag. */
export function fakeOpenTerms(
  versions: readonly FakeVersion[],
  options: { conditional?: boolean; noSizes?: boolean; noTexts?: boolean } = {},
): FakeArchive {
  const asked: string[] = [];
  const missing: FakeReply = { status: 404, body: '{"error":"No version found"}' };
  const one = (found: FakeVersion | undefined): FakeReply =>
    found === undefined || options.noTexts
      ? missing
      : {
          entries: [{ id: found.id, fetchDate: iso(found.at), content: found.text }],
          wrap: (list) => (list as unknown[])[0] ?? {},
          paged: false,
          list: 'version',
        };
  return {
    asked,
    errorBody: { error: 'Too many connections' },
    print: (whole) => (typeof whole === 'string' ? whole : JSON.stringify(whole)),
    answer({ path, headers }) {
      asked.push(path);
      const newest = versions.toSorted((a, b) => b.at - a.at).slice(0, LIMIT);
      const document = '/Fernway/Privacy%20Policy';
      if (path === `/api/v1/feed${document}`) {
        const etag = `W/"${versions.length}"`;
        if (options.conditional && headers['if-none-match'] === etag) return { status: 304, body: '' };
        const type = { 'content-type': 'application/atom+xml; charset=utf-8' };
        return {
          entries: newest.map(entry),
          wrap: feed,
          paged: false,
          list: 'feed',
          headers: { ...type, ...(options.conditional ? { etag } : {}) },
        };
      }
      if (path === `/api/v1/versions${document}` && !options.noSizes) {
        const sized = newest.map(({ id, at, additions, deletions }) => ({
          id,
          fetchDate: iso(at),
          additions: additions ?? null,
          deletions: deletions ?? null,
        }));
        return { entries: sized, wrap: (data) => ({ data }), paged: false, list: 'versions' };
      }
      const dated = `/api/v1/version${document}/`;
      if (path.startsWith(dated)) {
        const at = Date.parse(decodeURIComponent(path.slice(dated.length)));
        return one(newest.find((version) => version.at <= at));
      }
      if (path.startsWith('/api/v1/version/')) return one(newest.find(({ id }) => path.endsWith(`/${id}`)));
      return { status: 404, body: 'Service not found' };
    },
  };
}
