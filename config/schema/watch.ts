/** Schemas of what is watched: brands, policy changes, company responses, incidents, routes. */
import { z } from 'zod';
import { evidence, instant, slug } from './common.ts';

const words = z.array(z.string().trim().min(1).max(200));

/** Names, each with something in it that can be read. */
const names = z.array(
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/[^\p{M}\p{Default_Ignorable_Code_Point}\s]/u, 'there is nothing in it that can be seen'),
);

/** The digits of an address at apps.apple.com; YAML reads them as a number unless they are quoted. */
const appStoreId = z
  .union([z.string(), z.number().transform(String)])
  .pipe(z.string().regex(/^\d{1,15}$/, 'write the digits of its address, e.g. 324684580'));

/** Application id: https://developer.android.com/build/configure-app-module#set-application-id */
const googlePlayId = z
  .string()
  .max(150)
  .regex(/^[a-zA-Z]\w*(\.[a-zA-Z]\w*)+$/, 'write the package name, e.g. com.spotify.music');

/** Whether the lists can be checked even though other fields are invalid, so that all errors appear at once. */
function listsAreArrays({ value }: { readonly value: unknown }): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([key, list]) =>
      !['terms', 'ambiguous', 'context'].includes(key) || list === undefined || Array.isArray(list),
  );
}

const isEmpty = (list: readonly string[] | undefined) => list === undefined || list.length === 0;
const sameAs = (word: string) => (name: string) => name.toLowerCase() === word.toLowerCase();

export const brandSchema = z
  .strictObject({
    slug,
    name: z.string().trim().min(1).max(100),
    terms: names.default([]),
    ambiguous: names.optional(),
    context: names.optional(),
    exclude: names.default([]),
    packs: z.array(z.string()).default(['privacy-betrayal', 'broken-trust']),
    apps: z.strictObject({ appStore: appStoreId.optional(), googlePlay: googlePlayId.optional() }).optional(),
  })
  .refine(({ terms, ambiguous }) => !isEmpty(terms) || !isEmpty(ambiguous), {
    path: ['terms'],
    message: 'give at least one name here, or in `ambiguous` with words in `context`',
    when: listsAreArrays,
  })
  .refine(({ ambiguous, context }) => isEmpty(ambiguous) || !isEmpty(context), {
    path: ['context'],
    message: '`ambiguous` needs words here, e.g. privacy or app: one of them must be in the same text',
    when: listsAreArrays,
  })
  .refine(({ ambiguous = [], context = [] }) => !context.some((word) => ambiguous.some(sameAs(word))), {
    path: ['context'],
    message: 'a name in `ambiguous` would always be its own context',
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
