/** A source that falls silent: missing, not zero; the others are still heard, and its way back alarms nobody. */
import { afterEach, describe, expect, it } from 'vitest';
import type { NewMention } from '../../src/domain/mention.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import type { Page } from '../../src/ingest/page.ts';
import { loadBrandSeries } from '../../src/series/brand-series.ts';
import { drain } from '../../workers/drain.ts';
import { newsFrom } from '../../src/collect/ingest-page.ts';
import { BRAND } from '../fakes/posts.ts';
import { openTestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const END = Date.UTC(2026, 2, 30, 12);
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

const ORDINARY = 'Fernway showed me a nice trail near the lake today';
const OUTCRY = 'Fernway betrayed us: it sold our private location data without consent. Deleting my account';
let serial = 0;

/** So many posts an hour of a source, hour by hour in [from, to). */
function posts(source: string, from: number, to: number, perHour: number, text = ORDINARY): NewMention[] {
  const made: NewMention[] = [];
  for (let hour = from; hour < to; hour += HOUR_MS) {
    for (let i = 0; i < perHour; i += 1) {
      serial += 1;
      const publishedAt = hour + Math.floor(((i + 0.5) / perHour) * HOUR_MS);
      made.push({
        source,
        externalId: `m${serial}`,
        kind: 'post',
        text: `${text} (${serial})`,
        publishedAt,
        brands: [BRAND.slug],
      });
    }
  }
  return made;
}

async function ground() {
  const time = { now: END };
  const route = {
    name: 'all',
    brands: ['*'],
    recipients: byMail('pr@example.com'),
    kinds: ['backlash' as const],
    minSeverity: 1,
    maxPerHour: 10,
  };
  const one = await openTestInstallation({
    dir: tempDir(),
    config: { brands: [BRAND], routes: [route] },
    clock: () => time.now,
  });
  open.push(() => one.close());
  const take = (source: string, mentions: readonly NewMention[], more: Partial<Page> = {}) =>
    acceptPage(one.ctx, { source, mentions, ...more });
  const series = async () => {
    const brand = (await one.store.read.brands.bySlug(BRAND.slug))!;
    return (await loadBrandSeries(one.store.read, brand, time.now))!;
  };
  const at = async (hour: number) => {
    const { start, series: all } = await series();
    return all.all![(hour - start) / HOUR_MS];
  };
  return { ...one, time, take, series, at };
}

const START = END - 28 * DAY_MS;

describe('a source that has stopped', () => {
  it('is waited for, then missing; its counts are not zero, and a small one holds nothing up', async () => {
    const g = await ground();
    await g.take('big', posts('big', START, END - 5 * HOUR_MS, 4), { completeUntil: END - 5 * HOUR_MS });
    await g.take('other', posts('other', START, END, 3));
    await g.take('small', posts('small', START, START + 40 * HOUR_MS, 1), { completeUntil: START });
    await drain(g.ctx);
    expect(await g.at(END - 6 * HOUR_MS)).toBe(7);
    expect(await g.at(END - 5 * HOUR_MS)).toBeNull();
    expect(await g.at(END - HOUR_MS)).toBeNull();
    // Two hours earlier it was only late: the counts end where they are whole.
    g.time.now = END - 3 * HOUR_MS;
    const { start, length } = await g.series();
    expect(start + length * HOUR_MS).toBe(END - 5 * HOUR_MS);
  });

  it('is not listened for where it was switched off', async () => {
    const g = await ground();
    await g.take('big', posts('big', START, END - 5 * HOUR_MS, 4), { completeUntil: END - 5 * HOUR_MS });
    await g.take('other', posts('other', START, END, 3));
    await drain(g.ctx);
    await g.store.tx((tx) => tx.sources.retire(['other']));
    expect(await g.at(END - HOUR_MS)).toBe(3);
  });

  it('does not keep an outcry in another source from being found', async () => {
    const g = await ground();
    await g.take('big', posts('big', START, END - 8 * HOUR_MS, 6), { completeUntil: END - 8 * HOUR_MS });
    await g.take('other', posts('other', START, END, 3));
    await g.take('other', posts('other', END - 5 * HOUR_MS, END, 40, OUTCRY));
    await drain(g.ctx);
    const spikes = await g.store.read.spikes.list();
    expect(spikes).toHaveLength(1);
    expect(spikes[0]).toMatchObject({ kind: 'backlash' });
    expect(spikes[0]!.onset).toBeGreaterThanOrEqual(END - 5 * HOUR_MS);
    expect(await g.store.read.outbox.list(9)).toHaveLength(1);
  });

  it('raises no alarm when it recovers, nor for the outcry it missed', async () => {
    const g = await ground();
    const stopped = END - 30 * HOUR_MS;
    await g.take('big', posts('big', START, stopped, 6), { completeUntil: stopped });
    await g.take('other', posts('other', START, END, 1));
    await drain(g.ctx);
    // An outcry happened during the outage and is over when the source recovers.
    const missed = [
      ...posts('big', stopped, END, 6),
      ...posts('big', stopped + 2 * HOUR_MS, stopped + 10 * HOUR_MS, 50, OUTCRY),
    ];
    const news = newsFrom(stopped, 5 * 60_000, END);
    await g.take('big', missed, { completeUntil: END, newsFrom: news });
    g.time.now = END + 10 * 60_000;
    await drain(g.ctx);
    const [incident] = await g.store.read.incidents.all();
    expect(incident?.onset).toBe(stopped + 2 * HOUR_MS);
    expect(await g.store.read.incidents.alerts(incident!.id)).toMatchObject([
      { send: false, reason: 'backfilled' },
    ]);
    expect(await g.store.read.outbox.list(9)).toEqual([]);
    expect(await g.at(stopped + HOUR_MS)).toBe(7);
  });
});

describe('a gap', () => {
  it('is missing while it is open or lost, and counted once it is filled', async () => {
    const g = await ground();
    const [from, to] = [END - 50 * HOUR_MS, END - 45 * HOUR_MS];
    const missing = [{ from, to, reason: 'the list shows only its newest entries' }];
    await g.take('big', posts('big', START, END, 4), { completeUntil: END, missing });
    await drain(g.ctx);
    expect([await g.at(from - HOUR_MS), await g.at(from), await g.at(to - HOUR_MS), await g.at(to)]).toEqual([
      4,
      null,
      null,
      4,
    ]);
    const [gap] = await g.store.read.sources.gaps({});
    await g.store.tx((tx) => tx.sources.closeGap(gap!.id, 'lost', END));
    expect(await g.at(from)).toBeNull();
    await g.store.tx((tx) => tx.sources.closeGap(gap!.id, 'filled', END));
    expect(await g.at(from)).toBe(4);
  });
});
