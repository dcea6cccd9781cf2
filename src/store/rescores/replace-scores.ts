/** Replacing scores: the old one is kept, and the counts follow. */
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Score } from '../../domain/scoring.ts';
import type { MentionWrites } from '../mentions/port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { brandIdsOfMention, idsOf } from '../sql/fragments.ts';
import { keepPastScores } from './past-scores.ts';
import { mention } from '../mentions/schema.ts';
import { noteOpen } from '../open-readings/queries.ts';
import { versionIds } from './scorer-versions.ts';
import { scoreOfRow, scorePlaceholders, scoreValues } from '../mentions/score-columns.ts';

const p = sql.placeholder;

function statements(db: Db) {
  const stale = and(
    eq(mention.id, p('id')),
    inArray(mention.state, ['scored', 'not-scored']),
    ne(mention.scorerVersionId, p('versionId')),
  );
  return {
    stale: db
      .select({
        mention,
        brandIds: brandIdsOfMention(),
      })
      .from(mention)
      .where(stale)
      .prepare(),
    replace: db.update(mention).set(scorePlaceholders()).where(stale).prepare(),
  };
}

function labelsOf(score: Score) {
  return {
    sentiment: score.scored ? score.sentiment.label : undefined,
    betrayal: score.scored ? score.betrayal.label : undefined,
  };
}

export function mentionRescore(db: Db, newDeltas: ReturnType<typeof deltaCounter>): MentionWrites['rescore'] {
  const stmt = statements(db);
  return async (scores) => {
    const deltas = await newDeltas();
    const counts = { changed: 0, sentiment: 0, betrayal: 0 };
    const replaced: { id: number; score: Score; late: true }[] = [];
    const versions = await versionIds(
      db,
      scores.map(({ version }) => version),
    );
    for (const { id, score, version } of scores) {
      const versionId = versions.get(version)!;
      const found = await stmt.stale.get({ id, versionId });
      if (!found) continue;
      const row = found.mention;
      const brandIds = idsOf(found.brandIds);
      const old = scoreOfRow(row);
      await keepPastScores(db, [row]);
      await stmt.replace.run({ id, versionId, lang: score.lang, ...scoreValues(score) });
      deltas.count({ ...row, brandIds }, old, -1);
      deltas.count({ ...row, brandIds }, score);
      const [before, after] = [labelsOf(old), labelsOf(score)];
      counts.changed += 1;
      replaced.push({ id, score, late: true });
      if (before.sentiment !== after.sentiment) counts.sentiment += 1;
      if (before.betrayal !== after.betrayal) counts.betrayal += 1;
    }
    await noteOpen(db, replaced);
    return { ...counts, brandIds: await deltas.apply() };
  };
}
