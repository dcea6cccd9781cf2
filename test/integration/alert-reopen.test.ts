/** An incident that flares up again within two days is the same one, through the real detection. */
import { afterEach, expect, it } from 'vitest';
import type { NewMention } from '../../src/domain/mention.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { drain } from '../../workers/drain.ts';
import { BRAND } from '../fakes/posts.ts';
import { openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const FLARE = Date.UTC(2026, 2, 30, 12);
const ORDINARY = 'Fernway showed me a nice trail near the lake today';
const OUTCRY = 'Fernway betrayed us: it sold our private location data without consent. Deleting my account';
let serial = 0;

function posts(from: number, to: number, perHour: number, text: string): NewMention[] {
  const made: NewMention[] = [];
  for (let at = from; at < to; at += HOUR_MS / perHour) {
    serial += 1;
    const post = {
      source: 'forum',
      externalId: `m${serial}`,
      kind: 'post' as const,
      text: `${text} (${serial})`,
    };
    made.push({ ...post, publishedAt: Math.floor(at), brands: [BRAND.slug] });
  }
  return made;
}

it('resolves after a day, reopens at the next flare, and alerts once per stage', async () => {
  const time = { now: FLARE };
  const recipients = byMail('pr@example.com');
  const route = { name: 'pr', brands: ['*'], recipients, kinds: ['backlash' as const] };
  const config = {
    brands: [BRAND],
    routes: [{ ...route, minSeverity: 1, maxPerHour: 100, escalate: false }],
  };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => time.now });
  const { ctx, store } = open;
  const step = async (to: number, outcry = 0) => {
    const from = time.now;
    time.now = to;
    const mentions = [
      ...posts(from, to, 3, ORDINARY),
      ...(outcry > 0 ? posts(from, to, outcry, OUTCRY) : []),
    ];
    await acceptPage(ctx, { source: 'forum', mentions });
    await drain(ctx);
    const { read } = store;
    const incidents = await read.incidents.all();
    const notified = (await read.outbox.list(99)).map(({ stage }) => stage).toReversed();
    return [incidents.map(({ state }) => state), notified];
  };
  time.now = FLARE - 28 * DAY_MS;
  expect(await step(FLARE)).toEqual([[], []]);
  expect(await step(FLARE + 6 * HOUR_MS, 40)).toEqual([['open'], ['opened']]);
  expect(await step(FLARE + 28 * HOUR_MS)).toEqual([['open'], ['opened']]);
  expect(await step(FLARE + 34 * HOUR_MS)).toEqual([['resolved'], ['opened', 'resolved']]);
  expect(await step(FLARE + 40 * HOUR_MS, 40)).toEqual([['open'], ['opened', 'resolved']]);
  const [incident] = await store.read.incidents.all();
  const timeline = (await store.read.incidents.timeline(incident!.id)).map(({ what }) => what);
  expect(timeline.filter((what) => what === 'opened again')).toHaveLength(1);
  expect(await step(FLARE + 72 * HOUR_MS)).toEqual([['resolved'], ['opened', 'resolved']]);
});
