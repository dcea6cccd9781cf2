/** Coordination in words. */
import type { Coordination, CoordinationReason } from '../../detect/coordination/coordination.ts';
import { countOf, formatCount, percentText } from './labels.ts';

const accountsText = (count: number) => countOf(count, 'account');

const REASONS: Readonly<Record<CoordinationReason, (posts: number, accounts: number) => string>> = {
  repeats: (posts, accounts) =>
    `${accountsText(accounts)} posted the same text three times or more (${countOf(posts, 'post')})`,
  'in-step': (posts, accounts) =>
    `${accountsText(accounts)} posted the same texts or links within seconds of each other, again and again (${countOf(posts, 'post')})`,
};

/** Why posts look coordinated, one line a reason. */
export function coordinationReasons({ reasons }: Coordination): string[] {
  return reasons.map(({ code, posts, accounts }) => REASONS[code](posts, accounts));
}

/** What can be said in a sentence or two. */
export function coordinationText({ posts, judged, share, effectiveAuthors }: Coordination): string {
  const many = countOf(judged, 'post');
  const weight = `The ${many} that name an author weigh as much as if ${formatCount(Math.round(effectiveAuthors), 0)} people had posted equally often.`;
  if (posts === 0) return `No sign of coordinated posting. ${weight}`;
  return `${percentText(share)} of ${many} that name an author look coordinated. ${weight}`;
}
