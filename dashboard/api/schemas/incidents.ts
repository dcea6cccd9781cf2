/** Spikes and incidents. */
import { z } from '@hono/zod-openapi';
import { ALERT_REASONS } from '../../../src/domain/alert.ts';
import { THEMES, type ThemeCode } from '../../../src/domain/kind/theme.ts';
import { list, moment, share, unbounded } from './shared.ts';

const attribution = z.strictObject({
  policyChange: z.string().openapi({ description: 'Slug' }),
  verdict: z.enum(['very likely', 'possible', 'not distinguishable']),
  pValue: share.openapi({ description: 'Placebo p-value' }),
  lagHours: z
    .number()
    .openapi({ description: 'From the change to the onset; negative if the onset was first' }),
  because: z.string(),
  checks: list(
    z.strictObject({
      name: z.enum(['near', 'rare', 'words', 'brand', 'alone', 'dated', 'first']),
      met: z.enum(['yes', 'no', 'unknown']),
      limit: z.number().optional().openapi({ description: 'Hours; a probability for rare' }),
      wholeDay: z.boolean().optional().openapi({ description: 'The limit counts from the end of the day' }),
    }),
  )
    .optional()
    .openapi({ description: 'Conditions of “very likely”; absent in attributions of 0.1' }),
});

const theme = z.strictObject({
  code: z.enum(THEMES as [ThemeCode, ...ThemeCode[]]),
  share: share.openapi({ description: 'Of the excess posts' }),
  lower: share.openapi({ description: 'Of its 95% interval' }),
  upper: share,
});

const categoryCount = z.strictObject({ code: z.string(), count: z.int(), share });

export const spike = z
  .strictObject({
    id: z.int(),
    brand: z.string(),
    series: z.string(),
    source: z.string(),
    kind: z.enum(['backlash', 'complaints', 'attention']),
    kindProbability: share
      .nullable()
      .openapi({ description: 'Of this kind; null where an older version found it' }),
    themes: list(theme).openapi({ description: 'What the excess posts are about, most first' }),
    polarised: z.boolean().openapi({ description: 'A large part defends the brand, another is against it' }),
    alarmAt: moment
      .nullable()
      .openapi({ description: 'When its alarm was raised; null where an older version found it' }),
    provisional: z.boolean().openapi({ description: 'It may be taken back: too little is known yet' }),
    precision: z
      .enum(['hour', 'day'])
      .openapi({ description: 'day: its sources give dates without times, and its times are whole days' }),
    onset: moment,
    peakAt: moment,
    end: moment.nullable().openapi({ description: 'null while it lasts' }),
    observed: z.number(),
    expected: z.number(),
    score: share.openapi({ description: '0.5 and more is an alarm' }),
    severity: z.number().min(1).max(10),
    betrayalShare: share,
    negativeShare: share,
    categories: list(categoryCount),
    phrases: list(z.string()),
    attribution: list(attribution),
    incident: z.string().nullable().openapi({ description: 'Slug' }),
    simulated: z.boolean(),
  })
  .openapi('Spike');

const incidentFields = {
  id: z.int(),
  slug: z.string(),
  brand: z.string(),
  title: z.string(),
  state: z.enum(['open', 'acknowledged', 'resolved']),
  severity: z.number().min(1).max(10),
  onset: moment,
  end: moment.nullable().openapi({ description: 'null while it lasts' }),
  openedAt: moment,
  revision: z.int().openapi({ description: 'Rises with every change' }),
  simulated: z.boolean(),
};

export const incident = z.strictObject(incidentFields).openapi('Incident');

/** A value with its 95% interval, as measured. */
const estimate = z.strictObject({
  value: unbounded,
  lower: unbounded,
  upper: unbounded,
  censored: z.boolean().optional().openapi({ description: 'true: at least the value' }),
});

const trajectory = z
  .strictObject({
    precision: z.enum(['hour', 'day']).openapi({ description: 'day: measured on whole days' }),
    baselinePerHour: z.number(),
    onset: moment,
    peak: z.strictObject({ value: z.number(), multiple: unbounded, at: moment }),
    excess: estimate,
    halfLifeHours: estimate,
    recoveryHours: estimate,
  })
  .openapi('Trajectory');

const multiple = z
  .strictObject({
    at: moment.openapi({ description: 'Start of the hour or day' }),
    observed: z.number(),
    expected: z.number(),
    times: z
      .number()
      .openapi({ description: 'observed ÷ expected, or ÷ 1 where less than one post is expected' }),
    atLeast: z.boolean().openapi({ description: 'true: less than one post is expected' }),
  })
  .openapi('Multiple');

/** The multiple of the headline, the chart and the mail. */
const size = z.strictObject({
  unit: z.enum(['hour', 'day']),
  now: multiple.nullable().openapi({ description: 'The last complete hour or day; null once it is over' }),
  peak: multiple.nullable().openapi({ description: 'The largest multiple so far' }),
});

const drivers = z.strictObject({
  categories: list(
    z.strictObject({
      code: z.string(),
      title: z.string(),
      type: z.enum(['harm', 'context']),
      count: z.int(),
      share,
      usualShare: share.optional().openapi({ description: 'Absent if there is no earlier history' }),
    }),
  ),
  sources: list(z.strictObject({ source: z.string(), all: z.int(), negative: z.int(), betrayal: z.int() })),
  phrases: list(z.string()),
});

const coordination = z
  .strictObject({
    judged: z.int().openapi({ description: 'Posts that name their author, of the newest 5,000' }),
    posts: z.int().openapi({ description: 'Of these, what looks coordinated' }),
    share,
    accounts: z.int(),
    effectiveAuthors: z
      .number()
      .openapi({ description: 'So many authors of equal weight would be as even a mix' }),
    reasons: list(
      z.strictObject({ code: z.enum(['repeats', 'in-step']), posts: z.int(), accounts: z.int() }),
    ),
    flagged: z.boolean().openapi({ description: 'A person should look before responding' }),
  })
  .openapi('Coordination');

export const incidentDetail = z
  .strictObject({
    ...incidentFields,
    answer: z.string().openapi({ description: 'The incident in a sentence' }),
    series: z.string().openapi({ description: 'What the trajectory is measured on' }),
    size: size.nullable().openapi({ description: 'null while its brand has no counts' }),
    trajectory: trajectory.nullable(),
    spikes: list(spike),
    drivers,
    coordination: coordination
      .nullable()
      .openapi({ description: 'null where too few posts name their author' }),
    timeline: list(z.strictObject({ at: moment, who: z.string(), what: z.string() })),
    alerts: list(
      z.strictObject({
        stage: z.enum(['opened', 'escalated', 'resolved']),
        send: z.boolean(),
        reason: z.enum(ALERT_REASONS),
        decidedAt: moment,
      }),
    ),
  })
  .openapi('IncidentDetail');

export const spikeList = z.strictObject({ spikes: list(spike) });
export const incidentList = z.strictObject({ incidents: list(incident) });

export type SpikeList = z.infer<typeof spikeList>;
export type IncidentList = z.infer<typeof incidentList>;
export type IncidentDetail = z.infer<typeof incidentDetail>;
