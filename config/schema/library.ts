/** Schema of a capsule, one incident of the library (docs/library.md says what each field means). */
import { z } from 'zod';
import {
  ANSWERS,
  CHANGES,
  COURSE_MEASURES,
  OUTCOMES,
  SECTORS,
  THEMES,
} from '../../src/domain/capsule-words.ts';
import { slug } from './common.ts';

function keysOf<K extends string>(words: Readonly<Record<K, string>>) {
  return z.enum(Object.keys(words) as [K, ...K[]]);
}

/** A day in UTC, kept as it is written. */
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day, e.g. 2015-08-21')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'there is no such day');

const text = z.string().trim().min(1).max(400);
const sourced = { source: z.string().min(1), checked: z.boolean().default(true) };
const when = { at: day.optional(), after: day.optional(), by: day.optional() };
const amount = { value: z.number().finite().optional(), unit: z.string().min(1).max(80).optional() };

interface Times {
  readonly at?: string | undefined;
  readonly after?: string | undefined;
  readonly by?: string | undefined;
}

const isDay = ({ at, after, by }: Times) => at !== undefined && after === undefined && by === undefined;
const isInterval = ({ at, after, by }: Times) =>
  at === undefined && after !== undefined && by !== undefined && after <= by;
const isUndated = ({ at, after, by }: Times) => at === undefined && after === undefined && by === undefined;
const ONE_TIME = 'give `at`, or `after` and `by` with `after` not later than `by`';
const hasUnit = ({ value, unit }: { value?: number | undefined; unit?: string | undefined }) =>
  (value === undefined) === (unit === undefined);
const WITH_UNIT = '`value` and `unit` go together';

const dated = z.strictObject({ ...when, ...sourced }).refine((o) => isDay(o) || isInterval(o), ONE_TIME);

const answer = z
  .strictObject({ kind: keysOf(ANSWERS), ...when, what: text, ...sourced })
  .refine((o) => isDay(o) || isInterval(o), ONE_TIME);

const outcome = z
  .strictObject({ kind: keysOf(OUTCOMES), ...when, ...amount, what: text, ...sourced })
  .refine((o) => isDay(o) || isInterval(o) || isUndated(o), ONE_TIME)
  .refine(hasUnit, WITH_UNIT);

const milestone = z
  .strictObject({ ...when, ...amount, what: text, ...sourced })
  .refine((o) => isDay(o) || isInterval(o), ONE_TIME)
  .refine(hasUnit, WITH_UNIT);

const source = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  publisher: z.string().trim().min(1).max(100),
  date: day.optional(),
});

/** Counts beside the capsule: a CSV with the columns `day,count`; an empty count is missing. */
const courseFile = z.strictObject({
  measure: keysOf(COURSE_MEASURES),
  file: z.string().regex(/^[a-z0-9-]+\.csv$/, 'the name of a CSV file beside the capsule'),
  unit: text,
  source: z.string().min(1),
});

/** Counts in the capsule itself, as an exported capsule has them. */
const coursePoints = z.strictObject({
  measure: keysOf(COURSE_MEASURES),
  unit: text,
  source: z.string().min(1),
  points: z.array(z.tuple([day, z.number().nonnegative().nullable()])).max(2000),
});

const fields = {
  slug,
  company: z.string().trim().min(1).max(100),
  sector: keysOf(SECTORS),
  country: z.string().regex(/^[A-Z]{2}$/, 'two letters, e.g. US'),
  title: z.string().trim().min(1).max(120),
  what: z.string().trim().min(1).max(1200),
  kind: z.enum(['backlash', 'complaints']),
  change: keysOf(CHANGES),
  themes: z
    .array(keysOf(THEMES))
    .min(1)
    .refine((list) => new Set(list).size === list.length, 'no theme twice'),
  dates: z
    .strictObject({
      announced: dated.optional(),
      observed: dated.optional(),
      effective: dated.optional(),
      onset: dated.optional(),
    })
    .refine((d) => Object.values(d).some((one) => one !== undefined), 'give at least one date'),
  answers: z.array(answer).default([]),
  outcome: z.array(outcome).default([]),
  milestones: z.array(milestone).default([]),
  course: z.union([courseFile, coursePoints]).optional(),
  size: z
    .strictObject({ value: z.number().finite(), unit: z.string().min(1).max(80), what: text, ...sourced })
    .optional(),
  sources: z.record(z.string().regex(/^[a-z0-9-]+$/), source),
  contested: z.array(text).default([]),
};

interface Citing {
  readonly source: string;
}

export const capsuleSchema = z.strictObject(fields).superRefine((capsule, context) => {
  const known = new Set(Object.keys(capsule.sources));
  const cited = new Set<string>();
  const cite = (one: Citing | undefined, path: PropertyKey[]) => {
    if (one === undefined) return;
    cited.add(one.source);
    if (!known.has(one.source))
      context.addIssue({ code: 'custom', path, message: `"${one.source}" is not in \`sources\`` });
  };
  for (const [name, one] of Object.entries(capsule.dates)) cite(one, ['dates', name]);
  for (const list of ['answers', 'outcome', 'milestones'] as const)
    capsule[list].forEach((one, index) => cite(one, [list, index]));
  cite(capsule.course, ['course']);
  cite(capsule.size, ['size']);
  for (const key of known)
    if (!cited.has(key))
      context.addIssue({ code: 'custom', path: ['sources', key], message: 'nothing refers to this source' });
});
