/** Stage `score`: scores mentions and counts them. */
import { namesOf } from '../src/domain/brand.ts';
import type { ScoreOptions } from '../src/domain/scoring.ts';
import type { PendingMention } from '../src/store/mentions/port.ts';
import { detectJobs, type Payload } from '../src/queue/stages.ts';
import type { BrandRow } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';

/** A mention that fails this often on its own becomes a dead letter. */
const MAX_ATTEMPTS = 2;
/** A post that was published so long ago is history: detection waits for its second reading. */
const LATE_MS = 3_600_000;

/** Options for scoring a mention: its language, and the packs and names of its brands. */
export async function optionsFor(ctx: Pick<StageContext, 'store' | 'config'>, known?: readonly BrandRow[]) {
  const rows = known ?? (await ctx.store.read.brands.all());
  const brands = new Map(rows.map((row) => [row.id, row]));
  const configured = new Map(ctx.config.brands.map((brand) => [brand.slug, brand]));
  const thresholds = new Map(ctx.config.thresholds?.map((one) => [one.slug, one.threshold]));
  // One object for the same brands and language, so that it is sent to a thread once.
  const made = new Map<string, ScoreOptions>();
  return (mention: Pick<PendingMention, 'brandIds' | 'lang'>): ScoreOptions => {
    const key = `${mention.brandIds.join()} ${mention.lang ?? ''}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const own = mention.brandIds.flatMap((id) => brands.get(id) ?? []);
    const watched = own.flatMap((row) => configured.get(row.slug) ?? []);
    const brandTerms = [...new Set([...own.map((r) => r.name), ...watched.flatMap(namesOf)])];
    const packs = [...new Set(watched.flatMap((b) => b.packs))];
    // A post has one score: of several brands the strictest counts, and the shipped threshold where one of them has no own.
    const asked = own.flatMap((row) => thresholds.get(row.slug) ?? []);
    const options = {
      brandTerms,
      ...(mention.lang === undefined ? {} : { lang: mention.lang }),
      ...(packs.length > 0 ? { packs } : {}),
      ...(asked.length > 0 && asked.length === own.length ? { threshold: Math.max(...asked) } : {}),
    };
    made.set(key, options);
    return options;
  };
}

async function scoreAndSave(ctx: StageContext, mentions: readonly PendingMention[]): Promise<void> {
  const brands = await ctx.store.read.brands.all();
  const options = await optionsFor(ctx, brands);
  const scores = await ctx.scorer.score(mentions.map((m) => ({ text: m.text, options: options(m) })));
  const version = ctx.scorer.version;
  const now = ctx.clock();
  const scored = mentions.map((m, i) => {
    const late = now - m.publishedAt > LATE_MS;
    return { id: m.id, score: scores[i]!, version, late };
  });
  const { brandIds } = await ctx.store.tx((tx) => tx.mentions.saveScores(scored));
  const changed = new Set(brandIds);
  const slugs = brands.filter(({ id }) => changed.has(id)).map(({ slug }) => slug);
  for (const job of detectJobs(slugs)) {
    await ctx.queue.enqueue('detect', job).catch(ctx.onLostJob);
  }
  if (scores.some((score) => score.scored && score.open === true))
    await ctx.queue.enqueue('second', {}).catch(ctx.onLostJob);
}

/** Scores one at a time, so that a mention that fails does not stop the others. */
async function quarantine(ctx: StageContext, mentions: readonly PendingMention[]): Promise<void> {
  for (const mention of mentions) {
    try {
      await scoreAndSave(ctx, [mention]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      ctx.log.warn({ mention: mention.id, reason }, 'a mention could not be scored');
      await ctx.store.tx(async (tx) => {
        await tx.mentions.failed([mention.id]);
        if (mention.attempts + 1 < MAX_ATTEMPTS) return;
        await tx.mentions.markDead([mention.id]);
        const letter = { stage: 'score', source: mention.source, ref: String(mention.id), reason };
        await tx.deadLetters.add([{ ...letter, payload: '', createdAt: ctx.clock() }]);
      });
    }
  }
}

/** Scores the mentions that are still pending. Safe to run twice, even at the same time. */
export async function scoreStage(ctx: StageContext, { ids }: Payload<'score'>): Promise<void> {
  const waiting = await ctx.store.read.mentions.pending(ids);
  if (waiting.length === 0) return;
  const suspect = waiting.filter((m) => m.attempts > 0);
  const fresh = waiting.filter((m) => m.attempts === 0);
  if (fresh.length > 0) {
    try {
      await scoreAndSave(ctx, fresh);
    } catch (error) {
      ctx.log.warn({ reason: String(error), mentions: fresh.length }, 'a batch failed; trying one by one');
      await quarantine(ctx, fresh);
    }
  }
  await quarantine(ctx, suspect);
}
