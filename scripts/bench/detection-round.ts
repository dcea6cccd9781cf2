/** One round of detection: every brand's counts changed, all of them are looked at. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { noQueue } from '../../src/cli/no-queue.ts';
import { stageContext } from '../../src/cli/stage-context.ts';
import { createLog } from '../../src/ops/log.ts';
import type { Store } from '../../src/store/store.ts';
import { detectJobs } from '../../src/queue/stages.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import { detectStage } from '../../workers/detect.ts';
import { buildBigDatabase } from './big-database.ts';

const TO = Date.UTC(2026, 5, 1);
const TIMES = 5;
/** Time before each round: the medians of some, since a collection of garbage takes as long as a round. */
const PASSED = [0, ...new Array<number>(TIMES).fill(MINUTE_MS), ...new Array<number>(TIMES).fill(HOUR_MS)];

/** A new post of each brand, scored and counted in one transaction. */
async function mentionAll(
  store: Store,
  brandIds: readonly number[],
  round: number,
  at: number,
): Promise<void> {
  await store.tx(async (tx) => {
    const rows = brandIds.map((id) => ({
      source: 'source-1',
      externalId: `round-${round}-${id}`,
      kind: 'post' as const,
      text: 'one more',
      reach: 0,
      publishedAt: at,
      collectedAt: at,
      brandIds: [id],
      simulated: false,
    }));
    const { ids } = await tx.mentions.insert(rows);
    const scored = { scored: false, lang: 'und', reason: '' } as const;
    await tx.mentions.saveScores(ids.map((id) => ({ id, score: scored, version: 'bench' })));
  });
}

/**
 * Milliseconds a brand, over `brands` brands with `days` days of counts of ten sources: the first look of a process, which
 * is in full, a round after each brand was named once more, and one when an hour is over, medians of five.
 */
export async function benchDetectionRound(brands = 100, days = 100) {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  await buildBigDatabase(dir, { brands, days, perDay: 100, sources: 10, version: 'bench' }, TO);
  const store = openSqliteFile(join(dir, 'outcry.db'), packageRoot);
  const env = readEnv({ OUTCRY_DATA_DIR: dir, OUTCRY_LOG: 'silent' });
  const config = loadConfig(env.configDir);
  let now = TO;
  const log = createLog('silent');
  const ctx = stageContext({ env, config, store, log, clock: () => now }, noQueue);
  const all = (await store.read.brands.all()).map(({ id }) => id);
  await store.tx((tx) => tx.brands.markDirty(all));
  // What stands in the database is of one version, and so is what comes.
  const looks = { ...ctx, scorer: { ...ctx.scorer, version: 'bench' } };
  const took: number[] = [];
  try {
    for (const [round, passed] of PASSED.entries()) {
      now += passed;
      if (round > 0) await mentionAll(store, all, round, now);
      const from = performance.now();
      const dirty = (await store.read.brands.dirty()).map(({ slug }) => slug);
      for (const job of detectJobs(dirty)) await detectStage(looks, job);
      took.push((performance.now() - from) / brands);
    }
    const usual = (passed: number) =>
      took.filter((_, i) => PASSED[i] === passed).sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
    return { full: took[0]!, round: usual(MINUTE_MS), hour: usual(HOUR_MS) };
  } finally {
    await ctx.close();
    await store.close();
    rmSync(dir, { recursive: true });
  }
}
