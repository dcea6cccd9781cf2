/**
 * The public page of a policy; robots.txt is obeyed. A text with other sentences than the last one is a policy snapshot;
 * the same sentences only move `seenUntil`, which narrows the time of the next change.
 *
 * A page that is not a policy (an error page, a login, a page that needs scripts) is a failure and gives no snapshot.
 * One that is much shorter than the last, or incomplete, is accepted after three days; an incomplete first one, when
 * it is read again.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { DAY_MS } from '../../domain/series.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import type { PoliteFetch } from '../../net/polite-fetch.ts';
import { isIdentity } from '../../policy/text/identity.ts';
import { SourceAccessError, SourceShapeError, SourceStatusError } from '../connector.ts';
import { defineSource, siteUrl } from '../definition.ts';
import { policyIdentity } from '../policy-work.ts';
import { readDocument } from '../read-document.ts';
import {
  conditionalHeaders,
  readCursor,
  type TrackedSnapshot,
  type Tracker,
  type TrackerPage,
  type Validators,
  validatorsOf,
} from '../tracker.ts';
import { cutText } from '../../domain/text.ts';

export interface PolicyPageOptions {
  readonly id: string;
  readonly brand: string;
  readonly url: string;
  readonly document: string;
  readonly clock: Clock;
  readonly fetch: PoliteFetch;
}

/** A text shorter than this share of the last one is in doubt … */
const LEAST_SHARE = 0.4;
/** … for this long. */
const DOUBT_MS = 3 * DAY_MS;
/** Which rules took the text from the page: another text by other rules is no change of the policy. */
const READING = 2;
const ENDED = /<\/(?:html|body)>\s*(?:<!--[^>]*-->\s*)*$/i;
/** With more lines the size of a change is not computed. */
const MOST_LINES = 5_000;

interface State extends Validators {
  /** The last snapshot, without its text. */
  readonly snapshot: Omit<TrackedSnapshot, 'text'>;
  /** The address that it was read from. */
  readonly url: string;
  readonly length: number;
  /** `READING` then; absent: 1. */
  readonly reading?: number;
  /** The page was complete: it had an end tag. */
  readonly ended: boolean;
  /** Short hashes of its lines, to count changed ones. */
  readonly lines?: readonly string[];
}

interface Cursor {
  readonly last?: State;
  /** A text in doubt. */
  readonly doubt?: { readonly hash: string; readonly since: number };
}

function sha(text: string, length = 64): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** Whether `known` is the hash of this text: cursors of earlier versions hold hashes of characters. */
function isOf(known: string, text: string, identity: string): boolean {
  return known === (isIdentity(known) ? identity : sha(text));
}

function lineHashes(text: string): string[] | undefined {
  const lines = text.split('\n');
  return lines.length > MOST_LINES ? undefined : lines.map((line) => sha(line, 8));
}

/** How many lines of `own` are not in `other`, counting repeated lines. */
function beyond(own: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
  return own.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  }).length;
}

function checkAnswer(page: FetchedPage): void {
  const { host } = new URL(page.url);
  if (page.status === 401 || page.status === 403) {
    throw new SourceAccessError(`${host} refuses access (${page.status})`);
  }
  if (page.status !== 200) throw new SourceStatusError(host, page.status);
  const type = page.headers.get('content-type') ?? 'text/html';
  if (!/^(?:text\/|application\/xhtml)/i.test(type)) {
    throw new SourceShapeError(`${host} answered with ${cutText(type, 60)}, not with a page of text`);
  }
}

