/** Table of the spikes. */
import { integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Attribution, SpikeKind, SpikePrecision } from '../../domain/spike.ts';
import type { ThemeShare } from '../../domain/kind/theme.ts';

export const spike = sqliteTable(
  'spike',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brandId: integer('brand_id').notNull(),
    incidentId: integer('incident_id').notNull(),
    series: text().notNull(),
    source: text().notNull(),
    kind: text().$type<SpikeKind>().notNull(),
    precision: text().$type<SpikePrecision>().notNull().default('hour'),
    /** This and the next two are null in spikes that an older version found. */
    kindProbability: real('kind_probability'),
    themes: text({ mode: 'json' }).$type<readonly ThemeShare[]>(),
    polarised: integer({ mode: 'boolean' }),
    /** When it raised its alarm; null in spikes that an older version found. */
    alarmAt: integer('alarm_at'),
    provisional: integer({ mode: 'boolean' }).notNull().default(false),
    onset: integer().notNull(),
    peakAt: integer('peak_at').notNull(),
    end: integer(),
    observed: real().notNull(),
    expected: real().notNull(),
    score: real().notNull(),
    severity: integer().notNull(),
    betrayalShare: real('betrayal_share').notNull(),
    negativeShare: real('negative_share').notNull(),
    categories: text({ mode: 'json' })
      .$type<readonly { code: string; count: number; share: number }[]>()
      .notNull(),
    attribution: text({ mode: 'json' }).$type<readonly Attribution[]>().notNull(),
    phrases: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    simulated: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [uniqueIndex('spike_identity').on(t.brandId, t.source, t.onset, t.precision)],
);
