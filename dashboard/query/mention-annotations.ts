/** Corrections, tags, bookmarks and notes of mentions. */
import type { TaxonomyPack } from '../../src/domain/taxonomy.ts';
import type { Reads } from '../../src/store/store.ts';
import type { CorrectionRow, Annotations } from '../../src/store/triage/port.ts';

export interface Triage {
  readonly annotations: Annotations;
  /** Corrections in effect, oldest first. */
  readonly corrections: readonly CorrectionRow[];
  /** All corrections, undone ones too. */
  readonly history: readonly CorrectionRow[];
  readonly revision: number;
}

export interface Harm {
  readonly code: string;
  readonly title: string;
}

/** Codes that a person may add or remove. */
export function harmsOf(packs: readonly TaxonomyPack[]): Harm[] {
  const harms = packs.flatMap((pack) => pack.categories.filter((one) => one.type === 'harm'));
  const titles = new Map(harms.map(({ code, title }) => [code, title]));
  return [...titles]
    .map(([code, title]) => ({ code, title }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
}

/** The annotations of each mention; bookmarks are those of `who`. */
export async function loadTriage(
  reads: Reads,
  ids: readonly number[],
  who: string,
): Promise<ReadonlyMap<number, Triage>> {
  const annotations = await reads.annotations.ofMentions(ids, who);
  const said = await reads.corrections.ofMentions(ids);
  const revisions = await reads.corrections.revisions(ids);
  return new Map(
    ids.map((id) => {
      const history = said.filter((one) => one.mentionId === id);
      const corrections = history.filter((one) => one.undoneAt === undefined);
      const none: Annotations = { tags: [], bookmarked: false, notes: [] };
      return [
        id,
        { annotations: annotations.get(id) ?? none, corrections, history, revision: revisions.get(id) ?? 0 },
      ] as const;
    }),
  );
}
