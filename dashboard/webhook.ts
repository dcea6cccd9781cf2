/** `POST /ingest/webhook/:source`: mentions from other programs, signed as Standard Webhooks describes. */
import { bodyLimit } from 'hono/body-limit';
import type { Brand } from '../src/domain/brand.ts';
import { acceptPage, type IngestContext } from '../src/ingest/accept.ts';
import { brandMatcher } from '../src/ingest/match.ts';
import { sortWebhook, webhookEntries } from '../src/ingest/webhook.ts';
import { signatureProblem } from '../src/net/webhook-signature.ts';
import type { App } from './deps.ts';
import type { Delivery } from './api/schemas/mentions.ts';
import type { Failure } from './api/schemas/shared.ts';

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
const SOURCE = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

export interface WebhookOptions {
  readonly ingest: IngestContext;
  readonly brands: readonly Brand[];
  readonly secrets: readonly string[];
}

/** Mounts the route. The response lists every refused entry with its reason; the others are in the database. */
export function mountWebhook(app: App, { ingest, brands, secrets }: WebhookOptions): void {
  const match = brandMatcher(brands);
  const limit = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (c) =>
      c.json({ error: 'too-large', message: 'At most 5 MB per delivery.' } satisfies Failure, 413),
  });
  app.post('/ingest/webhook/:source', limit, async (c) => {
    const name = c.req.param('source');
    if (!SOURCE.test(name))
      return c.json(
        { error: 'source', message: 'A source name has letters, digits and . _ -' } satisfies Failure,
        400,
      );
    const body = await c.req.text();
    const problem = signatureProblem(secrets, body, c.req.header());
    if (problem !== undefined) return c.json({ error: 'signature', message: problem } satisfies Failure, 401);
    const entries = webhookEntries(body);
    if (entries.length === 0)
      return c.json({ error: 'empty', message: 'The body has no mentions.' } satisfies Failure, 400);
    if (entries.length > MOST_ENTRIES) {
      return c.json({ error: 'too-many', message: `At most ${MOST_ENTRIES} mentions per delivery.` }, 413);
    }
    const known = await ingest.store.read.brands.all();
    const { page, rejected, indexOf } = sortWebhook(entries, {
      source: `webhook:${name}`,
      webhookId: c.req.header('webhook-id') ?? '',
      now: ingest.clock(),
      knownBrands: new Set(known.map((brand) => brand.slug)),
      match,
    });
    const { accepted, duplicates, refused } = await acceptPage(ingest, page);
    const here = refused.map(({ index, reason }) => ({ index: indexOf(index), reason }));
    const all = [...rejected, ...here].toSorted((a, b) => a.index - b.index);
    const status = all.length === entries.length ? 422 : 200;
    return c.json({ read: entries.length, accepted, duplicates, rejected: all } satisfies Delivery, status);
  });
}
