/** Schemas of what is watched: brands, policy changes, company responses, incidents, routes. */
import { z } from 'zod';
import { evidence, instant, slug } from './common.ts';

const words = z.array(z.string().trim().min(1).max(200));

export const brandSchema = z.strictObject({
  slug,
  name: z.string().trim().min(1).max(100),
  terms: words.min(1),
  exclude: words.default([]),
  packs: z.array(z.string()).default(['privacy-betrayal', 'broken-trust']),
});

export const policyChangeSchema = z
  .strictObject({
    slug,
    brand: slug,
    title: z.string().min(1).max(200),
    announced: instant.optional(),
    observed: z
      .strictObject({ after: instant, by: instant })
      .refine((o) => o.after <= o.by, '`after` must not be later than `by`')
      .optional(),
    effective: instant.optional(),
    touches: z.array(z.string()).default([]),
    words: words.default([]),
    evidence: z.array(evidence).min(1, 'say where the dates come from'),
  })
  .refine((c) => c.announced ?? c.observed ?? c.effective, {
    message: 'give at least one of announced, observed, effective',
  });

export const responseSchema = z.strictObject({
  slug,
  brand: slug,
  title: z.string().min(1).max(200),
  kind: z.enum(['apology', 'clarification', 'reversal', 'delay', 'other']),
  at: instant,
  evidence: z.array(evidence).min(1, 'say where the date comes from'),
});

export const incidentSchema = z
  .strictObject({
    slug,
    brand: slug,
    title: z.string().min(1).max(200),
    policyChange: slug.optional(),
    from: instant,
    to: instant,
  })
  .refine((i) => i.from < i.to, { message: '`from` must be before `to`', path: ['from'] });

/** One address, no display name: what reaches a mail server is exactly this. */
const email = z.email('write one plain address, e.g. pr@example.com').max(254);

export const routeSchema = z.strictObject({
  name: slug,
  brands: z.array(z.union([slug, z.literal('*')])).min(1),
  emails: z.array(email).min(1),
  kinds: z.array(z.enum(['backlash', 'attention'])).default(['backlash']),
  minSeverity: z.number().int().min(1).max(10).default(1),
  maxPerHour: z.number().int().min(1).max(100).default(10),
});
