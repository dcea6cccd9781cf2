/** What an import says to people when it is done. */
import type { Reads } from '../../store/store.ts';
import type { Imported } from '../../import/result.ts';
import { type Conflicts, conflictsText, formLines, refusalsText, rowsText } from './report.ts';

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
  if (before?.state === 'interrupted') {
    lines.push(`  note       import ${before.id} of the same file was interrupted; the rest came in now`);
  } else if (before) lines.push(`  note       the same file was imported before (import ${before.id})`);
  if (differing > 0) {
    const what = `${differing.toLocaleString('en-US')} of the duplicates ${differing === 1 ? 'has' : 'have'} other stars, links, titles or authors than what is stored`;
    lines.push(`  note       ${what}; --replace takes them over`);
  }
  if (accepted + replaced > 0) lines.push(`  undo       npx outcry imports undo ${id}`);
  return lines;
}
