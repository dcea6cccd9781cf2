/** Posts that the fakes show: made by the scenario generator, about one brand, at distinct seconds. */
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { generate } from '../../src/simulate/generate.ts';
import { brandOf } from '../support/installation.ts';

export interface FakePost {
  /** Counts up with time, from 1. */
  readonly n: number;
  /** ms since 1970 UTC, whole seconds. */
  readonly at: number;
  readonly author: string;
  readonly text: string;
  readonly likes: number;
  readonly rating: number;
}

export const BRAND = brandOf('fernway', 'Fernway');

/** Publication of the newest of the first `count` posts. */
export const NEWEST = Date.UTC(2026, 2, 2, 12);

/** `count` posts, oldest first, `gapMs` apart at most; the last is published at NEWEST. */
export function fakePosts(count: number, gapMs = 10_000): FakePost[] {
  const scenario = loadScenario(join(packageRoot, 'config'), 'quiet-launch');
  const { mentions } = generate({ ...scenario, duplicateShare: 0 }, 7);
  return Array.from({ length: count }, (_, i) => {
    const m = mentions[i % mentions.length]!;
    const named = m.text.includes('Fernway') ? m.text : `Fernway: ${m.text}`;
    return {
      n: i + 1,
      at: NEWEST - (count - 1 - i) * gapMs,
      author: m.author?.id ?? 'somebody',
      // Each is its own post, also where the generator ran out.
      text: `${named} (${i + 1})`,
      likes: i % 7,
      rating: 1 + (i % 5),
    };
  });
}
