/** The mentions of a list as a file, streamed so that memory stays constant. */
import { EXPORT_FORMATS, exportMentions } from '../../src/report/export/mentions.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { wrongMoment } from '../query/ignored.ts';
import { type ChosenBrands, chosenBrands } from '../query/mention-brands.ts';
import { filterOf, mentionQuery } from '../query/mentions.ts';
import { whoAsks } from '../query/form.ts';

/** Found mentions of a search in a file. */
const MOST_EXPORTED = 50_000;

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const;

const nameOf = ({ brands: [first], brands, every }: ChosenBrands): string =>
  every
    ? 'all-brands'
    : brands.length > 1
      ? `${brands.length}-brands`
      : first!.slug.replaceAll(/[^a-z0-9-]/g, '_');

export async function mentionsExport(c: Ctx) {
  const { store } = c.var.deps;
  const format = EXPORT_FORMATS.find((one) => one === c.req.query('format'));
  const chosen = c.req.query('brand') && (await chosenBrands(c, await store.read.brands.all()));
  if (!format) return c.text('Add format=csv or format=jsonl.\n', 400);
  if (!chosen) return c.text('Add a brand: brand=SLUG.\n', 404);
  const problem = wrongMoment(c);
  if (problem !== undefined) return c.text(`${problem}\n`, 400);
  const headers = {
    'Content-Type': TYPES[format],
    'Content-Disposition': `attachment; filename="mentions-${nameOf(chosen)}.${format}"`,
    'Cache-Control': 'no-store',
  };
  // Nothing is read, and nothing was exported.
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  await noteAudit(c, 'exported mentions', nameOf(chosen));
  const query = await mentionQuery(c, chosen, { most: MOST_EXPORTED });
  const { order: _order, limit: _limit, offset: _offset, ...filter } = filterOf(query, 0, whoAsks(c));
  const firstOnly = c.req.query('duplicates') === 'first';
  const chunks = exportMentions(store.read, filter, format, { firstOnly });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return c.body(body, 200, headers);
}
