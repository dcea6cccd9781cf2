/** A policy snapshot: a tracker found a text of a brand's document that differs from the one before. */
import { z } from 'zod';

/** `first`: the tracker started here. `technical`: its filter or its software changed, not (only) the policy. */
export type SnapshotKind = 'first' | 'change' | 'technical';

export interface PolicySnapshot {
  /** Slug of the brand. */
  readonly brand: string;
  /** The document's name, e.g. `Privacy Policy`. */
  readonly document: string;
  /** Which tracker: `ota-contrib`, `ota-pga`, `tosback2`, a watcher of our own. */
  readonly collection: string;
  /** ms since 1970 UTC. */
  readonly observedAt: number;
  /** When the tracker last found the same text; `observedAt` where it does not tell. */
  readonly seenUntil?: number;
  readonly kind: SnapshotKind;
  /** Equal for texts with the same sentences, in all collections (`textIdentity`); a file may have other hashes. */
  readonly textHash: string;
  /** Lines added to and deleted from the collection's record before. */
  readonly additions?: number;
  readonly deletions?: number;
  /** Commit, version id or URL. */
  readonly ref?: string;
  readonly text?: string;
  /** Characters of the text, where it is at hand. */
  readonly length?: number;
}

const KINDS: readonly (readonly [RegExp, SnapshotKind])[] = [
  [/\bfirst\b|\bstart tracking\b/i, 'first'],
  [/\brefilter|\btechnical\b|\bupgrade\b/i, 'technical'],
  [/\bchanges?\b|\bupdated?\b/i, 'change'],
];

/** The kind that a tracker's own words mean (`First record`, `Refilter`, `Technical upgrade`, `Change`). */
export function snapshotKind(words: string): SnapshotKind | undefined {
  return KINDS.find(([pattern]) => pattern.test(words))?.[1];
}

/** `Bud Light` → `bud-light`: the slug that a tracker's name of a service means. */
export function brandSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Also as git writes it, `2026-01-01 10:00:00 +0100`. */
const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})$/;
const lineCount = z
  .string()
  .regex(/^\d{0,9}$/, 'is no whole number')
  .optional();
const named = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');
const rowSchema = z.object({
  brand: named.refine((name) => brandSlug(name) !== '', 'holds no letter and no digit'),
  document: named,
  collection: named,
  observed_at: z.string().regex(ISO, 'is no time with a zone, such as 2016-08-25T12:00:00Z'),
  kind: z.string().refine((words) => snapshotKind(words), 'is none of first, change, technical'),
  text_hash: named,
  additions: lineCount,
  deletions: lineCount,
  commit: z.string().trim().max(500, 'is longer than 500 characters').optional(),
});

/**
 * Reads a row of the columns brand, document, collection, observed_at, kind, text_hash, and where they are
 * known additions, deletions, commit. Returns the record, or which column is wrong and why. `timeOf` reads a time: ms since
 * 1970 UTC, undefined for none.
 */
export function readSnapshot(
  row: unknown,
  timeOf: (text: string) => number | undefined,
): PolicySnapshot | { readonly error: string } {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const missing = issue?.code === 'invalid_type' ? 'is missing' : issue?.message;
    return { error: `${issue?.path.join('.') || 'the row'} ${missing ?? 'cannot be read'}` };
  }
  const { additions, deletions, commit, ...rest } = parsed.data;
  const observedAt = timeOf(rest.observed_at);
  if (observedAt === undefined) return { error: 'observed_at is no time' };
  return {
    brand: brandSlug(rest.brand),
    document: rest.document,
    collection: rest.collection,
    observedAt,
    kind: snapshotKind(rest.kind) ?? 'change',
    textHash: rest.text_hash,
    ...(additions ? { additions: Number(additions) } : {}),
    ...(deletions ? { deletions: Number(deletions) } : {}),
    ...(commit ? { ref: commit } : {}),
  };
}
