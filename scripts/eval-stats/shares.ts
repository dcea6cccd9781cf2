/**
 * How often the interval of the share of broken trust covers the true share, where posts come in threads of ten that agree
 * among themselves (correlation 0.3) and the reader errs. Beside it today's interval of the share as read (Wilson).
 */
import { type Random, seededRandom } from '../../src/domain/clock.ts';
import { sampleGamma } from '../../src/detect/stats/sampling.ts';
import {
  type Beta,
  correctedShare,
  designEffect,
  SHIPPED_BETRAYAL,
} from '../../src/evaluate/corrected-share.ts';
import { shareOf } from '../../src/report/text/share.ts';
import type { TableRow } from '../eval-detect/table-row.ts';

const RUNS = 250;
const THREAD = 10;
const ICC = 0.3;

function sampleBeta({ a, b }: Beta, random: Random): number {
  const x = sampleGamma(a, random);
  return x / (x + sampleGamma(b, random));
}

/** Posts in threads: how many are read as broken trust. */
function readOf(posts: number, share: number, hit: number, slip: number, random: Random): number {
  const strength = 1 / ICC - 1;
  let read = 0;
  for (let i = 0; i < posts; i += THREAD) {
    const own = sampleBeta({ a: share * strength, b: (1 - share) * strength }, random);
    for (let k = 0; k < THREAD; k++) {
      const is = random() < own;
      if (random() < (is ? hit : slip)) read += 1;
    }
  }
  return read;
}

function coverage(posts: number, share: number, fixed: { hit: number; slip: number } | undefined) {
  const random = seededRandom(611_953 + posts * 31 + Math.round(share * 1000));
  let [corrected, wilson, clusters] = [0, 0, 0];
  for (let run = 0; run < RUNS; run++) {
    const hit = fixed?.hit ?? sampleBeta(SHIPPED_BETRAYAL.sensitivity, random);
    const slip = fixed?.slip ?? sampleBeta(SHIPPED_BETRAYAL.falseRate, random);
    const read = readOf(posts, share, hit, slip, random);
    const deff = designEffect(Array.from({ length: posts / THREAD }, () => THREAD));
    const own = correctedShare(read, posts, SHIPPED_BETRAYAL, deff);
    const plain = shareOf(read, posts)!;
    const alone = correctedShare(read, posts, SHIPPED_BETRAYAL);
    if (own.lower <= share && share <= own.upper) corrected += 1;
    if (alone.lower <= share && share <= alone.upper) clusters += 1;
    if (plain.lower <= share && share <= plain.upper) wilson += 1;
  }
  return { corrected: corrected / RUNS, alone: clusters / RUNS, wilson: wilson / RUNS };
}

const rate = (p: number) =>
  `${(100 * p).toFixed(1)}% ± ${(100 * Math.sqrt((p * (1 - p)) / RUNS)).toFixed(1)}`;

export function shareRows(): TableRow[] {
  const rows: TableRow[] = [];
  for (const posts of [40, 200]) {
    for (const share of [0.03, 0.1, 0.3]) {
      for (const fixed of [undefined, { hit: 0.5, slip: 0.01 }]) {
        const { corrected, alone, wilson } = coverage(posts, share, fixed);
        const reader = fixed ? 'half found, 1% mistaken' : 'errors as measured on several sets';
        rows.push({
          measure: `share of broken trust, ${posts} posts in threads of 10, true ${100 * share}%, ${reader}: covered`,
          value: rate(corrected),
          goal: '≥ 92%',
          rivals: `as read (Wilson) ${rate(wilson)}; corrected, posts as independent ${rate(alone)}`,
        });
      }
    }
  }
  return rows;
}
