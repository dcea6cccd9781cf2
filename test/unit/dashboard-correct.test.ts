/** Corrections on the page of a mention: who may, what follows, what a file of them holds. */
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/user.ts';
import { dashboardFixture, type Fixture, HOSTILE, ONSET, ORIGIN } from './dashboard-fixture.ts';

let f: Fixture;
let id = 0;
beforeEach(async () => {
  f = await dashboardFixture();
  const brandId = (await f.ledger.read.brands.bySlug('spotify'))!.id;
  const range = {
    brandId,
    from: ONSET,
    to: ONSET * 2,
    order: 'reach' as const,
    limit: 1,
    only: 'negative' as const,
  };
  id = (await f.ledger.read.mentions.list(range))[0]!.id;
});

async function post(fields: Record<string, string>, role: Role = 'analyst') {
  const headers = {
    ...(await f.cookie(role)),
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams(fields).toString();
  return f.app.request(`/mentions/${id}/correct`, { method: 'POST', headers, body });
}
const get = async (path: string, role: Role = 'analyst') =>
  (await f.app.request(path, { headers: await f.cookie(role) })).text();
const negatives = async () => {
  const brandId = (await f.ledger.read.brands.bySlug('spotify'))!.id;
  const range = { brandId, widthMs: 3_600_000, from: 0, to: ONSET * 2 };
  return (await f.ledger.read.counts.buckets(range)).reduce((sum, bucket) => sum + bucket.negative, 0);
};

const POSITIVE = { field: 'sentiment', value: 'positive', seen: '0' };

describe('a correction', () => {
  it('counts at once, says who, and is taken back', async () => {
    const before = await negatives();
    expect((await post(POSITIVE)).status).toBe(303);
    expect(await negatives()).toBe(before - 1);
    const html = await get(`/mentions/${id}`);
    expect(html).toMatch(/positive[^]*by analyst@example\.org/);
    expect(await get('/mentions?brand=spotify')).toContain('>corrected<');
    const [one] = await f.ledger.read.corrections.ofMention(id);
    expect((await post({ undo: String(one!.id) })).status).toBe(303);
    expect(await negatives()).toBe(before);
    expect(await f.ledger.read.counts.audit()).toEqual([]);
    expect((await f.ledger.read.audit.list({ limit: 9 })).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['said “positive” about a mention', 'took back “positive” about a mention']),
    );
  });

  it('a viewer may not, and sees no buttons', async () => {
    expect((await post(POSITIVE, 'viewer')).status).toBe(403);
    expect(await get(`/mentions/${id}`, 'viewer')).not.toContain('/correct');
  });

  it('the slower of two is told', async () => {
    await post(POSITIVE);
    const late = await post({ ...POSITIVE, value: 'neutral' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('analyst@example.org has corrected it');
  });

  it.each([
    [{ ...POSITIVE, value: 'yes' }],
    [{ ...POSITIVE, field: 'constructor', value: 'x' }],
    [{ ...POSITIVE, seen: 'x' }],
    [{ field: '', value: '' }],
  ])('%j is refused', async (fields) => {
    expect((await post(fields as Record<string, string>)).status).toBe(400);
  });

  it('what belongs to another mention is not undone from here', async () => {
    await post(POSITIVE);
    const [one] = await f.ledger.read.corrections.ofMention(id);
    id += 1;
    expect((await post({ undo: String(one!.id) })).status).toBe(404);
  });
});

describe('corrections as a file', () => {
  it('hold the text, the label and what the scorer said; no formula, nothing deleted', async () => {
    await post(POSITIVE);
    await post({ field: 'betrayal', value: 'no', seen: '1' });
    const csv = await get('/mentions/labels');
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row.field, row.label, row.scorerSentiment, row.labelledBy])).toEqual([
      ['sentiment', 'positive', 'negative', 'analyst@example.org'],
      ['betrayal', 'no', 'negative', 'analyst@example.org'],
    ]);
    expect(rows[0]?.text).toContain(HOSTILE);
    expect(csv).not.toMatch(/(^|,)[=+@]/m);
    const lines = (await get('/mentions/labels?format=jsonl')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { label: string }).label)).toEqual(['positive', 'no']);
    const { source, externalId } = (await f.ledger.read.mentions.one(id))!;
    await f.ledger.tx((tx) => tx.mentions.erase(source, [externalId], ONSET));
    expect(parse(await get('/mentions/labels'), { columns: true })).toEqual([]);
    expect(await get('/mentions/labels')).toContain('labelledBy');
  });
});
