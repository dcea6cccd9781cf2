/** Mentions as labelled data: what the scorer said, what people corrected, and what holds. */
import { stringify } from 'csv-stringify/sync';
import type { Reads } from '../../store/store.ts';
import type { MentionFilter, MentionRow, ShownScore } from '../../store/mentions/port.ts';
import type { CorrectionRow, Annotations } from '../../store/triage/port.ts';
import { isoSecond } from '../text/labels.ts';

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows that are held in memory at a time. */
const PAGE = 500;

function labels({ sentiment, betrayal }: ShownScore) {
  const concerns = (betrayal?.categories ?? []).filter((hit) => hit.polarity === 'concern');
  return {
    sentiment: sentiment?.label ?? null,
    score: sentiment?.score ?? null,
    betrayal: betrayal ? betrayal.label : null,
    categories: betrayal?.label ? [...new Set(concerns.map((hit) => hit.code))] : [],
  };
}

interface Row {
  readonly mention: MentionRow;
  readonly annotations: Annotations | undefined;
  readonly corrections: readonly CorrectionRow[];
}

function exportRow({ mention, annotations, corrections }: Row) {
  return {
    id: mention.id,
    source: mention.source,
    external_id: mention.externalId,
    kind: mention.kind,
    published_at: isoSecond(mention.publishedAt),
    lang: mention.lang ?? null,
    url: mention.url ?? null,
    title: mention.title ?? null,
    text: mention.text,
    reach: mention.reach,
    simulated: mention.simulated,
    scorer_version: mention.scorerVersion ?? null,
    scored: labels(mention.asScored ?? mention),
    holds: labels(mention),
    corrections: corrections.map(({ field, value, who, at }) => ({ field, value, who, at: isoSecond(at) })),
    tags: annotations?.tags ?? [],
    near_duplicate_of: mention.duplicateOf ?? null,
  };
}

type ExportRow = ReturnType<typeof exportRow>;

/** A cell of a file for spreadsheets: a number stays one, so that −0.5 is not taken for a formula. */
function csvCells(row: ExportRow): Record<string, string | number | null> {
  const { scored, holds, corrections, tags, simulated, near_duplicate_of, ...plain } = row;
  const truth = (value: boolean | null) => (value === null ? null : value ? 'yes' : 'no');
  const columns = (prefix: string, one: ExportRow['scored']) => ({
    [`${prefix}sentiment`]: one.sentiment,
    [`${prefix}score`]: one.score,
    [`${prefix}betrayal`]: truth(one.betrayal),
    [`${prefix}categories`]: one.categories.join(' '),
  });
  return {
    ...plain,
    simulated: truth(simulated),
    ...columns('scored_', scored),
    ...columns('', holds),
    corrections: corrections.map(({ field, value }) => `${field}: ${value}`).join('; '),
    corrected_by: [...new Set(corrections.map((one) => one.who))].join('; '),
    corrected_at: corrections.at(-1)?.at ?? null,
    tags: tags.join('; '),
    near_duplicate_of,
  };
}

/** New columns stand at the end: scripts read the others by their place. */
const COLUMNS = `id source external_id kind published_at lang url title text reach simulated scorer_version
  scored_sentiment scored_score scored_betrayal scored_categories sentiment score betrayal categories
  corrections corrected_by corrected_at tags near_duplicate_of`.split(/\s+/);
const NUMBERS = new Set(['id', 'reach', 'near_duplicate_of', 'score', 'scored_score']);

function csvText(rows: readonly ExportRow[], header: boolean): string {
  const cells = rows.map(csvCells);
  const safe = cells.map((row) =>
    COLUMNS.map((name) => (NUMBERS.has(name) ? row[name] : guarded(row[name]))),
  );
  return stringify([...(header ? [COLUMNS] : []), ...safe], { record_delimiter: 'windows' });
}

/** What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
export function guarded(value: string | number | null | undefined): string | number | null | undefined {
  return typeof value === 'string' && /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value)
    ? `'${value}`
    : value;
}

/**
 * The text of the file, a page at a time: RFC 4180 in UTF-8, safe to open in a spreadsheet, or one JSON object a line.
 * Newest first. What was deleted is not in it, also where it is deleted while the file is read. `firstOnly`: the newest of
 * posts that say the same, without the others.
 */
export async function* exportMentions(
  reads: Reads,
  filter: Omit<MentionFilter, 'order' | 'limit' | 'offset' | 'grouped' | 'after'>,
  format: ExportFormat,
  { firstOnly = false }: { readonly firstOnly?: boolean } = {},
): AsyncGenerator<string> {
  const seen = new Set<number>();
  const isNew = ({ id, duplicateOf }: MentionRow): boolean => {
    const group = duplicateOf ?? id;
    if (firstOnly && seen.has(group)) return false;
    if (firstOnly) seen.add(group);
    return true;
  };
  let after: MentionFilter['after'];
  for (let first = true; ; first = false) {
    const page = await reads.mentions.list({ ...filter, order: 'newest', limit: PAGE, after });
    const ids = page.map((one) => one.id);
    const annotations = await reads.annotations.ofMentions(ids, '');
    const said = (await reads.corrections.ofMentions(ids)).filter((one) => one.undoneAt === undefined);
    const rows = page.filter(isNew).map((mention) =>
      exportRow({
        mention,
        annotations: annotations.get(mention.id),
        corrections: said.filter((one) => one.mentionId === mention.id),
      }),
    );
    if (format === 'csv') yield csvText(rows, first);
    else yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { publishedAt: last.publishedAt, id: last.id };
  }
}
