/** SQLite uses the partitioned indexes: with another one, looking up an author takes seconds. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { and, eq, type SQL } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, it } from 'vitest';
import { FINGERPRINT_PART_MS, SKETCH_KEY, WORDS_KEY, writtenBy } from '../../src/store/sql/index-parts.ts';
import { mention, mentionBrand } from '../../src/store/mentions/schema.ts';
import { openTestStore } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();

async function plans() {
  const dir = tempDir();
  await openTestStore(dir).close();
  const file = new Database(join(dir, 'outcry.db'));
  const db = drizzle(file);
  const steps = (sql: string, params: readonly unknown[]) =>
    file
      .prepare(`explain query plan ${sql}`)
      .all(...params)
      .map((row) => (row as { detail: string }).detail)
      .join('; ');
  const ofMentions = (where: SQL | undefined) => {
    const { sql, params } = db
      .select({ id: mention.id })
      .from(mentionBrand)
      .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
      .where(and(eq(mentionBrand.brandId, 1), where))
      .toSQL();
    return steps(sql, params);
  };
  return { steps, ofMentions };
}

it('an author is looked up in the index of authors', async () => {
  const { ofMentions } = await plans();
  expect(ofMentions(writtenBy('s', 'p'))).toContain(
    'USING INDEX mention_author (<expr>=? AND author_pseudonym=?)',
  );
  // Control: asked plainly, it is not.
  const plain = and(eq(mention.source, 's'), eq(mention.authorPseudonym, 'p'));
  expect(ofMentions(plain)).not.toContain('mention_author');
});

it.each([
  ['sketch', SKETCH_KEY, 'fingerprint_sketch', 'and fingerprint_sketch is not null'],
  ['words', WORDS_KEY, 'fingerprint_words', 'and fingerprint_exact = 1 and fingerprint_exact is not null'],
])('first posts are looked up by their %s in their partition, newest first', async (_, key, index, also) => {
  const { steps } = await plans();
  const plan = (expression: string) =>
    steps(
      `select id from mention where ${expression} = ? ${also} and duplicate_of is null order by id desc limit 3`,
      [1],
    );
  // Nothing is sorted: it is in the order of the index.
  expect(plan(key)).toBe(`SEARCH mention USING INDEX mention_${index} (<expr>=?)`);
  // Control: with parts of another length, it is not.
  expect(plan(key.replace(`${FINGERPRINT_PART_MS}`, `${FINGERPRINT_PART_MS + 1}`))).not.toContain(
    `mention_${index}`,
  );
});
