/** Scenarios of the generator behind `outcry simulate`: `config/scenarios/*.yaml`. */
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const share = z.number().min(0).max(1);
/** Weights by theme code; they need not sum to one. */
const mix = z.record(z.string().regex(/^[a-z_]+$/), z.number().nonnegative());
const positive = z.number().positive();

const source = z.strictObject({
  /** E.g. `sim:x`. */
  id: z.string().regex(/^[a-z0-9:._-]+$/),
  kind: z.enum(['post', 'comment', 'review', 'article']),
  /** How its posts sound. */
  register: z.enum(['tweet', 'comment', 'review', 'headline', 'reply']),
  weight: positive,
  /** Weight during a shock, where people go elsewhere to complain. */
  shockWeight: z.number().nonnegative().optional(),
  /** Median number of followers of its authors. */
  followers: positive.default(120),
});

const shock = z.strictObject({
  name: z.string(),
  at: instant,
  /** Mentions per hour at the top, over the baseline. */
  peakPerHour: positive,
  riseHours: positive,
  halfLifeHours: positive,
  /** `negativeShare` of its posts are of `themes`, the others of `otherThemes`. */
  themes: mix,
  negativeShare: share,
  otherThemes: mix.default({ privacy_shrug: 1 }),
  /** 0: a smooth curve; 1: the shock follows the hours of the day as the baseline does. */
  dayCycle: share.default(0),
  /** Size of the negative binomial: the larger, the less the counts vary. */
  dispersion: positive.default(80),
});

/** Something else that happens to the brand or its topic around a shock, and is not to be taken for it. */
const confounder = shock.extend({
  /** What it is, e.g. `outage of the service`, `launch`. */
  cause: z.string().min(1),
  /** `topic`: it lifts the rest of the topic in the same proportion, see `topic`. */
  scope: z.enum(['brand', 'topic']).default('brand'),
});

const holiday = z.strictObject({
  name: z.string().optional(),
  /** A day by UTC. */
  date: z.iso.date(),
  /** Ordinary talk of the day, × that of an ordinary day. */
  factor: z.number().nonnegative(),
});

const response = z.strictObject({
  name: z.string(),
  at: instant,
  /** From here on the shocks fall this many times as fast. */
  decayFactor: positive,
});

const schema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string(),
  brand: z.strictObject({
    slug: z.string().regex(/^[a-z0-9-]+$/),
    name: z.string(),
    parent: z.string().optional(),
    boss: z.string().default('the CEO'),
    domain: z.enum(['music', 'messenger', 'app']),
    rivals: z.array(z.string()).min(1),
    regulators: z.array(z.string()).default(['the data protection authority', 'the consumer agency']),
    hashtags: z.array(z.string()).default([]),
    /** Used beside the others by angry posts of a shock. */
    protestTags: z.array(z.string()).default([]),
  }),
  from: instant,
  to: instant,
  sources: z.array(source).min(1),
  baseline: z.strictObject({
    perHour: positive,
    dispersion: positive.default(10),
    trendPerWeek: z.number().default(0),
    /** 24 weights by UTC hour; scaled to mean 1. */
    hours: z.array(positive).length(24).optional(),
    /** 7 weights from Monday; scaled to mean 1. */
    days: z.array(positive).length(7).optional(),
  }),
  holidays: z.array(holiday).default([]),
  ordinary: mix,
  languages: z.partialRecord(z.enum(['es', 'de', 'fr', 'pt', 'it', 'nl']), share).default({}),
  shocks: z.array(shock).default([]),
  /** Responses do not bend them. */
  confounders: z.array(confounder).default([]),
  /** The rest of the topic, all other brands together: counts per hour in the truth, no mentions. */
  topic: z.strictObject({ perHour: positive, dispersion: positive.default(10) }).optional(),
  responses: z.array(response).default([]),
  /** Share of the posts that repeat an earlier one of the same source. */
  duplicateShare: share.default(0),
  late: z
    .strictObject({ share, medianMinutes: positive.default(90), maxHours: positive.default(24) })
    .default({ share: 0, medianMinutes: 90, maxHours: 24 }),
  bots: z
    .array(
      z.strictObject({
        at: instant,
        hours: positive,
        perHour: positive,
        authors: z.number().int().positive(),
        theme: z.string(),
        source: z.string(),
      }),
    )
    .default([]),
  /** A collector that is silent: its posts are lost, or arrive after the end with `backfilled`. */
  outages: z
    .array(
      z.strictObject({
        source: z.string(),
        from: instant,
        to: instant,
        backfilled: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** Names of events are the causes of posts, so no two may be the same. */
export const scenarioSchema = schema.superRefine((scenario, context) => {
  const names = ['baseline', 'bot'];
  for (const list of ['shocks', 'confounders'] as const) {
    for (const [i, { name }] of scenario[list].entries()) {
      if (names.includes(name))
        context.addIssue({ code: 'custom', path: [list, i, 'name'], message: `"${name}" is taken` });
      names.push(name);
    }
  }
  const dates = scenario.holidays.map((one) => one.date);
  for (const [i, date] of dates.entries()) {
    if (dates.indexOf(date) < i)
      context.addIssue({
        code: 'custom',
        path: ['holidays', i, 'date'],
        message: 'the day stands there twice',
      });
  }
});

export type Scenario = z.infer<typeof scenarioSchema>;
/** As it is written in YAML. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
