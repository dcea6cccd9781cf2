/** Replies about imports. */
import { z } from '@hono/zod-openapi';
import { list, moment } from './shared.ts';

const state = z.enum(['running', 'done', 'failed', 'undoing', 'undone', 'interrupted']);
const count = z.int().min(0);

const job = {
  id: z.int(),
  file: z.string().openapi({ description: 'Name of the file' }),
  hash: z.string().nullable().openapi({ description: 'SHA-256 of its bytes' }),
  brand: z.string().openapi({ description: 'Slug' }),
  created: list(z.string()).openapi({ description: 'Brands that it created' }),
  sources: list(z.string()),
  who: z.string(),
  state,
  read: count,
  accepted: count,
  duplicates: count,
  conflicts: count,
  replaced: count,
  leftOut: count,
  rejected: count,
  error: z.string().nullable(),
  startedAt: moment,
  updatedAt: moment,
  finishedAt: moment.nullable(),
  undoneAt: moment.nullable(),
  undoneBy: z.string().nullable(),
};

export const importList = z.strictObject({ imports: list(z.strictObject(job)) }).openapi('Imports');
export type ImportList = z.infer<typeof importList>;

export const importDetail = z
  .strictObject({
    ...job,
    progress: z
      .strictObject({ read: count, share: z.number().min(0).max(1) })
      .nullable()
      .openapi({ description: 'While this process runs it' }),
    report: z
      .record(z.string(), z.unknown())
      .readonly()
      .nullable()
      .openapi({ description: 'What `outcry import` writes, once it is over' }),
  })
  .openapi('Import');
export type ImportDetail = z.infer<typeof importDetail>;

export const importStarted = z
  .strictObject({ import: z.int().openapi({ description: 'Number of the import' }), state })
  .openapi('ImportStarted');
export type ImportStarted = z.infer<typeof importStarted>;

/** How a file would be read, as `outcry import --preview --json` says it. */
export const importPreview = z
  .looseObject({
    read: count,
    accepted: count,
    leftOut: count,
    rejected: count,
    encoding: z.string(),
    timezone: z.string(),
  })
  .openapi('ImportPreview');
