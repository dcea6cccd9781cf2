/** Schema of import presets: the columns of one tool's exports. */
import { z } from 'zod';
import { FIELDS } from '../../src/domain/import-preset.ts';
import { slug } from './common.ts';

const field = z.enum(FIELDS);
const column = z.string().trim().min(1).max(200);

function isZone(name: string): boolean {
  // Known without loading the zones, which every command would wait for.
  if (name === 'UTC') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export const importPresetSchema = z.strictObject({
  name: slug,
  title: z.string().min(1).max(100),
  documentation: z.array(z.string().min(1).max(300)).min(1),
  unverified: z.boolean().default(false),
  columns: z.array(column).min(1).max(40),
  without: z.array(column).max(40).default([]),
  map: z.partialRecord(field, z.string().trim().min(1).max(500)).default({}),
  never: z.array(field).default([]),
  unused: z.array(column).max(100).default([]),
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9:._-]{0,63}$/, 'use lower-case letters, digits and : . _ -')
    .optional(),
  kind: z.enum(['post', 'comment', 'review', 'article']).optional(),
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
  timezone: z.string().refine(isZone, 'is no IANA name of a time zone').optional(),
  leaveOut: z
    .array(z.strictObject({ column, values: z.array(z.string().min(1).max(200)).min(1).max(100) }))
    .default([]),
});
