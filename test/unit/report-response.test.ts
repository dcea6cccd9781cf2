/** Which outcries a response is held against, and that page and comparison say the same of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { comparisonData } from '../../src/report/comparison/json.ts';
import { loadComparison } from '../../src/report/comparison/report.ts';
import { loadIncidentReport } from '../../src/report/incident/report.ts';
import { loadUnanswered } from '../../src/report/incident/unanswered.ts';
import { responseText } from '../../src/report/text/response.ts';
import { dashboardFixture, fill, type Fixture, ONSET } from './dashboard-fixture.ts';

let f: Fixture;
const sorry = {
  slug: 'sorry',
  brand: 'spotify',
  title: 'Sorry',
  kind: 'apology',
  at: ONSET + 30 * HOUR_MS,
  evidence: [],
} as const;
const answered = () => ({ ...f.deps.config, responses: [sorry] });

beforeAll(async () => {
  f = await dashboardFixture();
  await fill(f.store, 'plainly', 'Plainly', false);
  await fill(f.store, 'made', 'Made', true);
});

describe('outcries without a response', () => {
  const count = async (responses: { brand: string; at: number; title: string }[]) => {
    const events = { responses: responses.map((one) => ({ ...sorry, ...one })) };
    return (await loadUnanswered(f.store.read, events, f.deps.clock())).length;
  };
  test('are past incidents that nobody answered; simulated ones are none', async () => {
    const all = await f.store.read.incidents.all();
    const real = all.filter((one) => !one.simulated).length;
    expect([all.length > real, real > 0]).toEqual([true, true]);
    expect(await count([])).toBe(real);
    expect(await count([{ brand: 'plainly', at: ONSET + DAY_MS, title: 'Sorry' }])).toBe(real - 1);
    // Neither an answer before nor one long after is an answer to it.
    expect(await count([{ brand: 'plainly', at: ONSET - DAY_MS, title: 'Hello' }])).toBe(real);
    expect(await count([{ brand: 'plainly', at: ONSET + 60 * DAY_MS, title: 'Hello' }])).toBe(real);
  });

  test('that the team rated as wrong alerts are none', async () => {
    const before = await count([]);
    const incident = (await f.store.read.incidents.find('plainly-2015'))!;
    await f.store.tx((tx) =>
      tx.incidents.edit(incident.id, incident.revision, { verdict: 'wrong' }, { at: 0, who: 'x', what: 'y' }),
    );
    expect(await count([])).toBe(before - 1);
  });
});

test('page and comparison say the same of a response', async () => {
  const now = f.deps.clock();
  const incident = (await f.store.read.incidents.find('spotify-2015'))!;
  const { response } = await loadIncidentReport(f.store.read, answered(), incident, now);
  expect(response).toMatchObject({ title: 'Sorry', verdict: 'not distinguishable', reason: 'few-outcries' });
  expect(response?.left?.value).toBeLessThan(0.5);
  const compared = await loadComparison(
    f.store.read,
    answered(),
    ['spotify-2015', 'evil-2015'],
    { scale: 'multiple' },
    now,
  );
  const data = comparisonData(compared).incidents.map((one) => one.response);
  expect(data[0]).toMatchObject({ sentence: responseText(response!), outcries: response?.outcries });
  expect(data[1]).toBeNull();
});

test('without a response nothing is said, and what the comparison was made of keeps its hash', async () => {
  const now = f.deps.clock();
  const incident = (await f.store.read.incidents.find('spotify-2015'))!;
  expect((await loadIncidentReport(f.store.read, f.deps.config, incident, now)).response).toBeUndefined();
  const hash = async (config: typeof f.deps.config) =>
    (await loadComparison(f.store.read, config, ['spotify-2015', 'evil-2015'], { scale: 'multiple' }, now))
      .provenance.inputHash;
  expect(await hash(f.deps.config)).toBe(await hash(f.deps.config));
  expect(await hash(answered())).not.toBe(await hash(f.deps.config));
});
