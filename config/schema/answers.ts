/** Schema of answer templates. */
import { z } from 'zod';
import { slug } from './common.ts';

/** `{brand}`: letters, digits and underscores. */
const PLACE = /\{([a-z][a-z0-9_]*)\}/g;
/** Filled in from the incident. */
const KNOWN = ['brand', 'change', 'date'];

export const responseTemplateSchema = z
  .strictObject({
    slug,
    title: z.string().min(1).max(100),
    kind: z.enum(['apology', 'clarification', 'reversal', 'delay', 'other']),
    themes: z.array(z.string()).default([]),
    text: z.string().min(1).max(5_000),
    /** What to write in each place, by its name. */
    facts: z.record(z.string(), z.string().min(1).max(200)).default({}),
  })
  .superRefine(({ text, facts }, ctx) => {
    for (const [, name = ''] of text.matchAll(PLACE)) {
      if (KNOWN.includes(name) || facts[name] !== undefined) continue;
      ctx.addIssue({ code: 'custom', path: ['facts'], message: `say what to write for {${name}}` });
    }
  });
