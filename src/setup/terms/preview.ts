/** The preview of a brand's terms: what they catch of posts that sources showed, and what they nearly catch. */
import type { Brand } from '../../domain/brand.ts';
import { type TrialPost, type TriedPost, termTrial } from './check-terms.ts';
import { type Expected, expectedPosts } from './expected-posts.ts';
import { suggest, type Suggestions } from './suggest.ts';

/** What one source was asked and answered. */
export interface Looked {
  /** As people know it: "Hacker News". */
  readonly source: string;
  readonly posts: readonly TrialPost[];
  /** From the oldest post that its list showed, or from where the list was asked to begin, until now (ms). */
  readonly coveredMs: number;
  /** Why it could not be read, in a sentence. */
  readonly problem?: string;
}

export interface TermPreview {
  /** Newest first. */
  readonly caught: readonly TriedPost[];
  /** Posts that hold a name and do not count, newest first. */
  readonly near: readonly TriedPost[];
  readonly expected?: Expected;
  readonly suggestions: Suggestions;
  /** Against the terms that are saved: posts that come and go. Absent where nothing is saved or nothing differs. */
  readonly change?: { readonly gained: readonly TriedPost[]; readonly lost: readonly TriedPost[] };
  readonly sources: readonly {
    readonly source: string;
    readonly read: number;
    readonly caught: number;
    readonly problem?: string;
  }[];
}

/** What other terms than `saved` change on the posts; undefined where they change nothing. */
function changeFrom(saved: Brand | undefined, all: readonly TriedPost[]): TermPreview['change'] {
  if (!saved) return undefined;
  const before = termTrial(saved);
  const was = (post: TriedPost) => before(post).kind === 'caught';
  const is = ({ verdict }: TriedPost) => verdict.kind === 'caught';
  const gained = all.filter((post) => is(post) && !was(post));
  const lost = all.filter((post) => !is(post) && was(post));
  return gained.length + lost.length === 0 ? undefined : { gained, lost };
}

/**
 * Tries the terms on the posts. `marked` holds the keys of posts that a person marked as not about the brand; `saved` is
 * the brand as it is in force.
 */
export function previewTerms(
  brand: Brand,
  looked: readonly Looked[],
  marked: ReadonlySet<string> = new Set(),
  saved?: Brand,
): TermPreview {
  const trial = termTrial(brand);
  const tried = looked.map((one) => ({
    ...one,
    posts: one.posts.map((post): TriedPost => ({ ...post, verdict: trial(post) })),
  }));
  const seen = new Map<string, TriedPost>();
  for (const { posts } of tried) for (const post of posts) seen.set(post.key, post);
  const all = [...seen.values()].sort((a, b) => b.publishedAt - a.publishedAt);
  const isCaught = ({ verdict }: TriedPost) => verdict.kind === 'caught';
  const change = changeFrom(saved, all);
  const read = tried.filter(({ problem }) => problem === undefined);
  const expected = expectedPosts(
    read.map(({ posts, coveredMs }) => ({ caught: posts.filter(isCaught).length, coveredMs })),
  );
  return {
    caught: all.filter(isCaught),
    near: all.filter(({ verdict }) => verdict.kind === 'near'),
    ...(expected ? { expected } : {}),
    suggestions: suggest(brand, all, marked),
    ...(change ? { change } : {}),
    sources: tried.map(({ source, posts, problem }) => ({
      source,
      read: posts.length,
      caught: posts.filter(isCaught).length,
      ...(problem === undefined ? {} : { problem }),
    })),
  };
}
