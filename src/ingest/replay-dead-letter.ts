/** Tries a dead letter again, after its cause was fixed. */
import type { Brand } from '../domain/brand.ts';
import type { DeadLetter } from '../store/dead-letters/port.ts';
import { acceptPage, type IngestContext } from './accept.ts';
import { brandMatcher } from './match.ts';
import { sortWebhook } from './webhook.ts';

async function replayScore(ctx: IngestContext, id: number): Promise<string | undefined> {
  if (!(await ctx.store.tx((tx) => tx.mentions.revive(id)))) return 'the mention is no longer a dead letter';
  await ctx.queue.enqueue('score', { ids: [id] }).catch(ctx.onLostJob);
  return undefined;
}

async function replayNotify(ctx: IngestContext, id: number): Promise<string | undefined> {
  if (!(await ctx.store.tx((tx) => tx.outbox.revive(id, ctx.clock()))))
    return 'the message is no longer a dead letter';
  await ctx.queue.enqueue('notify', {}).catch(ctx.onLostJob);
  return undefined;
}

async function replayWebhook(
  ctx: IngestContext,
  letter: DeadLetter,
  brands: readonly Brand[],
): Promise<string | undefined> {
  let entry: unknown;
  try {
    entry = JSON.parse(letter.payload);
  } catch {
    return 'only its beginning was kept; ask the sender to send it again';
  }
  const known = await ctx.store.read.brands.all();
  const slash = letter.ref.lastIndexOf('/');
  const { page, rejected } = await sortWebhook([entry], {
    source: letter.source,
    // The original id: if the sender sends it again as well, it is still one mention.
    webhookId: letter.ref.slice(0, slash),
    firstIndex: Number(letter.ref.slice(slash + 1)),
    now: ctx.clock(),
    knownBrands: new Set(known.map((brand) => brand.slug)),
    match: brandMatcher(brands),
  });
  const problem = rejected[0]?.reason;
  if (problem !== undefined) return `still refused: ${problem}`;
  const { refused } = await acceptPage(ctx, { ...page, deadLetters: [] });
  return refused[0] && `still refused: ${refused[0].reason}`;
}

/** Why a letter of this stage cannot be replayed here; undefined if it can. */
export function replayHint(stage: string): string | undefined {
  if (stage === 'import') return 'Fix the line on the page of failed items, or import the file again.';
  if (stage === 'rescore') return 'It counts as not scored. The next re-score tries it again.';
  return undefined;
}

/** Replays a letter and marks it as replayed. Returns what prevents it, or undefined on success. */
export async function replayDeadLetter(
  ctx: IngestContext,
  letter: DeadLetter,
  brands: readonly Brand[],
): Promise<string | undefined> {
  if (letter.replayedAt !== undefined) return 'it was already replayed';
  const hint = replayHint(letter.stage);
  if (hint !== undefined) return hint;
  if (letter.stage === 'collect' && !ctx.replayEntry) return 'Replay it where the workers run.';
  const problem =
    letter.stage === 'collect'
      ? await ctx.replayEntry!(letter)
      : letter.stage === 'score'
        ? await replayScore(ctx, Number(letter.ref))
        : letter.stage === 'notify'
          ? await replayNotify(ctx, Number(letter.ref))
          : await replayWebhook(ctx, letter, brands);
  if (problem === undefined) await ctx.store.tx((tx) => tx.deadLetters.markReplayed(letter.id, ctx.clock()));
  return problem;
}
