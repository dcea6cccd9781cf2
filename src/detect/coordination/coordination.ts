/**
 * Is an outburst real? What of it looks coordinated, as a share of its posts with the reasons: never a verdict about a
 * person, and nothing is left out of any count because of it.
 */
import type { Trace } from '../../domain/kind/trace.ts';
import { inStep } from './in-step.ts';
import { repeatedBy } from './repeated.ts';

export type CoordinationReason = 'repeats' | 'in-step';

export interface Coordination {
  /** Posts that name their author, which alone can be judged. */
  readonly judged: number;
  /** Of these, what looks coordinated, 0 to 1. */
  readonly share: number;
  readonly posts: number;
  readonly accounts: number;
  /** How many authors of equal weight would give as even a mix (Hill number of order 1: the exponential of the entropy). */
  readonly effectiveAuthors: number;
  readonly reasons: readonly {
    readonly code: CoordinationReason;
    readonly posts: number;
    readonly accounts: number;
  }[];
  /** Ids of some of these posts, most frequent texts first, each text once. */
  readonly examples: readonly number[];
  /** Whether a person should look at it before they answer. */
  readonly flagged: boolean;
}

/** Fewer posts show nothing. */
const FEWEST = 8;
/** From this share on a person should look. */
const LOOK_AT = 0.2;
const MOST_EXAMPLES = 3;

/** Undefined where too few posts name their author. */
export function coordinationOf(traces: readonly Trace[]): Coordination | undefined {
  const named = traces.filter(({ author }) => author !== undefined);
  if (named.length < FEWEST) return undefined;
  const repeats = repeatedBy(named);
  const together = inStep(named);
  const ids = new Set([...repeats.posts, ...together.posts]);
  const chosen = named.filter(({ id }) => ids.has(id));
  const reasons = [
    { code: 'repeats' as const, posts: repeats.posts.size, accounts: repeats.accounts },
    { code: 'in-step' as const, posts: together.posts.size, accounts: together.accounts },
  ].filter(({ posts }) => posts > 0);
  const share = ids.size / named.length;
  return {
    judged: named.length,
    share,
    posts: ids.size,
    accounts: new Set(chosen.map(({ author }) => author)).size,
    effectiveAuthors: effectiveAuthors(named),
    reasons,
    examples: examplesOf(chosen),
    flagged: ids.size >= FEWEST && share >= LOOK_AT,
  };
}

function effectiveAuthors(named: readonly Trace[]): number {
  const counts = new Map<string | undefined, number>();
  for (const { author } of named) counts.set(author, (counts.get(author) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / named.length) * Math.log(count / named.length);
  return Math.exp(entropy);
}

function examplesOf(chosen: readonly Trace[]): number[] {
  const clusters = new Map<number, { id: number; posts: number }>();
  for (const { cluster, id } of chosen) {
    const known = clusters.get(cluster);
    if (known) known.posts++;
    else clusters.set(cluster, { id, posts: 1 });
  }
  return [...clusters.values()]
    .toSorted((a, b) => b.posts - a.posts || a.id - b.id)
    .slice(0, MOST_EXAMPLES)
    .map(({ id }) => id);
}
