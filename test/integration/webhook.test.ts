/** What a delivery to the webhook does, good, bad and repeated, through the whole app. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  incoming,
  json,
  NOW,
  OLD_KEY,
  SECONDS,
  type Signing,
  signed,
  webhookGround,
} from '../support/webhook-ground.ts';
import { replySchema } from '../support/api-schemas.ts';

const ground = webhookGround();

describe('replies match the OpenAPI document', () => {
  it.each([
    [200, json(incoming(), { text: 'x', brand: 'nope' }), {}],
    [400, ' ', {}],
    [401, json(incoming()), { secret: OLD_KEY.replace(/^./, 'x') }],
    [413, json(...Array.from({ length: 5_001 }, () => 1)), {}],
    [422, json(incoming({ brand: 'gamma' })), {}],
  ])('%i', async (expected, body, signing) => {
    const { status, answer } = await ground.post(body, signed(body, signing));
    expect(status).toBe(expected);
    const schema = replySchema('/ingest/webhook/{source}', status, 'post');
    expect(schema.safeParse(answer).error).toBeUndefined();
    expect(schema.safeParse({ ...answer, more: 1 }).success).toBe(false);
  });
});

describe('what a delivery does', () => {
  const deliver = async (body: string, more: Signing = {}) => ground.post(body, signed(body, more));

  it('a replay has one effect, also when it comes later and carries no ids and no times', async () => {
    const nothing = [{ publishedAt: undefined }, { publishedAt: null }, { publishedAt: '' }];
    for (const undated of nothing) {
      const body = json(incoming({ externalId: undefined, ...undated }), incoming(), {
        text: 'x',
        brand: 'nope',
      });
      const before = await ground.stored();
      const letters = await ground.installation.store.read.deadLetters.waiting();
      const id = `replay-${String(undated.publishedAt)}`;
      expect((await deliver(body, { id })).answer).toMatchObject({ read: 3, accepted: 2, duplicates: 0 });
      vi.setSystemTime(NOW + 7_000);
      for (const at of [SECONDS, SECONDS + 5]) {
        expect((await deliver(body, { id, at })).answer).toMatchObject({ accepted: 0, duplicates: 2 });
      }
      expect((await ground.stored()) - before).toBe(2);
      expect((await ground.installation.store.read.deadLetters.waiting()) - letters).toBe(1);
      vi.setSystemTime(NOW);
    }
  });

  it.each<[string, () => string, number, object]>([
    ['one mention', () => json(incoming()), 200, { read: 1, accepted: 1, rejected: [] }],
    ['an array', () => json(incoming(), incoming()), 200, { read: 2, accepted: 2 }],
    ['NDJSON', () => `${json(incoming())}\n${json(incoming())}\n`, 200, { read: 2, accepted: 2 }],
    [
      'NDJSON with CRLF, blank and broken lines',
      () => `${json(incoming())}\r\n\r\n{oops\r\n${json(incoming())}`,
      200,
      { read: 3, accepted: 2, rejected: [{ index: 1, reason: 'not a JSON object' }] },
    ],
    [
      'two brands',
      () => json(incoming({ brand: undefined, brands: ['acme', 'beta'] })),
      200,
      { accepted: 1 },
    ],
    [
      'a brand found in the text',
      () => json(incoming({ brand: undefined, text: 'Why, BETA?' })),
      200,
      { accepted: 1 },
    ],
    [
      'a brand found in the title',
      () => json(incoming({ brand: undefined, title: 'Acme again' })),
      200,
      { accepted: 1 },
    ],
    [
      'no brand at all',
      () => json(incoming({ brand: undefined, text: 'communiacme' })),
      422,
      { accepted: 0, rejected: [{ index: 0, reason: expect.stringMatching(/names no configured brand/) }] },
    ],
    [
      'an unknown brand',
      () => json(incoming({ brand: 'gamma' })),
      422,
      { rejected: [{ index: 0, reason: expect.stringMatching(/"gamma" is not configured/) }] },
    ],
    [
      'an unknown beside a known one',
      () => json(incoming({ brands: ['acme', 'gamma'] })),
      422,
      { accepted: 0 },
    ],
    [
      'good and bad',
      () => json(incoming(), 7, null, incoming({ text: '' }), incoming()),
      200,
      { read: 5, accepted: 2 },
    ],
    [
      'the same twice',
      () => json(...[incoming()].flatMap((m) => [m, m])),
      200,
      { accepted: 1, duplicates: 1 },
    ],
    ['an empty body', () => '', 400, { error: 'empty' }],
    ['blanks', () => ' \n ', 400, { error: 'empty' }],
    ['an empty array', () => '[]', 400, { error: 'empty' }],
    ['no JSON', () => 'hello', 422, { accepted: 0, rejected: [{ index: 0, reason: expect.any(String) }] }],
    ['too many', () => json(...Array.from({ length: 5_001 }, () => 1)), 413, { error: 'too-many' }],
    ['too large', () => json(incoming({ text: 'x'.repeat(5 * 1024 * 1024) })), 413, { error: 'too-large' }],
  ])('%s', async (_name, make, status, answer) => {
    const result = await deliver(make());
    expect(result.answer).toMatchObject(answer);
    expect(result.status).toBe(status);
  });

  it('ids that are no ids make nothing the same', async () => {
    const odd = [null, { a: 1 }, { b: 1 }, true, [], ''].map((externalId) =>
      incoming({ externalId, text: 'same' }),
    );
    const distinct = odd.map((m, i) => ({ ...m, publishedAt: `2026-03-01T00:00:0${i}Z` }));
    expect((await deliver(json(...distinct))).answer).toMatchObject({ read: 6, accepted: 6, duplicates: 0 });
  });

  it('keeps what it refused, with its reason', async () => {
    const id = 'kept-1';
    await deliver(json(incoming(), { text: 'no brand here', publishedAt: 'x' }), { id });
    const letters = await ground.installation.store.read.deadLetters.list(1);
    expect(letters[0]).toMatchObject({ stage: 'webhook', source: 'webhook:partner', ref: 'kept-1/1' });
    expect(letters[0]?.payload).toContain('no brand here');
  });

  it('other methods, odd names and no name', async () => {
    const body = json(incoming());
    expect((await ground.post(body, signed(body), '/ingest/webhook/a%20b')).status).toBe(400);
    expect((await ground.post(body, signed(body), '/ingest/webhook/')).status).toBe(404);
    expect((await ground.app.request('/ingest/webhook/partner')).status).toBe(404);
  });

  it('1,000 malformed payloads: no failure, each with an account', async () => {
    const seed = Number(process.env.SEED ?? 20_260_302);
    process.stderr.write(`webhook fuzz: seed ${seed}\n`);
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom({ toString: 1 }, { valueOf: 1 }, '\u0000', '2026-02-30'),
    );
    const keys = {
      text: value,
      title: value,
      brand: value,
      brands: value,
      publishedAt: value,
      externalId: value,
    };
    const more = {
      author: value,
      engagement: value,
      rating: value,
      url: value,
      simulated: value,
      lang: value,
    };
    const entry = fc.oneof(value, fc.record({ ...keys, ...more }, { requiredKeys: [] }));
    const body = fc.oneof(
      entry.map((v) => JSON.stringify(v)),
      fc.array(entry, { maxLength: 5 }).map((v) => JSON.stringify(v)),
      fc.array(entry, { maxLength: 5 }).map((v) => v.map((e) => JSON.stringify(e)).join('\n')),
      fc.string({ unit: 'binary' }).map((text) =>
        Buffer.from(text)
          .toString()
          .replace(/^\ufeff/, ''),
      ),
      fc
        .record({ text: value, brand: fc.constant('acme'), publishedAt: value })
        .map((v) => JSON.stringify(v)),
    );
    const seen = new Map<number, number>();
    for (const text of fc.sample(body, { seed, numRuns: 1_000 })) {
      const before = await ground.stored();
      const { status, answer } = await deliver(text);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const {
        read = 0,
        accepted = 0,
        duplicates = 0,
        rejected = [],
      } = answer as {
        [k in 'read' | 'accepted' | 'duplicates']?: number;
      } & { rejected?: { reason: string }[] };
      expect([200, 400, 422]).toContain(status);
      expect(read).toBe(accepted + duplicates + rejected.length);
      expect(rejected.filter(({ reason }) => reason.trim() === '')).toEqual([]);
      expect((await ground.stored()) - before).toBe(accepted);
    }
    process.stderr.write(`webhook fuzz: answers ${JSON.stringify([...seen])}\n`);
    expect(ground.failures).toEqual([]);
    // Control: a good one still passes.
    expect((await deliver(json(incoming()))).status).toBe(200);
  });
});
