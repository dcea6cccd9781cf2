/**
 * The statements that every mention passes through. They do the same in each driver, but SQLite runs one prepared
 * statement per row, and PostgreSQL one statement per batch.
 */
import type { TimePrecision } from '../../domain/mention.ts';
import type { Corrected } from '../../domain/correction.ts';
import type { Score } from '../../domain/scoring.ts';
import type { FingerprintQuery, NearDuplicateCandidate, InsertMention } from '../mentions/port.ts';
import type { Db } from './db.ts';
import type { bucket, bucketCategory } from '../counts/schema.ts';
import type { KnownWithBrands } from '../mentions/known-row.ts';
import type { mention, mentionBrand } from '../mentions/schema.ts';

/** What decides in which buckets a mention counts, and for what. */
export interface CountedMention {
  readonly id: number;
  readonly source: string;
  readonly publishedAt: number;
  readonly precision: TimePrecision | null;
  readonly brandIds: readonly number[];
  readonly corrected: Corrected | null;
}

export interface ScoreToSave {
  readonly id: number;
  readonly score: Score;
  /** Row of the scorer version. */
  readonly versionId: number;
}

/** Who brought a mention for a brand. */
export interface Bringer {
  readonly mentionId: number;
  readonly brandId: number;
  readonly importId: number;
}

export interface BulkWrites {
  /** Ids of the new ones, in the order of the rows; undefined where source and external id are known. */
  insert(rows: readonly InsertMention[]): Promise<(number | undefined)[]>;
  /** The mentions that have these sources and ids, in the order of the rows; undefined where none has. */
  known(
    rows: readonly Pick<InsertMention, 'source' | 'externalId'>[],
  ): Promise<(KnownWithBrands | undefined)[]>;
  link(rows: readonly (typeof mentionBrand.$inferInsert)[]): Promise<void>;
  /** Adds bringers: in any case, or where their mention and brand have `some` already, or `none` yet. */
  bring(rows: readonly Bringer[], where: 'any' | 'some' | 'none'): Promise<void>;
  /** First posts of near-duplicate groups that share a key with a post and are about as old, newest first. */
  nearDuplicateCandidates(
    asked: readonly FingerprintQuery[],
    withinMs: number,
  ): Promise<NearDuplicateCandidate[]>;
  /** Sets which post each one is a near-duplicate of. */
  fingerprint(pairs: readonly { readonly id: number; readonly first: number }[]): Promise<void>;
  /** Saves the scores of mentions that are still pending, and returns those mentions. */
  saveScores(scores: readonly ScoreToSave[]): Promise<(CountedMention & { readonly score: Score })[]>;
  addToBuckets(rows: readonly (typeof bucket.$inferInsert)[]): Promise<void>;
  /** Removes rows whose count drops to 0. */
  addToCategories(rows: readonly (typeof bucketCategory.$inferInsert)[]): Promise<void>;
}

export type MakeBulkWrites = (db: Db) => BulkWrites;

/** A mention as a row that waits to be scored. */
export function pendingRow(m: InsertMention): typeof mention.$inferInsert {
  return {
    source: m.source,
    externalId: m.externalId,
    kind: m.kind,
    text: m.text,
    title: m.title ?? null,
    url: m.url ?? null,
    lang: m.lang ?? null,
    authorPseudonym: m.authorPseudonym ?? null,
    followers: m.followers ?? null,
    reach: m.reach,
    rating: m.rating ?? null,
    parentExternalId: m.parentExternalId ?? null,
    publishedAt: m.publishedAt,
    precision: m.precision ?? null,
    collectedAt: m.collectedAt,
    simulated: m.simulated,
    publishedClaimed: m.publishedClaimed ?? null,
    editedAt: m.editedAt ?? null,
    backfilled: m.backfilled ?? false,
    exactFingerprint: m.fingerprint?.exact ?? null,
    sketchFingerprint: m.fingerprint?.sketch ?? null,
    duplicateOf: m.duplicateOf ?? null,
    importId: m.importId ?? null,
    wordsHash: m.wordsHash ?? null,
    state: 'pending',
  };
}
