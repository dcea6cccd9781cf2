/** Asks the API for what people configure; each reply is held to the document. */
import { expect } from 'vitest';
import type { App } from '../../dashboard/app.tsx';
import { replySchema } from '../support/api-schemas.ts';

export const BRAND = { slug: 'acme', name: 'Acme', terms: ['acme'], packs: [] };
export const CHANGE = {
  slug: 'acme-terms',
  brand: 'acme',
  title: 'New terms',
  announced: '2015-08-17',
  evidence: [{ note: 'their blog' }],
};
export const SOURCE = { slug: 'acme-news', type: 'feed', url: 'https://example.org/feed', brands: ['acme'] };
export const ROUTE = { name: 'press', brands: ['acme'], emails: ['press@example.org'] };

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown> & { message?: string; fields?: Record<string, string> };
  readonly etag: string | null;
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Reply>;

export function asker(app: () => App, usual: () => Record<string, string>): Ask {
  return async (method, path, body, headers = usual()) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await app().request(`/api/v1/${path}`, { method, headers, ...sent });
    const reply = (await response.json()) as Reply['body'];
    const [, kind = '', slug, rest] = /^([^/]+)(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? [];
    const name = kind === 'source-keys' ? '{name}' : '{slug}';
    const described = ['/api/v1', kind, ...(slug === undefined ? [] : [name]), ...(rest ? [rest] : [])].join(
      '/',
    );
    const schema = replySchema(described, response.status, method.toLowerCase());
    expect([method, path, schema.safeParse(reply).error?.issues]).toEqual([method, path, undefined]);
    return { status: response.status, body: reply, etag: response.headers.get('etag') };
  };
}
