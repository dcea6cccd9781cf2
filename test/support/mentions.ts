/** Small valid mentions and scores, made from a number. */
import { createHash } from 'node:crypto';
import type { NewMention } from '../../src/domain/mention.ts';
import type { Score } from '../../src/domain/scoring.ts';
import type { InsertMention } from '../../src/store/mentions/port.ts';

export const BASE = Date.UTC(2026, 2, 2);

const TEXTS = [
  'They sold my location data to advertisers and never asked. I feel betrayed.',
  'Lovely update, the new playlist page is great.',
  'Does anybody know how to change the font size?',
  'Why does this app read my contacts without permission? Deleting my account today.',
  'The train was late again this morning.',
  'Worst customer support I have ever had, three hours on hold.',
] as const;

/** A mention as connectors hand it over. The same number gives the same mention. */
export function mentionOf(i: number, brands: readonly string[] = ['acme']): NewMention {
  return {
    source: `test:${i % 3}`,
    externalId: `m-${i}`,
    kind: 'post',
    text: `${TEXTS[i % TEXTS.length]} (${i})`,
    author: { id: `author-${i % 17}`, followers: (i * 37) % 1000 },
    publishedAt: BASE + i * 97_000,
    brands,
  };
}

export function mentionsOf(from: number, to: number, brands?: readonly string[]): NewMention[] {
  return Array.from({ length: to - from }, (_, i) => mentionOf(from + i, brands));
}

/** A mention ready for the database. */
export function insertOf(
  i: number,
  brandIds: readonly number[],
  more: Partial<InsertMention> = {},
): InsertMention {
  const { source, externalId, kind, text, publishedAt } = mentionOf(i);
  const base = { source, externalId, kind, text, publishedAt, collectedAt: BASE, reach: (i * 37) % 1000 };
  return { ...base, brandIds, simulated: false, ...more };
}

const CODES = ['third_party_sharing', 'surveillance', 'over_collection'] as const;

/** A score made from a number: all labels, betrayal, context tags and unread languages turn up. */
export function scoreOf(i: number): Score {
  const dice = createHash('sha256').update(String(i)).digest();
  if (dice[0]! < 25) return { scored: false, lang: 'fi', reason: 'Finnish is not read' };
  const label = (['negative', 'neutral', 'positive'] as const)[dice[1]! % 3]!;
  const score = (dice[2]! - 128) / 128;
  const betrayed = dice[3]! < 90;
  return {
    scored: true,
    lang: 'en',
    sentiment: { label, score, p: { negative: 0.2, neutral: 0.3, positive: 0.5 } },
    betrayal: {
      label: betrayed,
      p: betrayed ? 0.9 : 0.1,
      categories: [
        { code: CODES[dice[4]! % 3]!, p: 0.8, span: [0, 4], polarity: betrayed ? 'concern' : 'negated' },
      ],
      context: dice[5]! < 60 ? [{ code: 'apology', stance: 'rejected' }] : [],
    },
  };
}
