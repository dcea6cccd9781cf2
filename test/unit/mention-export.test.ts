/** Labelled export, read again by another program's parser: nasty cells, corrections, deletions. */
import { parse } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

const NASTY = [
  'plain',
  '',
  ' ',
  'a,b',
  'a"b',
  '""',
  '"',
  'a\nb',
  'a\r\nb',
  '\r',
  'a;b',
  'a\tb',
  '=1+1',
  '+1',
  '-1',
  '@x',
  '\t=1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x","y")',
  "'=1",
  '\u202Eevil',
  'naïve',
  '你好',
  '👩‍👩‍👧',
  '\u0000',
  '\uFEFFbom',
  '＝1',
  'x'.repeat(5_000),
  '<script>alert(1)</script>',
  '\\"',
  'null',
] as const;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

let f: Fixture;
let headers: Record<string, string>;
let ids: number[];

beforeAll(async () => {
  f = await dashboardFixture({ empty: true });
  headers = await f.cookie('viewer');
  ids = await f.store.tx(async (tx) => {
    const { row } = await tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'config' });
    const rows = Array.from({ length: 1_200 }, (_, i) =>
      insertOf(i, [row.id], { text: NASTY[i] ?? `text ${i}`, publishedAt: BASE + Math.floor(i / 7) * 1_000 }),
    );
    const added = await tx.mentions.insert(rows);
    await tx.mentions.saveScores(added.ids.map((id, i) => ({ id, score: scoreOf(i), version: 'v1' })));
    const by = { who: 'ann@example.org', at: BASE };
    await tx.corrections.add(added.ids[2]!, 0, { field: 'sentiment', value: 'positive', ...by });
    await tx.corrections.add(added.ids[2]!, 1, { field: 'category', value: '+surveillance', ...by });
    await tx.annotations.addTag(added.ids[2]!, '=sum(a1)', by);
    await tx.mentions.erase('test:0', ['m-900'], BASE);
    return added.ids;
  });
});

const file = async (query: string) => f.app.request(`/mentions/export?brand=acme&${query}`, { headers });

test('csv is read again as it was, formulas with an apostrophe, deleted ones left out', async () => {
  const answer = await file('format=csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const text = await answer.text();
  expect(text).not.toContain('text 900');
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  expect(rows).toHaveLength(1_199);
  expect(new Set(rows.map((row) => row['id'])).size).toBe(1_199);
  const byId = new Map(rows.map((row) => [Number(row['id']), row]));
  for (const [i, cell] of NASTY.entries()) {
    const row = byId.get(ids[i]!)!;
    expect([i, row['text']]).toEqual([i, FORMULA.test(cell) ? `'${cell}` : cell]);
    expect(row['scorer_version']).toBe('v1');
  }
  for (const row of rows) {
    for (const name of ['text', 'title', 'url', 'tags', 'corrections'])
      expect(row[name]).not.toMatch(FORMULA);
    if (row['score'] !== '') expect(Number(row['score'])).not.toBeNaN();
  }
  expect(byId.get(ids[2]!)).toMatchObject({
    sentiment: 'positive',
    betrayal: 'yes',
    corrections: 'sentiment: positive; category: +surveillance',
    corrected_by: 'ann@example.org',
    tags: "'=sum(a1)",
  });
});

test('json lines hold both what was scored and what holds, with the same filters', async () => {
  const lines = (await (await file('format=jsonl&show=corrected')).text()).trim().split('\n');
  const [row] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(1);
  const was = scoreOf(2);
  expect(row).toMatchObject({
    text: NASTY[2],
    scored: { sentiment: was.scored ? was.sentiment.label : null },
    holds: { sentiment: 'positive', betrayal: true },
    corrections: [{ field: 'sentiment', value: 'positive', who: 'ann@example.org' }, { field: 'category' }],
  });
});

test('columns keep their place: scripts read them by it, so a new one stands at the end', async () => {
  const [head = ''] = (await (await file('format=csv&tag=none')).text()).split('\r\n');
  expect(head).toBe(
    'id,source,external_id,kind,published_at,lang,url,title,text,reach,simulated,scorer_version,' +
      'scored_sentiment,scored_score,scored_betrayal,scored_categories,sentiment,score,betrayal,categories,' +
      'corrections,corrected_by,corrected_at,tags,near_duplicate_of',
  );
});

test('nothing that fits is a file with a head alone; what is no format or brand is refused', async () => {
  expect((await (await file('format=csv&tag=none')).text()).split('\r\n')).toHaveLength(2);
  expect(await (await file('format=jsonl&tag=none')).text()).toBe('');
  expect((await file('format=exe')).status).toBe(400);
  expect((await f.app.request('/mentions/export?format=csv&brand=no', { headers })).status).toBe(404);
  expect((await f.app.request('/mentions/export?format=csv&brand=acme')).status).toBe(401);
});
