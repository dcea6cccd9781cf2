/** Table of the news and page-view series. */
import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Series that are not mentions, such as news and page views, to compare with a brand's counts. */
export const controlCount = sqliteTable(
  'control_count',
  {
    source: text().notNull(),
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    value: real().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.source, t.widthMs, t.start] })],
);
