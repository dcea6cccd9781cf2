/** The audit log as a file. */
import { auditCsv } from '../../src/report/export/audit-csv.ts';
import type { Ctx } from '../deps.ts';
import { auditSearch } from '../query/audit.ts';

const EXPORTED = 100_000;

export async function auditFile(c: Ctx) {
  const entries = await c.var.deps.store.read.audit.list({ limit: EXPORTED, ...auditSearch(c) });
  c.header('Content-Type', 'text/csv; charset=utf-8');
  c.header('Content-Disposition', 'attachment; filename="audit.csv"');
  c.header('Cache-Control', 'no-store');
  return c.body(auditCsv(entries));
}
