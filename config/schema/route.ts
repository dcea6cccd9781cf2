/** Schema of routes: who is notified of what, how soon, and when not. */
import { z } from 'zod';
import { type Route, SENSITIVITY } from '../../src/domain/alert.ts';
import { THEMES, type ThemeCode } from '../../src/domain/kind/theme.ts';
import { CHANNELS, recipientsIn, routeKeysOf } from '../../src/notify/registry.ts';
import { slug } from './common.ts';

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write hours and minutes in quotes, e.g. "22:00"');

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const quietHours = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    zone: z.string().max(60).refine(isZone, 'write a time zone as Europe/Stockholm or UTC'),
    /** Days on which they begin, by name. */
    days: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .transform((names) => names.map((name) => WEEKDAYS.indexOf(name) + 1))
      .optional(),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the same as `from`' });

const minutes = z.number().int().min(0).max(10_080);

/** Each channel's list of recipients. */
const recipientLists: Readonly<Record<string, z.ZodOptional<z.ZodArray<z.ZodType<string>>>>> =
  Object.fromEntries(CHANNELS.map(({ routeKey, address }) => [routeKey, z.array(address).optional()]));

const settings = {
  name: slug,
  brands: z.array(z.union([slug, z.literal('*')])).min(1),
  kinds: z.array(z.enum(['backlash', 'complaints', 'attention', 'outage'])).default(['backlash']),
  /** Only incidents about one of these; anything when absent. */
  themes: z.array(z.enum(THEMES as [ThemeCode, ...ThemeCode[]])).optional(),
  sensitivity: z.enum(['low', 'medium', 'high']).default('high'),
  /** Over that of `sensitivity`. */
  minSeverity: z.number().int().min(1).max(10).optional(),
  maxPerHour: z.number().int().min(1).max(100).default(10),
  quietHours: quietHours.optional(),
  cooldownMinutes: minutes.default(0),
  groupWaitMinutes: minutes.default(0),
  groupIntervalMinutes: minutes.default(5),
  resolved: z.boolean().default(true),
  escalate: z.boolean().default(true),
  audience: z.enum(['executive', 'team', 'operator']).default('team'),
};

type Settings = z.output<z.ZodObject<typeof settings>>;

const KEYS = CHANNELS.map(({ routeKey }) => routeKey);

/** Everything but name, brands and a recipient has a default, so that a short file is enough. */
export const routeSchema = z
  .strictObject({ ...recipientLists, ...settings })
  .refine((route) => recipientsIn(route).length > 0, {
    path: KEYS.slice(0, 1),
    message: `name a recipient under ${KEYS.map((key) => `\`${key}\``).join(', ')}`,
  })
  .transform((route): Route => {
    const own = Object.entries(route).filter(([key]) => !KEYS.includes(key));
    const { minSeverity, ...rest } = Object.fromEntries(own) as Settings;
    return {
      ...rest,
      recipients: recipientsIn(route),
      minSeverity: minSeverity ?? SENSITIVITY[rest.sensitivity].minSeverity,
    };
  });

/** A route as its file would write it; `routeSchema` reads it back as the same. */
export function routeEntry({
  name,
  brands,
  recipients,
  quietHours,
  ...rest
}: Route): Record<string, unknown> {
  const { days, ...hours } = quietHours ?? {};
  const names = days && { days: days.map((day) => WEEKDAYS[day - 1]) };
  return {
    name,
    brands,
    ...routeKeysOf(recipients),
    ...rest,
    ...(quietHours ? { quietHours: { ...hours, ...names } } : {}),
  };
}
