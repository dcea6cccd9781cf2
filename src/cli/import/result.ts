/** What an import says when it is done: JSON for scripts, lines for people. */
import type { Reads } from '../../store/store.ts';
import type { ImportResult } from '../import-file.ts';
import { formJson } from './form.ts';
import { type Conflicts, conflictsText, formLines, refusalsText, rowsText } from './report.ts';

/** What was imported: a file, for a brand. */
export interface Imported extends ImportResult {
  readonly file: string;
  readonly brand: string;
}

/** With the file's name where there are several. */
export function importJson(result: Imported, withName: boolean) {
  return {
    ...(withName ? { file: result.file } : {}),
    import: result.id,
    read: result.read,
    accepted: result.accepted,
    duplicates: result.duplicates,
    conflicts: result.conflicts,
    replaced: result.replaced,
    leftOut: result.leftOut,
    rejected: result.rejected,
    deadLetters: result.deadLetters,
    refusals: result.refusals,
    ...formJson(result.form),
  };
}

async function conflictOf(
  read: Pick<Reads, 'brands' | 'mentions'>,
  { brand, conflict, conflicts }: Imported,
): Promise<Conflicts | undefined> {
  if (!conflict) return undefined;
  const other = await read.mentions.one(conflict.with);
  const says = other && other.text !== '' ? other.text : undefined;
  const brandId = (await read.brands.bySlug(brand))?.id;
  const elsewhere = brandId === undefined || !other?.brandIds.includes(brandId);
  return { count: conflicts, line: conflict.line, id: conflict.id, says, elsewhere };
}

export async function importText(
  read: Pick<Reads, 'brands' | 'mentions'>,
  result: Imported,
): Promise<string[]> {
  const conflicts = await conflictOf(read, result);
  const lines = [
    ...formLines(result.file, result.form, result.read - result.rejected - result.leftOut),
    rowsText(result),
    ...refusalsText(result.refusals),
    ...(conflicts ? conflictsText(conflicts) : []),
  ];
  const { before, differing, accepted, replaced, id } = result;
  if (before !== undefined) lines.push(`  note       the same file was imported before (import ${before})`);
  if (differing > 0) {
    const what = `${differing.toLocaleString('en-US')} of the duplicates have other stars, links, titles or authors than what is stored`;
    lines.push(`  note       ${what}; --replace takes them over`);
  }
  if (accepted + replaced > 0) lines.push(`  undo       npx outcry imports undo ${id}`);
  return lines;
}
