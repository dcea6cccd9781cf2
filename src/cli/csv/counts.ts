/** Counts in the cells of a table. */
import { printable } from '../../domain/text.ts';

/** What programs write where they have no count. */
const MISSING = /^(?:nan|na|n\/a|#n\/a|null|none|nil|-+|–|—|\.|\?)?$/i;
const GROUPS = /^\d{1,3}(?:([ \u00a0\u202f'’.,])\d{3})(?:\1\d{3})*$/;

/** What a cell holds: a whole number from 0, null where it is missing, NaN where it is neither. */
export type CountCell = number | null;

export function isMissing(cell: string): boolean {
  return MISSING.test(cell.trim());
}

/**
 * Reads cells of a table whose cells are divided by `delimiter`. A comma or a blank groups thousands, `1,204`, and a point
 * stands before decimals; in a table with semicolons, whose writer needed the comma for decimals, it is the other way
 * round. Counts are whole: decimals have to be zeros. `<1`, as Google Trends writes it, is 0.
 */
export function countReader(delimiter: string): (cell: string) => CountCell {
  const [grouping, decimal] = delimiter === ';' ? ['.', ','] : [',', '.'];
  return (cell) => {
    const text = cell.trim();
    if (isMissing(text)) return null;
    if (/^\d+$/.test(text)) return Number(text);
    if (/^<\s*1$/.test(text)) return 0;
    const [whole = '', decimals, ...more] = text.split(decimal);
    if (more.length > 0 || (decimals !== undefined && !/^0*$/.test(decimals))) return Number.NaN;
    const groups = GROUPS.exec(whole);
    if (groups && groups[1] !== decimal && (groups[1] === grouping || !/[.,]/.test(groups[1]!)))
      return Number(whole.replace(/\D/g, ''));
    return /^\d+$/.test(whole) ? Number(whole) : Number.NaN;
  };
}

/** Why a cell is no count. */
export function noCount(cell: string): string {
  return `"${printable(cell, 40)}" is not a count; write a whole number from 0, or nothing where it is missing`;
}
