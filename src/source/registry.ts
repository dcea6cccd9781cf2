/** The table of all types of sources: connectors of mentions, control series and policy trackers. */
import { z } from 'zod';
import { type SourceConfig, sourceType } from '../domain/source.ts';
import { appStore } from './connectors/app-store.ts';
import { bluesky } from './connectors/bluesky.ts';
import { discourse } from './connectors/discourse.ts';
import { feed } from './connectors/feed.ts';
import { googlePlay } from './connectors/google-play.ts';
import { hackerNews } from './connectors/hacker-news.ts';
import { lemmy } from './connectors/lemmy.ts';
import { mastodon } from './connectors/mastodon.ts';
import { reddit } from './connectors/reddit.ts';
import { stackExchange } from './connectors/stack-exchange.ts';
import { trustpilot } from './connectors/trustpilot.ts';
import { x } from './connectors/x.ts';
import { youtube } from './connectors/youtube.ts';
import { gdelt } from './controls/gdelt.ts';
import { wikipedia } from './controls/wikipedia.ts';
import type { Brings, SourceDefinition } from './definition.ts';
import { openTermsArchive } from './trackers/open-terms-archive.ts';
import { policyPage } from './trackers/policy-page.ts';

/** A definition with `brings` to narrow by. */
type Known = { readonly [B in Brings]: SourceDefinition<B> }[Brings];

const KNOWN: readonly Known[] = [
  feed,
  hackerNews,
  bluesky,
  mastodon,
  appStore,
  googlePlay,
  reddit,
  x,
  youtube,
  stackExchange,
  discourse,
  lemmy,
  trustpilot,
  gdelt,
  wikipedia,
  openTermsArchive,
  policyPage,
];

const BY_TYPE = new Map(KNOWN.map((one) => [one.type, one]));

/** Environment variables with API keys of sites, in alphabetical order. */
export const SOURCE_KEYS: readonly string[] = KNOWN.flatMap(({ keys }) => keys).sort();

/** Checks an entry of a file under `config/sources/`. */
export const sourceSchema: z.ZodType<SourceConfig> = z.discriminatedUnion(
  'type',
  KNOWN.map(({ schema }) => schema) as unknown as [z.ZodObject<{ type: z.ZodLiteral<string> }>],
) as unknown as z.ZodType<SourceConfig>;

/** What is wrong with a source beyond its fields; undefined when nothing is. */
export function sourceProblem(source: SourceConfig): string | undefined {
  return BY_TYPE.get(source.type)?.problem(source);
}

/** How the configuration of sources is read: for `loadConfig`. */
export const sourceFormat = { schema: sourceSchema, problem: sourceProblem };

/** The definition of a type; undefined for one that is not known. */
export function definitionOf(type: string): Known | undefined {
  return BY_TYPE.get(type);
}

/** Every type, in the order in which cards are shown. */
export const SOURCE_TYPES: readonly SourceDefinition[] = KNOWN;

/** Whether a source is listened to all the time and not asked now and then. */
export function isStream({ type }: Pick<SourceConfig, 'type'>): boolean {
  return BY_TYPE.get(type)?.mode === 'stream';
}

/** What a series in the database counts, by the id of its source, for example `gdelt:acme` → `news articles`. */
export function countedBy(source: string): string {
  return BY_TYPE.get(sourceType(source))?.counts ?? source;
}
