/** What the labels of a brand say of its reading, from the database. */
import { seededRandom } from '../domain/clock.ts';
import { DAY_MS } from '../domain/series.ts';
import type { CheckedPost, ReadingCheck } from '../store/reading-checks/port.ts';
import type { Reads, Tx } from '../store/store.ts';
import { drawSample } from './draw.ts';
import { type LabelledPost, type Reading, readingOf, SENTIMENTS, weigh } from './judge.ts';
import { type Suggestion, suggestThreshold } from './threshold.ts';

/** Where both readings cut without a threshold of the brand (docs/methods.md). */
export const SHIPPED_THRESHOLD = 0.7;
/** Posts that a sample is drawn from: of a year, the newest. */
const FRAME_MS = 365 * DAY_MS;
const MOST_POSTS = 50_000;

/** How far the list of a check is. */
export interface Progress {
  readonly total: number;
  /** Labelled ones, and those that nobody can tell. */
  readonly done: number;
}

export interface Evaluation {
  readonly check: ReadingCheck;
  readonly progress: Progress;
  /** Posts that the sample stands for. */
  readonly population: number;
  /** Labels by correction, outside the list. */
  readonly corrections: number;
  readonly betrayal?: Reading | undefined;
  readonly sentiment: Readonly<Partial<Record<(typeof SENTIMENTS)[number], Reading>>>;
  readonly suggestion: Suggestion;
}

/** A label of the page counts before a correction. */
function truthOf({ label, corrected }: CheckedPost) {
  return {
    betrayal: label.betrayal ?? corrected?.betrayal,
    sentiment: label.sentiment ?? corrected?.sentiment,
  };
}

function progressOf(posts: readonly CheckedPost[]): Progress {
  const listed = posts.filter(({ position }) => position !== undefined);
  return { total: listed.length, done: listed.filter(({ label }) => label.at !== undefined).length };
}

/** What the labels of a check say. The same labels give the same figures. */
export function evaluateCheck(check: ReadingCheck, posts: readonly CheckedPost[]): Evaluation {
  const random = seededRandom(check.id);
  const betrayals = posts.flatMap((post): LabelledPost<boolean>[] => {
    const truth = truthOf(post).betrayal;
    return truth === undefined ? [] : [{ ...post, truth, read: post.betrayal }];
  });
  const feelings = posts.flatMap((post): LabelledPost<CheckedPost['sentiment']>[] => {
    const truth = truthOf(post).sentiment;
    return truth === undefined ? [] : [{ ...post, truth, read: post.sentiment }];
  });
  const trust = weigh(check.sizes, betrayals, [true, false], random);
  const felt = weigh(check.sizes, feelings, SENTIMENTS, random);
  const labelledAs = (name: string) => feelings.filter(({ truth }) => truth === name).length;
  const positives = betrayals.filter(({ truth }) => truth).length;
  return {
    check,
    progress: progressOf(posts),
    population: check.sizes.reduce((a, b) => a + b, 0),
    corrections: posts.filter(({ position }) => position === undefined).length,
    ...(trust ? { betrayal: readingOf(trust, positives, (label) => label) } : {}),
    sentiment: felt
      ? Object.fromEntries(
          SENTIMENTS.map((name) => [name, readingOf(felt, labelledAs(name), (label) => label === name)]),
        )
      : {},
    suggestion: suggestThreshold(trust, betrayals.length, positives),
  };
}

/** Undefined where nothing was drawn yet. */
export async function loadEvaluation(
  reads: Pick<Reads, 'readingChecks'>,
  brandId: number,
): Promise<Evaluation | undefined> {
  const check = await reads.readingChecks.newest(brandId);
  return check && evaluateCheck(check, await reads.readingChecks.posts(check.id));
}

/** Draws a sample and saves it in place of an earlier one. Undefined where the brand has too few posts. */
export async function beginCheck(
  tx: Pick<Tx, 'readingChecks'>,
  { brandId, threshold, at, who }: { brandId: number; threshold: number; at: number; who: string },
): Promise<number | undefined> {
  const [from, to] = [at - FRAME_MS, at + 1];
  const recent = await tx.readingChecks.frame({ brandId, from, to, limit: MOST_POSTS });
  // What was imported of older years is read too where there is nothing else.
  const old = recent.length === 0 ? { from: 0, to } : { from, to };
  const frame =
    recent.length === 0 ? await tx.readingChecks.frame({ brandId, ...old, limit: MOST_POSTS }) : recent;
  const draw = drawSample(frame, threshold, seededRandom(at + brandId));
  if (!draw) return undefined;
  return tx.readingChecks.begin({ brandId, at, who, ...old, sizes: draw.sizes }, draw.posts);
}
