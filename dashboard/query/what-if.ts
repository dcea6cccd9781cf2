/** Which author or source an address leaves out, and what the number is without it. */
import { type Part, type PartReport, partReport } from '../../src/report/brand/what-if.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { Ctx } from '../deps.ts';

/**
 * The part that an address excludes: `exclude_author=SOURCE/PSEUDONYM`, `exclude_source=SOURCE`. Links of release 0.1
 * say `without_`.
 */
function askedPart(c: Ctx): Part | undefined {
  const excluded = (name: string) => c.req.query(`exclude_${name}`) ?? c.req.query(`without_${name}`);
  const source = excluded('source')?.slice(0, 200);
  if (source) return { source };
  const text = excluded('author')?.slice(0, 400) ?? '';
  const at = text.lastIndexOf('/');
  return at > 0 && at < text.length - 1
    ? { source: text.slice(0, at), author: text.slice(at + 1) }
    : undefined;
}

export async function whatIfReport(c: Ctx, brand: BrandRow): Promise<PartReport | undefined> {
  const part = askedPart(c);
  const { store, clock } = c.var.deps;
  return part && partReport(store.read, brand, clock(), part);
}
