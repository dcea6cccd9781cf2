/** Schema of routes: who is told of what, how soon, and when not. */
import { z } from 'zod';
import { SENSITIVITY } from '../../src/domain/alert.ts';
import { slug } from './common.ts';

/** One address, no display name: what reaches a mail server is exactly this. */
const email = z.email('write one plain address, e.g. pr@example.com').max(254);

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

/** Everything but name, brands and emails has a default, so that a short file is enough. */
export const routeSchema = z
  .strictObject({
    name: slug,
    brands: z.array(z.union([slug, z.literal('*')])).min(1),
    emails: z.array(email).default([]),
    /** Names that OUTCRY_ALERT_HOOKS gives addresses: those are secrets and stand in no file. */
    slack: z.array(slug).optional(),
    webhooks: z.array(slug).optional(),
    kinds: z.array(z.enum(['backlash', 'attention', 'outage'])).default(['backlash']),
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
  })
  .refine((r) => r.emails.length + (r.slack?.length ?? 0) + (r.webhooks?.length ?? 0) > 0, {
    path: ['emails'],
    message: 'name somebody: an address here, or a hook under `slack` or `webhooks`',
  })
  .transform((route) => ({
    ...route,
    minSeverity: route.minSeverity ?? SENSITIVITY[route.sensitivity].minSeverity,
  }));
