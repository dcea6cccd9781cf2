/** Notes on charts for their page. */
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { ChartNote } from '../../src/store/views/port.ts';
import type { Ctx } from '../deps.ts';
import { readMoment } from './form.ts';
import { wholeNumber } from './numbers.ts';

const MOST = 500;

export interface NotesPage {
  readonly brands: readonly BrandRow[];
  /** The brand of the address. */
  readonly brand: BrandRow | undefined;
  readonly notes: readonly ChartNote[];
  /** The time in the address, for a new note. */
  readonly at: number | undefined;
  /** Just deleted: can be brought back. */
  readonly deleted: ChartNote | undefined;
  /** The one that is edited. */
  readonly edited: ChartNote | undefined;
}

export async function loadNotes(c: Ctx): Promise<NotesPage> {
  const { read } = c.var.deps.store;
  const brands = await read.brands.all();
  const brand = brands.find(({ slug }) => slug === c.req.query('brand'));
  const one = async (name: string) => {
    const id = wholeNumber(c.req.query(name));
    return id === undefined ? undefined : read.chartNotes.one(id);
  };
  const [deleted, edited] = [await one('deleted'), await one('edit')];
  return {
    brands,
    brand,
    notes: await read.chartNotes.list(brand ? [brand.slug] : brands.map(({ slug }) => slug), MOST),
    at: readMoment(c.req.query('at')),
    deleted: deleted?.deletedAt === undefined ? undefined : deleted,
    edited: edited?.deletedAt === undefined ? edited : undefined,
  };
}
