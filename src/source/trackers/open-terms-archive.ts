/**
 * A collection of Open Terms Archive: the Atom feed of a document's versions, newest first (the engine's limit is
 * 100), and each version's text. Checked against OpenTermsArchive/engine, src/collection-api/routes/feed.js and
 * versions.js: `/v1/feed/{service}/{terms}`, `/v1/versions/{service}/{terms}` (sizes, where the engine gives them),
 * `/v1/version/{service}/{terms}/{date}` and `/v1/version/{id}`.
 *
 * A text that is no policy (an error, a login, a redirect) is a dead letter and no snapshot.
 *
 * A snapshot comes with its text, because only texts tell a revert from a change. A read fetches at most `TEXTS_A_READ`
 * texts, newest first; a version whose text cannot be fetched comes without it after `TRIES` reads.
 */
import { z } from 'zod';
import type { Clock } from '../../domain/clock.ts';
import { DAY_MS } from '../../domain/series.ts';
import { cutText } from '../../domain/text.ts';
import type { PoliteFetch } from '../../net/polite-fetch.ts';
import { whyNoVersion } from '../../policy/text/no-policy.ts';
import { SourceShapeError, SourceStatusError } from '../connector.ts';
import { policyIdentity } from '../policy-work.ts';
import { SourceDocumentError } from '../read-document.ts';
import { type Archive, archiveOf, type Version } from './open-terms-api.ts';
import { serverField } from '../card.ts';
import { defineSource, nameList, siteUrl } from '../definition.ts';
import {
  type DeadSnapshot,
  readCursor,
  type TrackedSnapshot,
  type Tracker,
  type TrackerPage,
  type Validators,
} from '../tracker.ts';

export interface OpenTermsOptions {
  readonly id: string;
  readonly brand: string;
  readonly baseUrl: string;
  readonly service: string;
  readonly documents: readonly string[];
  readonly clock: Clock;
  readonly fetch: PoliteFetch;
}

const TEXTS_A_READ = 20;
const TEXTS_A_PAGE = 5;
const TRIES = 5;
/** Characters of a refused text in its dead letter. */
const MOST_SHOWN = 2_000;
/** More versions than a feed shows, so that none is fetched twice. */
const MOST_KNOWN = 1_000;

interface Waiting extends Version {
  /** Reads that failed at its text. */
  readonly tries: number;
}

interface DocumentState extends Validators {
  /** Ids of versions that were read. */
  readonly known: readonly string[];
  readonly waiting: readonly Waiting[];
}

type State = Readonly<Record<string, DocumentState>>;

/** What is wrong with one version, not with the archive. */
const OWN_ERRORS = [SourceStatusError, SourceShapeError, SourceDocumentError];

/** Untried versions first, the newest of them before others. */
function inTurn(waiting: readonly Waiting[]): Waiting[] {
  return waiting.toSorted((a, b) => a.tries - b.tries || b.at - a.at);
}

