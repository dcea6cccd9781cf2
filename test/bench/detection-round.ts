/** One round of detection: every brand's counts changed, all of them are looked at. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot, readEnv } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { silentBell, stageContext } from '../../src/cli/stage-context.ts';
import { createLog } from '../../src/ops/log.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import { detectStage } from '../../workers/detect.ts';
import { buildBigLedger } from './big-ledger.ts';

const TO = Date.UTC(2026, 5, 1);

/** Milliseconds a brand, over `brands` brands with `days` days of counts of four sources. */
export async function benchDetectionRound(brands = 50, days = 100): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-bench-'));
  await buildBigLedger(dir, { brands, days, perDay: 100 }, TO);
  const file = join(dir, 'outcry.db');
  const ledger = openSqliteFile(file, packageRoot);
  const env = readEnv({ OUTCRY_DATA_DIR: dir, OUTCRY_LOG: 'silent' });
  const config = loadConfig(env.configDir);
  const log = createLog('silent');
  const ctx = stageContext({ env, config, ledger, log, clock: () => TO }, silentBell);
  const db = new Database(file);
  const dirty = db.prepare('update brand set dirty_version = dirty_version + 1');
  try {
    let took = 0;
    // The first round warms up.
    for (let round = 0; round < 2; round += 1) {
      dirty.run();
      const from = performance.now();
      for (const { slug } of await ledger.read.brands.dirty()) await detectStage(ctx, { brand: slug });
      took = performance.now() - from;
    }
    return took / brands;
  } finally {
    db.close();
    await ctx.close();
    await ledger.close();
    rmSync(dir, { recursive: true });
  }
}
