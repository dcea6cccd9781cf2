/** While scores of two versions are mixed, nothing is found and no alert is sent; old news is not sent later either. */
import { afterEach, describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/cli/scenario.ts';
import type { Route } from '../../src/domain/incident.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { loadComparison } from '../../src/report/comparison/report.ts';
import { comparisonJson } from '../../src/report/comparison/json.ts';
import { generate } from '../../src/simulate/generate.ts';
import type { StageContext } from '../../workers/context.ts';
import { drain } from '../../workers/drain.ts';
import { rescoreBatch } from '../../workers/rescore.ts';
import { handlers } from '../../workers/stages.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { neutralScorer } from '../support/other-scorer.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
let open: TestInstallation | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** The posts are not marked as simulated; the outcry begins on 25 August 2016. */
const AFTER = Date.UTC(2016, 9, 20);
const MIDST = Date.UTC(2016, 7, 26, 12);
const ROUTE: Route = {
  name: 'pr',
  brands: ['*'],
  recipients: byMail('ann@example.com'),
  kinds: ['backlash'],
  minSeverity: 1,
  maxPerHour: 100,
};

async function ground(now: number): Promise<TestInstallation & { at: (to: number) => void }> {
  let time = now;
  const config = { brands: [brandOf('whatsapp', 'WhatsApp')], routes: [ROUTE] };
  open = await openTestInstallation({ dir: tempDir(), config, clock: () => time });
  const { mentions } = generate(loadScenario(open.ctx.env.configDir, 'whatsapp-2016'), 1);
  const real = mentions.map(({ simulated: _, ...mention }) => mention).filter((m) => m.publishedAt < now);
  await acceptPage(open.ctx, { source: 'sim:x', mentions: real });
  return { ...open, at: (to) => (time = to) };
}

function neutral(ctx: StageContext): StageContext {
  return { ...ctx, scorer: neutralScorer(ctx, 'neutral-1') };
}

async function notified({ store }: TestInstallation) {
  const incidents = await store.read.incidents.all();
  const alerts = await Promise.all(incidents.map(({ id }) => store.read.incidents.alerts(id)));
  const kinds = (await store.read.spikes.list()).map((spike) => spike.kind);
  const mails = await store.read.outbox.list(100);
  return { reasons: alerts.flat().map(({ reason }) => reason), kinds, mails: mails.length };
}

describe('an outcry that was over before', () => {
  it('is mailed about when mentions bring it (control)', async () => {
    const at = await ground(AFTER);
    await drain(at.ctx);
    expect((await notified(at)).reasons).toContain('opened');
    expect((await notified(at)).mails).toBeGreaterThan(0);
  });

  it('is found and not mailed about when a re-score brings it', async () => {
    const at = await ground(AFTER);
    await drain(neutral(at.ctx));
    const before = await notified(at);
    expect([before.kinds.includes('backlash'), before.mails]).toEqual([false, 0]);
    at.at(AFTER + HOUR_MS);
    await drain(at.ctx);
    const now = await notified(at);
    expect([now.kinds.includes('backlash'), now.mails]).toEqual([true, 0]);
    expect(new Set(now.reasons)).toEqual(new Set(['rescored']));
  });

  it('is mailed about when it still goes on', async () => {
    const at = await ground(MIDST);
    await drain(neutral(at.ctx));
    expect((await notified(at)).mails).toBe(0);
    await drain(at.ctx);
    const now = await notified(at);
    expect(now.reasons).toContain('opened');
    expect(now.mails).toBeGreaterThan(0);
  });
});

describe('half a re-score', () => {
  it('finds nothing and decides nothing, and all of it when it is done', async () => {
    const at = await ground(AFTER);
    await drain(neutral(at.ctx));
    const { read } = at.store;
    const [spikes, incidents] = [await read.spikes.list(), await read.incidents.all()];
    const { id } = (await read.brands.bySlug('whatsapp'))!;
    await at.store.tx((tx) =>
      tx.incidents.open({
        slug: 'undecided',
        brandId: id,
        title: 'T',
        onset: AFTER,
        severity: 9,
        simulated: false,
        openedAt: AFTER,
      }),
    );
    let batches = 0;
    while (await rescoreBatch(at.ctx)) {
      batches += 1;
      await handlers.detect(at.ctx, { brands: ['whatsapp'] });
      await handlers.alert(at.ctx, {});
      expect(await read.spikes.list()).toEqual(spikes);
      expect((await read.brands.dirty()).map((brand) => brand.slug)).toEqual(['whatsapp']);
      expect((await read.incidents.undecided(Number.MAX_SAFE_INTEGER)).map((one) => one.slug)).toContain(
        'undecided',
      );
    }
    expect(batches).toBeGreaterThan(5);
    await drain(at.ctx);
    expect(await read.spikes.list()).not.toEqual(spikes);
    expect(await read.incidents.all()).not.toEqual(incidents);
    expect(await read.brands.dirty()).toEqual([]);
    expect(await read.incidents.undecided(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
});

describe('a comparison', () => {
  it('made earlier can be reproduced, whatever was scored, found and collected since', async () => {
    const at = await ground(AFTER);
    const { config } = at;
    await at.store.tx((tx) => tx.brands.upsert({ slug: 'other', name: 'Other', origin: 'config' }));
    const { mentions } = generate(loadScenario(at.ctx.env.configDir, 'spotify-2015'), 2);
    const other = mentions.map((mention) => ({ ...mention, brands: ['other'] }));
    await acceptPage(at.ctx, { source: 'sim:y', mentions: other });
    await drain(at.ctx);
    const { read } = at.store;
    const slugs = (await read.incidents.all()).map((one) => one.slug);
    const { version } = at.ctx.scorer;
    const compare = async (choice: { scorer?: string; scoredBy?: string }) => {
      const more = { align: 'onset', scale: 'multiple', ...choice } as const;
      return comparisonJson(await loadComparison(read, config, slugs.slice(0, 2), more, AFTER));
    };
    const first = await compare({ scorer: version });
    expect(await compare({ scoredBy: version })).toBe(first);
    await drain(neutral(at.ctx));
    const late = other
      .slice(0, 50)
      .map((mention) => ({ ...mention, externalId: `late-${mention.externalId}` }));
    await acceptPage(at.ctx, { source: 'sim:y', mentions: late });
    await drain(neutral(at.ctx));
    const now = await compare({ scorer: 'neutral-1' }).catch((error: Error) => error.message);
    expect(now).not.toBe(first);
    expect(await compare({ scoredBy: version })).toBe(first);
    expect(first).toContain(`"scorer": "${version}"`);
    await expect(compare({ scoredBy: 'never' })).rejects.toThrow(/scored by "never".*neutral-1/);
  });
});
