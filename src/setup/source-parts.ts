/** Makes the reader of a source that is not configured, for tests and previews. */
import type { Brand } from '../domain/brand.ts';
import { type SourceConfig, sourceId } from '../domain/source.ts';
import { brandMatcher } from '../ingest/match.ts';
import { socketMessages } from '../net/guarded-socket.ts';
import { userAgent } from '../net/polite-fetch.ts';
import type { SourceParts } from '../source/definition.ts';
import { sourceSchema } from '../source/registry.ts';
import type { SetupContext } from './context.ts';

/** `everything`: entries count whether they name the brand or not, so that the terms can be tried on them afterwards. */
export function partsFor(
  ctx: SetupContext,
  source: SourceConfig,
  brand: Brand,
  everything = false,
): SourceParts {
  const { contact, fetchPrivate: allowPrivate } = ctx.env;
  return {
    id: sourceId(source),
    brands: [brand],
    match: everything ? () => [brand.slug] : brandMatcher([brand]),
    clock: ctx.clock,
    fetch: ctx.fetch,
    openSocket: (url, waits) =>
      socketMessages(url, { ...waits, userAgent: userAgent(contact), allowPrivate }),
  };
}

/** Words for what zod says about a field of a form. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/expected \w+, received undefined/i, 'Fill this in.'],
  [/^Invalid URL/i, 'Enter a whole address that begins with https://'],
  [/^Too small: expected (?:string|array) to have >=1 /i, 'Fill this in.'],
];

function plain(message: string): string {
  const known = PLAIN.find(([pattern]) => pattern.test(message))?.[1];
  return known ?? `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`.replace(/\.\.$/, '.');
}

/** A source by its settings, or what is wrong, by the name of the setting. */
export function readSource(
  settings: Readonly<Record<string, unknown>>,
): { source: SourceConfig } | { fields: Record<string, string> } {
  const parsed = sourceSchema.safeParse(settings);
  if (parsed.success) return { source: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[String(issue.path[0] ?? '')] ??= plain(issue.message);
  return { fields };
}
