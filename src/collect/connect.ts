/** Makes the reader of a configured source. */
import { UserError } from '../domain/result.ts';
import { type SourceConfig, sourceId } from '../domain/source.ts';
import { brandMatcher } from '../ingest/match.ts';
import { socketMessages } from '../net/guarded-socket.ts';
import { userAgent } from '../net/polite-fetch.ts';
import type { Connector } from '../source/connector.ts';
import type { ControlConnector } from '../source/control.ts';
import type { Obstacle, SourceParts } from '../source/definition.ts';
import { definitionOf } from '../source/registry.ts';
import type { Tracker } from '../source/tracker.ts';
import type { CollectContext } from './context.ts';

/** The configured brands that a source is read for; `only` one of them if that is given. */
function brandsOf({ config }: CollectContext, source: SourceConfig, only?: string) {
  const all = source.brands.includes('*');
  return config.brands.filter(
    ({ slug }) => (all || source.brands.includes(slug)) && (only === undefined || slug === only),
  );
}

function partsOf(ctx: CollectContext, source: SourceConfig, only?: string): SourceParts {
  const { contact, fetchPrivate: allowPrivate } = ctx.env;
  const brands = brandsOf(ctx, source, only);
  return {
    id: sourceId(source),
    brands,
    match: brandMatcher(brands),
    clock: ctx.clock,
    fetch: ctx.fetch,
    openSocket: (url, waits) =>
      socketMessages(url, { ...waits, userAgent: userAgent(contact), allowPrivate }),
  };
}

function keysOf(ctx: CollectContext): Readonly<Record<string, string>> {
  return ctx.keys?.() ?? ctx.env.keys;
}

/** The connector of a source, or what keeps it from being read. Matches `only` one of its brands if that is given. */
export function connect(ctx: CollectContext, source: SourceConfig, only?: string): Connector | Obstacle {
  const definition = definitionOf(source.type);
  if (definition?.brings !== 'mentions')
    return { needs: `a source of type ${source.type} brings no mentions` };
  return definition.create(source, partsOf(ctx, source, only), keysOf(ctx));
}

/** The connector of a control source. Throws UserError for any other type. */
export function connectControl(ctx: CollectContext, source: SourceConfig): ControlConnector {
  const definition = definitionOf(source.type);
  if (definition?.brings !== 'control')
    throw new UserError(`a source of type ${source.type} brings no control series`);
  return definition.create(source, partsOf(ctx, source), keysOf(ctx));
}

/** The tracker of a source. Throws UserError for any other type. */
export function connectTracker(ctx: CollectContext, source: SourceConfig): Tracker {
  const definition = definitionOf(source.type);
  if (definition?.brings !== 'policy')
    throw new UserError(`a source of type ${source.type} watches no policy`);
  return definition.create(source, partsOf(ctx, source), keysOf(ctx));
}