export function policyPageTracker(options: PolicyPageOptions): Tracker {
  const { id, brand, document, url, clock } = options;

  function snapshotOf(text: string, hash: string, before: State | undefined, lines: string[] | undefined) {
    const at = clock();
    const old = before?.lines;
    const moved = before !== undefined && (before.url !== url || before.reading !== READING);
    const snapshot: TrackedSnapshot = {
      brand,
      document,
      collection: id,
      observedAt: at,
      seenUntil: at,
      // A new address, or another way of reading a page, is no change of the policy.
      kind: before === undefined ? 'first' : moved ? 'technical' : 'change',
      textHash: hash,
      ref: `${sha(text, 16)}@${new Date(at).toISOString()}`,
      url,
      ...(old && lines ? { additions: beyond(lines, old), deletions: beyond(old, lines) } : {}),
      text,
    };
    return snapshot;
  }

  /** The last text is still there. */
  function stillThere(last: State, validators: Validators, ended: boolean): TrackerPage {
    const snapshot = { ...last.snapshot, seenUntil: clock() };
    const { etag: _, lastModified: _l, ...rest } = last;
    const cursor: Cursor = { last: { ...rest, ...validators, reading: READING, ended, snapshot } };
    return { snapshots: [snapshot], cursor: JSON.stringify(cursor) };
  }

  /** The cursor that notes the doubt; undefined once the text has lasted long enough. */
  function doubted(before: Cursor, hash: string): { cursor: string } | undefined {
    const { last, doubt } = before;
    const since = doubt?.hash === hash ? doubt.since : clock();
    if (clock() - since >= (last ? DOUBT_MS : 1)) return undefined;
    return { cursor: JSON.stringify({ ...(last ? { last } : {}), doubt: { hash, since } }) };
  }

  async function* read(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<TrackerPage> {
    const before = readCursor<Cursor>(cursor) ?? {};
    const { last } = before;
    const same = last?.url === url ? last : undefined;
    // Read by other rules, the page is needed again.
    const unchanged = same?.reading === READING ? same : undefined;
    const headers = { accept: 'text/html', ...(unchanged ? conditionalHeaders(unchanged) : {}) };
    const page = await options.fetch(url, { headers, signal });
    if (page.status === 304 && unchanged) return yield stillThere(unchanged, unchanged, unchanged.ended);
    checkAnswer(page);
    // Loaded with the first page: most commands know the trackers and read no site.
    const { whyNoPolicy } = await import('./policy-text.ts');
    const { host } = new URL(page.url);
    const text = await readDocument('policy', page.body, page.url);
    const none = whyNoPolicy({ asked: url, url: page.url, html: page.body, text });
    if (none !== undefined) throw new SourceShapeError(`${host} shows no policy: ${none}`);
    const hash = await policyIdentity(text);
    const ended = ENDED.test(page.body.slice(-1_000));
    const validators = validatorsOf(page.headers);
    if (same && isOf(same.snapshot.textHash, text, hash)) {
      const snapshot = { ...same.snapshot, textHash: hash };
      return yield stillThere({ ...same, snapshot }, validators, ended);
    }
    const why = doubtOf(same, last === undefined, text, ended);
    const not = why === undefined ? undefined : doubted(before, hash);
    if (not) {
      yield { snapshots: [], ...not };
      throw new SourceShapeError(
        `${host} shows an incomplete policy: ${why}. It is accepted if it stays that way`,
      );
    }
    const lines = lineHashes(text);
    const snapshot = snapshotOf(text, hash, last, lines);
    const { text: _, ...known } = snapshot;
    const length = text.length;
    const state: State = {
      snapshot: known,
      url,
      length,
      reading: READING,
      ended,
      ...(lines ? { lines } : {}),
      ...validators,
    };
    yield { snapshots: [snapshot], cursor: JSON.stringify({ last: state } satisfies Cursor) };
  }

  return { id, read };
}

function doubtOf(last: State | undefined, first: boolean, text: string, ended: boolean): string | undefined {
  const share = last ? text.length / last.length : 1;
  if (share < LEAST_SHARE) return `its text is ${Math.round(share * 100)}% as long as before`;
  return (first || last?.ended) && !ended ? 'the page ends early' : undefined;
}

export const policyPage = defineSource({
  type: 'policy-page',
  brings: 'policy',
  mode: 'poll',
  everyMinutes: 360,
  aboutOneBrand: true,
  card: {
    title: 'Policy page',
    reads: 'The page of a policy itself. It finds changes; a person confirms them.',
    needs: 'The address of the page. No key.',
    cost: 'Free',
    delay: 'Up to 6 hours',
    fields: [
      {
        name: 'url',
        label: 'Address of the page',
        kind: 'url',
        hint: 'For example https://www.acme.example/privacy',
      },
      { name: 'document', label: 'Name of the document', kind: 'text', hint: 'For example Privacy Policy' },
    ],
  },
  fields: { url: siteUrl, document: z.string().min(1).default('Privacy Policy') },
  create: (source, parts) => policyPageTracker({ ...source, ...parts, brand: source.brands[0] ?? '' }),
});
