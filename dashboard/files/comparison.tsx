/** A comparison as a file to save. */
import { UserError } from '../../src/domain/result.ts';
import {
  COMPARISON_FORMATS,
  isComparisonFormat,
  renderComparison,
} from '../../src/report/comparison/render.ts';
import type { Ctx } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';
import { compareQuery, loadFor } from '../query/compare.ts';

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  html: 'text/html; charset=utf-8',
};

/** The comparison as a file. */
export async function compareFile(c: Ctx) {
  const format = c.req.query('format') ?? '';
  if (!isComparisonFormat(format)) {
    return messagePage(c, 400, 'Unknown format', <p>Choose one of: {COMPARISON_FORMATS.join(', ')}.</p>);
  }
  const query = compareQuery(c);
  try {
    const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light';
    const body = renderComparison(await loadFor(c, query), format, theme);
    c.header('Content-Type', TYPES[format] ?? 'application/octet-stream');
    c.header(
      'Content-Disposition',
      `attachment; filename="${query.incidents.join('-vs-').replace(/[^a-z0-9-]/gi, '')}.${format}"`,
    );
    c.header('Cache-Control', 'no-store');
    return c.body(typeof body === 'string' ? body : new Uint8Array(body));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return messagePage(c, 400, 'These incidents cannot be compared', <p>{error.message}</p>);
  }
}
