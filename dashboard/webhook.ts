/** `POST /ingest/webhook/:source`: mentions from other programs, signed as Standard Webhooks describes. */
import { bodyLimit } from 'hono/body-limit';
import type { Brand } from '../src/domain/brand.ts';
import { acceptPage, type IngestContext } from '../src/ingest/accept.ts';
import { brandMatcher } from '../src/ingest/match.ts';
import { sortWebhook, webhookEntries } from '../src/ingest/webhook.ts';
import { deliveryHash, signatureProblem } from '../src/net/webhook-signature.ts';
import type { App } from './deps.ts';
import type { Delivery } from './api/schemas/mentions.ts';
import type { Failure } from './api/schemas/shared.ts';

const MOST_BYTES = 5 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
const LONGEST_ID = 256;
/** A signature is good for five minutes before and after its time; one minute more, as hosts have clocks of their own. */
const REMEMBERED_MS = 11 * 60_000;
const SOURCE = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

export interface WebhookOptions {
  readonly ingest: IngestContext;
  /** Its list of brands may change. */
  readonly config: { readonly brands: readonly Brand[] };
  /** Makes `config` current: another host may have changed it. */
  readonly refresh?: () => Promise<void>;
  /** Secrets that sign for any name. */
  readonly secrets: readonly string[];
  /** Secrets that sign for one name alone. */
  readonly secretsByName?: ReadonlyMap<string, readonly string[]>;
}

/** Compiles the matcher again where the list of brands is another one. */
function matcherOfBrands(): (brands: readonly Brand[]) => ReturnType<typeof brandMatcher> {
  let last: { brands: readonly Brand[]; match: ReturnType<typeof brandMatcher> } | undefined;
  return (brands) => {
    if (last?.brands !== brands) last = { brands, match: brandMatcher(brands) };
    return last.match;
  };
}

/** Mounts the route. The response lists every refused entry with its reason; the others are in the database. */
export function mountWebhook(
  app: App,
  { ingest, config, refresh, secrets, secretsByName }: WebhookOptions,
): void {
  const matcher = matcherOfBrands();
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
    const own = [...(secretsByName?.get(name) ?? []), ...secrets];
    const problem = signatureProblem(own, body, c.req.header());
    if (problem !== undefined) return c.json({ error: 'signature', message: problem } satisfies Failure, 401);
    const webhookId = c.req.header('webhook-id') ?? '';
    if (webhookId.length > LONGEST_ID) {
      const message = `Shorten webhook-id to at most ${LONGEST_ID} characters.`;
      return c.json({ error: 'webhook-id', message } satisfies Failure, 400);
    }
    const entries = webhookEntries(body);
    if (entries.length === 0)
      return c.json({ error: 'empty', message: 'The body has no mentions.' } satisfies Failure, 400);
    if (entries.length > MOST_ENTRIES) {
      return c.json({ error: 'too-many', message: `At most ${MOST_ENTRIES} mentions per delivery.` }, 413);
    }
    const now = ingest.clock();
    await refresh?.();
    const known = await ingest.store.read.brands.all();
    const { page, rejected, indexOf } = await sortWebhook(entries, {
      source: `webhook:${name}`,
      webhookId,
      now,
      knownBrands: new Set(known.map((brand) => brand.slug)),
      match: matcher(config.brands),
    });
    const delivery = { hash: deliveryHash(webhookId, body), keepFrom: now - REMEMBERED_MS };
    const { accepted, duplicates, refused, replayOf } = await acceptPage(ingest, { ...page, delivery });
    if (replayOf !== undefined) {
      const all = entries.length;
      return c.json({ read: all, accepted: 0, duplicates: all, rejected: [] } satisfies Delivery, 200);
    }
    const here = refused.map(({ index, reason }) => ({ index: indexOf(index), reason }));
    const all = [...rejected, ...here].toSorted((a, b) => a.index - b.index);
    const status = all.length === entries.length ? 422 : 200;
    return c.json({ read: entries.length, accepted, duplicates, rejected: all } satisfies Delivery, status);
  });
}
