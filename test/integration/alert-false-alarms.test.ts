/** Ninety days without a backlash, replayed through the real scorer and detection; a backlash as positive control. */
import { afterEach, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { Route } from '../../src/domain/alert.ts';
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { generate } from '../../src/simulate/generate.ts';
import { drain } from '../../workers/drain.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** The most nervous route there can be: any backlash at all, at once. */
const BOSS: Route = {
  name: 'boss',
  brands: ['*'],
  recipients: byMail('boss@example.com'),
  kinds: ['backlash'],
  minSeverity: 1,
  maxPerHour: 100,
  audience: 'executive',
};
const NAMES: Readonly<Record<string, string>> = { fernway: 'Fernway', spotify: 'Spotify' };

/**
 * Replays the posts of a scenario. Detection runs every `stepHours` hours, and every two hours from one day before to
 * two days after each time in `near`.
 */
async function live(name: string, seed: number, near: readonly number[], until: number, stepHours: number) {
  const time = { now: 0 };
  const scenario = loadScenario(new URL('../../config', import.meta.url).pathname, name);
  const { slug } = scenario.brand;
  const config = { brands: [brandOf(slug, NAMES[slug] ?? slug)], routes: [BOSS] };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => time.now });
  const { mentions } = generate(scenario, seed);
  let next = 0;
  for (let now = scenario.from; now < until; ) {
    const close = near.some((at) => now > at - DAY_MS && now < at + 2 * DAY_MS);
    now += (close ? 2 : stepHours) * HOUR_MS;
    time.now = now;
    const come = [];
    for (; (mentions[next]?.arrivesAt ?? Infinity) < now; next += 1) {
      const { simulated: _, ...mention } = mentions[next]!;
      come.push(mention);
    }
    if (come.length > 0) await acceptPage(open.ctx, { source: 'sim:x', mentions: come });
    await drain(open.ctx);
  }
  const { read } = open.store;
  const mails = (await read.outbox.list(1_000)).map(({ stage }) => stage).toReversed();
  return { mails, spikes: await read.spikes.list(), decisions: await read.alerts.recent({ limit: 1_000 }) };
}

it('cycles, a launch, an outage, a source outage, a bot storm and a viral joke send the executive no mail', async () => {
  const at = (text: string) => Date.parse(text);
  const near = [
    at('2024-04-16T16:00Z'),
    at('2024-04-27T03:00Z'),
    at('2024-05-07T09:00Z'),
    at('2024-05-19T18:00Z'),
  ];
  const started = performance.now();
  const { mails, spikes, decisions } = await live('quiet-launch', 11, near, at('2024-05-30T00:00Z'), 24);
  const reasons = decisions.map(({ reason, route }) => `${route} ${reason}`);
  process.stderr.write(
    `90 days without a backlash: ${spikes.length} spikes, ${reasons.join(', ')}; ${Math.round(performance.now() - started)} ms\n`,
  );
  // The days are not empty: what happened was found, and judged.
  expect(spikes.length).toBeGreaterThan(0);
  expect(reasons).toContain('boss attention-only');
  expect(reasons).toContain('boss outage-only');
  expect(mails).toEqual([]);
});

it('control: a real backlash opens exactly once', async () => {
  const near = [Date.UTC(2015, 7, 20)];
  const { mails } = await live('spotify-2015', 11, near, Date.UTC(2015, 7, 22), 24 * 7);
  expect(mails.filter((stage) => stage === 'opened')).toEqual(['opened']);
  expect(mails).not.toContain('resolved');
});
