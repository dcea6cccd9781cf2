/** The audit log as CSV: RFC 4180, and no cell that a spreadsheet would run. */
import { stringify } from 'csv-stringify/sync';
import type { AuditEntry } from '../../domain/user.ts';

export function auditCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map(({ at, who, what, subject }) => [new Date(at).toISOString(), who, what, subject]);
  return stringify([['at', 'who', 'what', 'subject'], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
