/** What people configure: entries, their history, what changing one replies. */
import { z } from '@hono/zod-openapi';
import { CONFIG_KINDS } from '../../../src/domain/configuration.ts';
import { list, moment } from './shared.ts';

/** As a file under the configuration folder would write it. */
const document = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'The fields, as a file would write them: docs/configuration.md' });

export const configEntry = z
  .strictObject({
    kind: z.enum(CONFIG_KINDS),
    slug: z.string().openapi({ description: 'Of a route its name' }),
    file: z
      .string()
      .nullable()
      .openapi({ description: 'The file that defines it: it cannot be changed here' }),
    locked: z.boolean(),
    revision: z.int().nullable().openapi({ description: 'For If-Match; null for an entry of a file' }),
    changedAt: moment.nullable(),
    changedBy: z.string().nullable(),
    unused: z.string().nullable().openapi({ description: 'Why it is not in use; null if it is' }),
    entry: document,
  })
  .openapi('ConfigEntry');

export const configEntryList = z.strictObject({ entries: list(configEntry) });

export const configEdit = z
  .strictObject({
    entry: configEntry.nullable().openapi({ description: 'null: it was removed' }),
    notes: list(z.string()).openapi({ description: 'What else changed, in plain English' }),
  })
  .openapi('ConfigEdit');

export const configHistory = z.strictObject({
  changes: list(
    z
      .strictObject({
        id: z.int().openapi({ description: 'For undo' }),
        at: moment,
        by: z.string(),
        before: document.nullable().openapi({ description: 'null: it was added' }),
        after: document.nullable().openapi({ description: 'null: it was removed' }),
      })
      .openapi('ConfigChange'),
  ),
});

export const sourceKeys = z.strictObject({
  keys: list(
    z
      .strictObject({
        name: z.string(),
        from: z.enum(['environment', 'entered', 'none']),
        enteredAt: moment.nullable(),
        enteredBy: z.string().nullable(),
      })
      .openapi('SourceKey'),
  ),
});

export const keyValue = z.strictObject({
  value: z.string().openapi({ description: 'The key; it is never shown again' }),
});

export const undoBody = z.strictObject({
  change: z.int().optional().openapi({ description: 'Back to before this change; default: the last one' }),
});

export type ConfigEntryReply = z.infer<typeof configEntry>;
export type ConfigEntryList = z.infer<typeof configEntryList>;
export type ConfigEdit = z.infer<typeof configEdit>;
export type ConfigHistory = z.infer<typeof configHistory>;
export type SourceKeys = z.infer<typeof sourceKeys>;
