/** The two example incidents, made by the scenario generator and labelled as simulated everywhere. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { acceptPage } from '../ingest/accept.ts';
import type { NewMention } from '../domain/mention.ts';
import { threadFile } from '../thread/start.ts';
import { workThread } from '../thread/work-thread.ts';
import type { StageContext } from '../../workers/context.ts';
import { type Installation, mailDir } from './installation.ts';

const EXAMPLES = ['spotify-2015', 'whatsapp-2016'];
const SEED = 1;
const LIMIT_MS = 120_000;
const MEGABYTES = 384;

export interface ExampleQuestion {
  readonly configDir: string;
  readonly name: string;
  readonly seed: number;
}

/** Whether nothing was ever stored: examples that were removed do not come back. */
export async function isEmpty({ store }: Pick<StageContext, 'store'>): Promise<boolean> {
  const counts = await store.read.mentions.countByState();
  const sources = await store.read.sources.all();
  return sources.length === 0 && Object.values(counts).every((count) => count === 0);
}

/** Takes everything simulated out again, and the mails that were written about it. */
export async function removeExamples({
  store,
  env,
}: Pick<Installation, 'store' | 'env'>): Promise<{ mentions: number; mails: number }> {
  const { mentions, mailFiles } = await store.tx((tx) => tx.examples.remove());
  for (const file of mailFiles) rmSync(join(mailDir(env), file), { force: true });
  return { mentions, mails: mailFiles.length };
}

/** Loads each example as one page, so that no alert is decided on half of it. */
export async function loadExamples(ctx: StageContext): Promise<number> {
  const thread = workThread<ExampleQuestion, NewMention[]>({
    file: threadFile(import.meta.url, './examples-thread'),
    limitMs: LIMIT_MS,
    megabytes: MEGABYTES,
    waiting: EXAMPLES.length,
  });
  let loaded = 0;
  try {
    for (const name of EXAMPLES) {
      const mentions = await thread.run({ configDir: ctx.env.configDir, name, seed: SEED });
      loaded += (await acceptPage(ctx, { source: mentions[0]!.source, mentions })).accepted;
    }
  } finally {
    await thread.close();
  }
  return loaded;
}
