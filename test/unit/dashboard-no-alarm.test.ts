/** The page of a brand without an alarm says what came nearest to an alarm, and what the hour that is being counted needs. */
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/domain/series.ts';
import { noAlarmSentences } from '../../src/report/text/no-alarm.ts';
import { dashboardFixture, ONSET } from './dashboard-fixture.ts';

const NEXT = { start: ONSET, needs: [{ series: 'all', needed: 1_204, soFar: 3 }] };

test('the sentences name series, hour and counts', () => {
  const nearest = { series: 'betrayal', at: 7, count: 1, expected: 0.2, needed: 3, start: ONSET } as const;
  expect(noAlarmSentences({ nearest: { ...nearest, precision: 'hour' } })).toEqual([
    'Nearest to an alarm: 1 post of broken trust (usually less than 1) in the hour from 20 Aug 2015, 00:00 UTC. 3 would have raised one.',
  ]);
  expect(noAlarmSentences({ nearest: { ...nearest, precision: 'day' } })[0]).toContain(
    'in the day 20 Aug 2015.',
  );
  const needs = [...NEXT.needs, { series: 'negative', needed: 4, soFar: 0 }];
  expect(noAlarmSentences({ next: { ...NEXT, needs } })).toEqual([
    'In the hour from 20 Aug 2015, 00:00 UTC an alarm needs 1,204 posts or 4 negative posts; so far: 3 and 0.',
  ]);
  expect(noAlarmSentences({})).toEqual([]);
});

test('a brand without an alarm has them on its page; one with an outcry in the period does not', async () => {
  const own = await dashboardFixture();
  await own.store.tx((tx) => tx.spikes.replace(1, 0, []));
  const viewer = await own.cookie('viewer');
  const page = async () => (await own.app.request('/brands/spotify', { headers: viewer })).text();
  const line = (html: string) => /<p class="small muted no-alarm">([^<]*)<\/p>/.exec(html)?.[1];
  own.setNow(ONSET - 24 * HOUR_MS + 1_800_000);
  const text = line(await page());
  expect(text).toMatch(/^In the hour from 19 Aug, 00:00 UTC an alarm needs /);
  const counts = /(\d+) posts of broken trust, (\d+) negative posts or (\d+) posts; so far: \d, \d and \d\.$/;
  const [, betrayal, negative, all] = counts.exec(text ?? '')!.map(Number);
  expect([betrayal! > 1, negative! > 1, all! > Math.max(betrayal!, negative!)]).toEqual([true, true, true]);
  const other = await dashboardFixture();
  const outcry = await (
    await other.app.request('/brands/spotify', { headers: await other.cookie('viewer') })
  ).text();
  expect(line(outcry)).toBeUndefined();
});
