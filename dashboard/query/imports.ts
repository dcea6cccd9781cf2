/** What somebody says about a file to import, and whether they may. */
import { FIELDS, type ImportWish, wishedBrand } from '../../src/import/wish.ts';
import type { ImportJob } from '../../src/store/imports/port.ts';
import type { Ctx } from '../deps.ts';

type Said = Readonly<Record<string, string | undefined>>;

const said = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed.slice(0, 20_000);
};

/** A column as `--map` takes it: quoted where it holds what has a meaning there. */
const column = (name: string) => (/[,="]/.test(name) ? `"${name.replaceAll('"', '')}"` : name);

/** The wish in the fields of a form or the query of an address; `map.FIELD` names one column each. */
export function wishOf(fields: Said): ImportWish {
  const columns = FIELDS.flatMap((field) => {
    const name = said(fields[`map.${field}`]);
    return name === undefined ? [] : [`${field}=${column(name)}`];
  });
  const map = [...columns, ...(said(fields.map) ? [said(fields.map)!] : [])].join(',');
  return {
    brand: said(fields.newBrand) ?? said(fields.brand) ?? '',
    source: said(fields.source),
    map: said(map),
    dateFormat: said(fields['date-format'] ?? fields.dateFormat),
    timezone: said(fields.timezone),
    encoding: said(fields.encoding),
    replace: /^(?:1|true|on)$/.test(fields.replace ?? ''),
  };
}

/** The fields of an address that say the same as a wish. */
export function wishFields(wish: ImportWish): Record<string, string> {
  const { brand, source, map, dateFormat, timezone, encoding, replace } = wish;
  const all = {
    brand,
    source,
    map,
    'date-format': dateFormat,
    timezone,
    encoding,
    replace: replace ? '1' : '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<string, string>;
}

/**
 * Why somebody may not import for a brand; undefined if they may. A brand that does not exist is created, by admins of all
 * brands alone. Throws UserError for a name that no brand can have.
 */
export async function importRefusal(c: Ctx, wish: ImportWish): Promise<string | undefined> {
  const principal = c.get('principal');
  if (!principal) return 'Sign in.';
  const slug = wishedBrand(wish.brand);
  if (principal.brands !== null && !principal.brands.includes(slug))
    return `Your account has no access to the brand ${slug}.`;
  const known = await c.var.deps.store.read.brands.bySlug(slug);
  if (known || (principal.role === 'admin' && principal.brands === null)) return undefined;
  return `There is no brand ${slug}. An admin of all brands can create it by importing for it.`;
}

/** The import, if its brand is one that the sender may see. */
export function importOf(c: Ctx, id: number | undefined): Promise<ImportJob | undefined> {
  return id === undefined ? Promise.resolve(undefined) : c.var.deps.store.read.imports.one(id);
}
