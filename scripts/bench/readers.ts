/** Many readers of heavy pages, live streams and an import at once: what they wait, and what is left of scoring. */
import { join } from 'node:path';
import {
  HEAVY_PATHS,
  type LoadGround,
  type LoadResult,
  loadServer,
  openLoadGround,
  writePosts,
} from '../../test/attack/load.fixture.ts';
import { startCli } from '../../test/support/cli.ts';
import { HANG_MS, pause } from '../../test/support/eventually.ts';

const READERS = 200;
const STREAMS = 100;
const EVERY_MS = 250;

export interface ReadersBench extends LoadResult {
  /** Mentions scored a second, alone and under the readers. */
  readonly scoring: { readonly alone: number; readonly loaded: number };
}

/** Imports `rows` posts in a process of its own; mentions scored a second until none is left. */
async function importAndScore(ground: LoadGround, rows: number, name: string): Promise<number> {
  const file = join(ground.dir, `${name}.jsonl`);
  await writePosts(file, rows, name);
  const from = performance.now();
  const { code, stderr } = await startCli(['import', file, '--brand', 'spotify'], ground.env).exited;
  if (code !== 0) throw new Error(stderr);
  while ((await ground.store.read.mentions.unscored()).pending > 0) await pause(EVERY_MS);
  return rows / ((performance.now() - from) / 1_000);
}

/** `rows` posts are imported twice: alone, then under the readers. */
export async function benchReaders(rows = 20_000): Promise<ReadersBench> {
  const ground = await openLoadGround(STREAMS);
  try {
    const alone = await importAndScore(ground, rows, 'alone');
    const scored = importAndScore(ground, rows, 'loaded');
    const result = await loadServer({
      url: ground.url,
      tokens: ground.tokens,
      readers: READERS,
      streams: STREAMS,
      paths: HEAVY_PATHS,
      until: scored,
      patienceMs: HANG_MS,
    });
    return { ...result, scoring: { alone, loaded: await scored } };
  } finally {
    await ground.stop();
  }
}