export function openTermsTracker(options: OpenTermsOptions): Tracker {
  const { id, brand } = options;

  function snapshotOf(
    document: string,
    version: Version,
    text: string | undefined,
    identity: string | undefined,
  ): TrackedSnapshot {
    const { additions, deletions, url } = version;
    return {
      brand,
      document,
      collection: id,
      observedAt: version.at,
      kind: version.kind,
      textHash: identity ?? `version:${version.id}`,
      ref: version.id,
      ...(additions === undefined ? {} : { additions, deletions: deletions ?? 0 }),
      ...(url === undefined ? {} : { url }),
      ...(text === undefined ? {} : { text }),
    };
  }

  /** Requests the feed and adds new versions to those waiting. */
  async function look(archive: Archive, before: DocumentState | undefined, signal: AbortSignal) {
    const { known = [], waiting = [], ...validators } = before ?? {};
    const feed = await archive.feed(validators, options.clock() + DAY_MS, signal);
    if (!feed) return { state: { known, waiting, ...validators }, dead: [] };
    const had = new Set([...known, ...waiting.map((version) => version.id)]);
    const fresh = feed.versions.filter((version) => !had.has(version.id));
    const sizes = fresh.length > 0 ? await archive.sizes(signal) : new Map();
    const added = fresh.map((version) => ({ ...version, ...sizes.get(version.id), tries: 0 }));
    // An empty feed after one with versions is requested again next time: without validators.
    const believed = feed.versions.length > 0 || had.size === 0;
    const state = { known, waiting: [...waiting, ...added], ...(believed ? feed.validators : {}) };
    return { state, dead: feed.dead };
  }

  async function* read(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<TrackerPage> {
    let state: State = readCursor<State>(cursor) ?? {};
    let left = TEXTS_A_READ;
    const page = (
      document: string,
      own: DocumentState,
      snapshots: TrackedSnapshot[],
      dead: DeadSnapshot[] = [],
    ) => {
      state = { ...state, [document]: own };
      const more = Object.values(state).some(({ waiting }) => waiting.length > 0);
      return {
        snapshots: snapshots.sort((a, b) => a.observedAt - b.observedAt),
        cursor: JSON.stringify(state),
        ...(dead.length > 0 ? { dead } : {}),
        ...(more ? { more } : {}),
      };
    };
    for (const document of options.documents) {
      const archive = archiveOf(options, document);
      const seen = await look(archive, state[document], signal);
      let own: DocumentState = seen.state;
      yield page(document, own, [], seen.dead);
      while (left > 0 && own.waiting.length > 0) {
        const batch = inTurn(own.waiting).slice(0, Math.min(TEXTS_A_PAGE, left));
        left -= batch.length;
        const snapshots: TrackedSnapshot[] = [];
        const dead: DeadSnapshot[] = [];
        const failure = await takeTexts(archive, document, batch, { snapshots, dead }, signal);
        const done = new Set([...snapshots, ...dead].flatMap(({ ref }) => ref ?? []));
        own = {
          ...own,
          known: [...own.known, ...done].slice(-MOST_KNOWN),
          waiting: own.waiting
            .filter((version) => !done.has(version.id))
            .map((one) => (one.id === failure?.version ? { ...one, tries: one.tries + 1 } : one)),
        };
        yield page(document, own, snapshots, dead);
        if (failure) throw failure.error;
      }
    }
  }

  /**
   * Takes texts until one fails; a text that is no policy is a dead letter. The result names the version if the failure
   * concerns it alone.
   */
  async function takeTexts(
    archive: Archive,
    document: string,
    batch: readonly Waiting[],
    taken: { readonly snapshots: TrackedSnapshot[]; readonly dead: DeadSnapshot[] },
    signal: AbortSignal,
  ): Promise<{ error: unknown; version?: string } | undefined> {
    for (const version of batch) {
      let text: string | undefined;
      let identity: string | undefined;
      try {
        const found = await archive.text(version, signal);
        if (found !== undefined) identity = await policyIdentity(found);
        text = found;
      } catch (error) {
        const own = OWN_ERRORS.some((kind) => error instanceof kind);
        if (!own || version.tries + 1 < TRIES) return { error, ...(own ? { version: version.id } : {}) };
      }
      const none = text === undefined ? undefined : whyNoVersion(text);
      if (none === undefined) taken.snapshots.push(snapshotOf(document, version, text, identity));
      else {
        const { tries: _, ...entry } = version;
        const shown = cutText(text ?? '', MOST_SHOWN);
        taken.dead.push({
          ref: version.id,
          reason: `it is no policy: ${none}`,
          entry: { ...entry, document, text: shown },
        });
      }
    }
    return undefined;
  }

  return { id, read };
}

export const openTermsArchive = defineSource({
  type: 'open-terms-archive',
  brings: 'policy',
  mode: 'poll',
  everyMinutes: 60,
  aboutOneBrand: true,
  // ODC-BY 1.0, section 4.3, requires this notice.
  notice: {
    url: 'https://opendatacommons.org/licenses/by/1-0/',
    note: 'Contains information from Open Terms Archive, which is made available under the ODC Attribution License.',
  },
  card: {
    title: 'Open Terms Archive',
    reads:
      'Archived versions of your policies, kept by volunteers. It finds changes; a person confirms them.',
    needs: 'The address of a collection and the name of your service in it. No key.',
    cost: 'Free; the texts carry the licence of the collection',
    delay: 'About an hour after the collection records them',
    fields: [
      serverField('The API of the collection, for example https://collection.example/api'),
      { name: 'service', label: 'Service', kind: 'text', hint: 'Its name in the collection' },
      {
        name: 'documents',
        label: 'Documents',
        kind: 'list',
        hint: 'For example Privacy Policy, Terms of Service',
      },
    ],
    guess: ({ name }) => ({ service: name }),
  },
  fields: {
    /** Address of a collection, for example https://…/api. */
    baseUrl: siteUrl,
    /** Its name for the service and its documents. */
    service: z.string().min(1),
    documents: nameList.min(1).default(['Privacy Policy']),
  },
  create: (source, parts) => openTermsTracker({ ...source, ...parts, brand: source.brands[0] ?? '' }),
});
