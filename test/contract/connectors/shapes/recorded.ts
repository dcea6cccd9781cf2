/** A connector over one answer of its site, in shapes that the documentation or the code of clients shows. */
import { sourceId } from '../../../../src/domain/source.ts';
import type { Outcome } from '../../../../src/domain/result.ts';
import type { NewMention } from '../../../../src/domain/mention.ts';
import { brandMatcher } from '../../../../src/ingest/match.ts';
import type { FetchedPage } from '../../../../src/net/guarded-fetch.ts';
import type { Connector, SourcePage } from '../../../../src/source/connector.ts';
import { definitionOf, sourceSchema } from '../../../../src/source/registry.ts';
import { brandOf } from '../../../support/installation.ts';

export const NOW = Date.UTC(2026, 2, 2, 12);
const BRANDS = [brandOf('acme', 'Acme'), brandOf('att', 'AT&T')];

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it came from after redirects. */
  readonly url?: string;
}

export interface Recorded {
  readonly type: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Values of environment variables. */
  readonly keys?: Readonly<Record<string, string>>;
}

function parts(recorded: Recorded, fetch: (url: string) => FetchedPage) {
  const source = sourceSchema.parse({
    slug: 'x',
    brands: ['acme', 'att'],
    ...recorded.settings,
    type: recorded.type,
  });
  const brands = BRANDS.filter(({ slug }) => source.brands.includes(slug));
  const context = {
    id: sourceId(source),
    brands,
    match: brandMatcher(brands),
    clock: () => NOW,
    fetch: async (url: string) => fetch(url),
    openSocket: () => {
      throw new Error('no socket here');
    },
  };
  return definitionOf(recorded.type)!.create(source, context, recorded.keys ?? {});
}

const page = (url: string, body: unknown, { status = 200, headers = {}, url: at }: Answer): FetchedPage => ({
  status,
  url: at ?? url,
  headers: new Map(Object.entries(headers)),
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The connector; its site gives `answers` in turn, the last one again and again. */
export function connectorOf(recorded: Recorded, answers: readonly unknown[] = ['']): Connector {
  const left = [...answers];
  const made = parts(recorded, (url) => {
    const next = left.length > 1 ? left.shift() : left[0];
    return next instanceof Reply ? page(url, next.body, next.answer) : page(url, next, {});
  });
  if ('needs' in made) throw new Error(made.needs);
  return made as Connector;
}

/** An answer with a status, headers or an address of its own. */
export class Reply {
  readonly body: unknown;
  readonly answer: Answer;
  constructor(body: unknown, answer: Answer) {
    this.body = body;
    this.answer = answer;
  }
}

export async function pagesOf(connector: Connector, cursor?: string): Promise<SourcePage<unknown>[]> {
  const pages: SourcePage<unknown>[] = [];
  for await (const one of connector.read(cursor, new AbortController().signal)) pages.push(one);
  return pages;
}

/** What becomes of the entries of the site's answers. */
export async function mentionsOf(connector: Connector): Promise<Outcome<NewMention>[]> {
  const pages = await pagesOf(connector);
  return pages.flatMap(({ entries }) => entries.map((entry) => connector.toMention(entry, NOW)));
}
