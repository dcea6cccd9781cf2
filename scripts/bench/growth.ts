/** What a mention costs, from accepted to scored and counted, in a database that holds few or many, of one brand or a thousand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { stageContext } from '../../src/cli/stage-context.ts';
import { inProcessQueue } from '../../src/cli/in-process-queue.ts';
import type { NewMention } from '../../src/domain/mention.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import { createLog } from '../../src/ops/log.ts';
import { generate } from '../../src/simulate/generate.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import type { StageContext } from '../../workers/context.ts';
import { scoreStage } from '../../workers/score.ts';
import { buildBigDatabase, type DatabaseSize } from './big-database.ts';

const TO = Date.UTC(2026, 5, 1);
const MENTIONS = 20_000;
const PAGE = 1_000;

export interface GrowthFigure {
  readonly stored: number;
  readonly brands: number;
  /** Microseconds of wall clock. */
  readonly perMention: number;
  readonly megabytes: number;
}

/** A storm of posts about the brands of the database in turn, newer than what it holds. */
function storm(configDir: string, brands: number): NewMention[] {
  const { mentions } = generate(loadScenario(configDir, 'storm'), 1);
  return mentions.slice(0, MENTIONS).map(({ truth: _, simulated: __, ...mention }, i) => ({
    ...mention,
    publishedAt: TO + i * 100,
    brands: [`brand-${(i % brands) + 1}`],
  }));
}

/** Takes the storm into a database of that size. Throws where a mention was lost. */
export async function benchGrowth(size: DatabaseSize): Promise<GrowthFigure> {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  const stored = await buildBigDatabase(dir, size, TO);
  const store = openSqliteFile(join(dir, 'outcry.db'), packageRoot);
  const env = readEnv({ OUTCRY_DATA_DIR: dir, OUTCRY_LOG: 'silent' });
  const config = loadConfig(env.configDir);
  const queue = inProcessQueue((payload) => scoreStage(ctx, payload));
  const clock = () => TO + MENTIONS * 100;
  const installation = { env, config, store, log: createLog('silent'), clock };
  const ctx: StageContext & { close(): Promise<void> } = stageContext(installation, queue);
  try {
    const posts = storm(env.configDir, size.brands);
    await ctx.scorer.score([{ text: 'Warm the threads up before the clock runs.' }]);
    const from = performance.now();
    for (let i = 0; i < posts.length; i += PAGE) {
      const mentions = posts.slice(i, i + PAGE);
      await acceptPage(ctx, { source: mentions[0]!.source, mentions, apart: true });
    }
    await queue.idle();
    const took = performance.now() - from;
    const { pending } = await store.read.mentions.unscored();
    if (pending > 0) throw new Error(`${pending} mentions wait still`);
    const megabytes = process.memoryUsage().rss / 1e6;
    return { stored, brands: size.brands, perMention: (took / MENTIONS) * 1_000, megabytes };
  } finally {
    await ctx.close();
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
