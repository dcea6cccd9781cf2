/** What people say against the scorer. The mention holds the score that counts; the scorer's own is kept beside. */
import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import { type Correction, correctedScore } from '../../domain/correction.ts';
import type { Score } from '../../domain/scoring.ts';
import type { Corrected, CorrectionQueries, CorrectionWrites } from '../ports/corrections.ts';
import { deltaCounter } from './count-deltas.ts';
import type { Db } from './db.ts';
import { mention, mentionBrand } from './schema.ts';
import { correction, scorerScore } from './schema-corrections.ts';
import { scoreOfRow } from './score-columns.ts';

type Row = typeof mention.$inferSelect;

function toCorrection({ undoneAt, undoneBy, ...row }: typeof correction.$inferSelect): Correction {
  return {
    ...row,
    ...(undoneAt === null ? {} : { undoneAt }),
    ...(undoneBy === null ? {} : { undoneBy }),
  };
}

const brandsOf = (db: Db, mentionId: number) =>
  db
    .select({ brandId: mentionBrand.brandId })
    .from(mentionBrand)
    .where(eq(mentionBrand.mentionId, mentionId))
    .all()
    .map((one) => one.brandId);

function inForceOf(db: Db, mentionId: number): Correction[] {
  const where = and(eq(correction.mentionId, mentionId), isNull(correction.undoneAt));
  return db.select().from(correction).where(where).all().map(toCorrection);
}

/** The score that counts when the scorer says `score`; remembers what the scorer says where people say otherwise. */
export function withCorrections(db: Db, mentionId: number, score: Score): Score {
  const own = inForceOf(db, mentionId);
  if (own.length === 0) return score;
  const values = { mentionId, score: JSON.stringify(score) };
  db.insert(scorerScore)
    .values(values)
    .onConflictDoUpdate({ target: scorerScore.mentionId, set: { score: values.score } })
    .run();
  return correctedScore(score, own);
}

function scorerSays(db: Db, row: Row): Score {
  const kept = db.select().from(scorerScore).where(eq(scorerScore.mentionId, row.id)).get();
  return kept ? (JSON.parse(kept.score) as Score) : scoreOfRow(row);
}

export function correctionQueries(db: Db): CorrectionQueries {
  return {
    async ofMention(mentionId) {
      const where = eq(correction.mentionId, mentionId);
      return db.select().from(correction).where(where).orderBy(desc(correction.id)).all().map(toCorrection);
    },
    async inForce(mentionIds) {
      if (mentionIds.length === 0) return [];
      const where = and(inArray(correction.mentionId, [...mentionIds]), isNull(correction.undoneAt));
      return db.select().from(correction).where(where).all().map(toCorrection);
    },
    async labelled(limit, after = 0) {
      return db
        .select({ correction, mention })
        .from(correction)
        .innerJoin(mention, eq(mention.id, correction.mentionId))
        .where(and(gt(correction.id, after), isNull(correction.undoneAt), isNull(mention.deletedAt)))
        .orderBy(asc(correction.id))
        .limit(limit)
        .all()
        .map((row) => ({
          correction: toCorrection(row.correction),
          brandIds: brandsOf(db, row.mention.id),
          source: row.mention.source,
          externalId: row.mention.externalId,
          publishedAt: row.mention.publishedAt,
          lang: row.mention.lang ?? undefined,
          text: row.mention.title ? `${row.mention.title}\n${row.mention.text}` : row.mention.text,
          scorer: scorerSays(db, row.mention),
          scorerVersion: row.mention.scorerVersion ?? undefined,
        }));
    },
  };
}

export function correctionWrites(db: Db): CorrectionWrites {
  const newDeltas = deltaCounter(db);

  /** Brings the mention and its counts to what the corrections in force say. */
  function follow(row: Row, scorer: Score): void {
    const effective = withCorrections(db, row.id, scorer);
    const deltas = newDeltas();
    const counted = { ...row, brandIds: brandsOf(db, row.id) };
    deltas.count(counted, scoreOfRow(row), -1);
    deltas.count(counted, effective);
    const values = effective.scored
      ? {
          state: 'scored' as const,
          sentimentLabel: effective.sentiment.label,
          sentimentScore: effective.sentiment.score,
          betrayalLabel: effective.betrayal.label,
          betrayalP: effective.betrayal.p,
        }
      : {
          state: 'not-scored' as const,
          sentimentLabel: null,
          sentimentScore: null,
          betrayalLabel: null,
          betrayalP: null,
        };
    db.update(mention).set(values).where(eq(mention.id, row.id)).run();
    deltas.apply();
  }

  function counted(mentionId: number): Row | undefined {
    const row = db.select().from(mention).where(eq(mention.id, mentionId)).get();
    const state = row?.state;
    return row && row.deletedAt === null && (state === 'scored' || state === 'not-scored') ? row : undefined;
  }

  const DONE: Corrected = { kind: 'done' };
  return {
    async correct(mentionId, { field, value }, { who, at, seen }) {
      const row = counted(mentionId);
      if (!row) return { kind: 'gone' };
      const last = db
        .select()
        .from(correction)
        .where(eq(correction.mentionId, mentionId))
        .orderBy(desc(correction.id))
        .limit(1)
        .get();
      if ((last?.id ?? 0) !== seen) return { kind: 'late', by: last?.who ?? '' };
      const scorer = scorerSays(db, row);
      db.update(correction)
        .set({ undoneAt: at, undoneBy: who })
        .where(
          and(eq(correction.mentionId, mentionId), eq(correction.field, field), isNull(correction.undoneAt)),
        )
        .run();
      db.insert(correction).values({ mentionId, field, value, who, at }).run();
      follow(row, scorer);
      return DONE;
    },
    async undo(correctionId, { who, at }) {
      const found = db.select().from(correction).where(eq(correction.id, correctionId)).get();
      const row = found && counted(found.mentionId);
      if (!row) return { kind: 'gone' };
      if (found.undoneAt !== null) return { kind: 'late', by: found.undoneBy ?? '' };
      const scorer = scorerSays(db, row);
      db.update(correction).set({ undoneAt: at, undoneBy: who }).where(eq(correction.id, correctionId)).run();
      follow(row, scorer);
      if (inForceOf(db, row.id).length === 0) {
        db.delete(scorerScore).where(eq(scorerScore.mentionId, row.id)).run();
      }
      return DONE;
    },
  };
}

/** Whether anybody corrected anything: a table that is empty costs one look a batch. */
export function anyCorrection(db: Db): boolean {
  return db.get(sql`select 1 from ${correction} limit 1`) !== undefined;
}
