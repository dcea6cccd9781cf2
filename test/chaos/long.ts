/** The long form of the chaos tests: `npx tsx test/chaos/long.ts`. Prints a table; status 1 on any loss. */
import { startRedis } from '../support/redis.ts';
import { killUnderLoad, type Load, truthOf } from './kill.ts';
import { embeddedStart, naiveWorker, type Prepared, redisWorker } from './victims.ts';

const seed = Number(process.env.SEED ?? 20_260_302);
type Row = Record<string, string | number>;
const rows: Row[] = [];
let wrong = 0;

function note(row: Row): void {
  rows.push(row);
  process.stderr.write(`${JSON.stringify(row)}\n`);
}

async function run(name: string, prepared: Prepared, load: Load): Promise<void> {
  try {
    const trace = await killUnderLoad(prepared.victim, load);
    const truth = await truthOf(prepared.ground.store);
    const lost = load.mentions - Math.min(truth.counted, truth.finished);
    const twice = Math.max(0, truth.counted - truth.finished);
    note({
      name,
      ...trace,
      mentions: load.mentions,
      lost,
      twice,
      dead: truth.dead,
      audit: truth.auditDifferences,
    });
    if (lost + twice + truth.dead + truth.auditDifferences > 0) wrong += 1;
  } finally {
    await prepared.clear();
  }
}

process.stderr.write(`seed ${seed}\n`);
const redis = await startRedis();
try {
  await run('worker, redis', await redisWorker(redis.url), { mentions: 6_000, kills: 25, seed });
  await run('start, embedded', await embeddedStart(), { mentions: 12_000, kills: 10, seed });
  const naive = await naiveWorker();
  const trace = await killUnderLoad(naive.victim, { mentions: 2_400, kills: 25, seed });
  const off = naive.counted() - 2_400;
  note({
    name: 'control: naive',
    ...trace,
    mentions: 2_400,
    lost: Math.max(0, -off),
    twice: Math.max(0, off),
  });
  if (off === 0) wrong += 1;
  await naive.clear();
} finally {
  await redis.stop();
}
console.table(rows);
process.exitCode = wrong === 0 ? 0 : 1;
