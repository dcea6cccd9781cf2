/** The two example incidents, made by the scenario generator and labelled as simulated everywhere. */
import { acceptPage } from '../ingest/accept.ts';
import { generate } from '../simulate/generate.ts';
import type { StageContext } from '../../workers/context.ts';
import { loadScenario } from './scenario.ts';

const EXAMPLES = ['spotify-2015', 'whatsapp-2016'];
const SEED = 1;

/** Whether nothing was ever stored: examples that were removed do not come back. */
export async function isEmpty({ store }: Pick<StageContext, 'store'>): Promise<boolean> {
  const counts = await store.read.mentions.countByState();
  const sources = await store.read.sources.all();
  return sources.length === 0 && Object.values(counts).every((count) => count === 0);
}

/** Loads each example as one page, so that no alert is decided on half of it. */
export async function loadExamples(ctx: StageContext): Promise<number> {
  let loaded = 0;
  for (const name of EXAMPLES) {
    const { mentions } = generate(loadScenario(ctx.env.configDir, name), SEED);
    loaded += (await acceptPage(ctx, { source: mentions[0]!.source, mentions })).accepted;
  }
  return loaded;
}
