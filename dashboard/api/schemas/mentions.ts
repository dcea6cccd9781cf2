/** Mentions: the list that the API gives, and what the webhook takes and replies. */
import { z } from '@hono/zod-openapi';
import { list, moment, share } from './shared.ts';

const label = z.enum(['negative', 'neutral', 'positive']);

const betrayal = z
  .strictObject({
    label: z.boolean(),
    p: share,
    categories: list(
      z.strictObject({
        code: z.string(),
        p: share,
        span: z
          .tuple([z.int(), z.int()])
          .readonly()
          .openapi({ description: 'Half-open range of UTF-16 offsets into the text' }),
        polarity: z.enum(['concern', 'praise', 'negated', 'hypothetical']),
      }),
    ),
    context: list(z.strictObject({ code: z.string(), stance: z.enum(['accepted', 'rejected']).optional() })),
  })
  .openapi('Betrayal');

const mention = z
  .strictObject({
    id: z.int(),
    source: z.string(),
    externalId: z.string(),
    kind: z.enum(['post', 'comment', 'review', 'article']),
    publishedAt: moment,
    precision: z
      .enum(['second', 'minute', 'day'])
      .openapi({ description: 'Of publishedAt; a day stands at its 00:00 UTC' }),
    title: z.string().nullable(),
    text: z.string(),
    url: z.string().nullable(),
    lang: z.string().nullable(),
    reach: z.number(),
    state: z.enum(['pending', 'scored', 'not-scored', 'dead']),
    sentiment: z.strictObject({ label, score: z.number().min(-1).max(1) }).nullable(),
    betrayal: betrayal.nullable(),
    simulated: z.boolean(),
  })
  .openapi('Mention');

export const mentionList = z.strictObject({
  brand: z.string(),
  from: moment,
  to: moment,
  page: z.int(),
  more: z.boolean().openapi({ description: 'Whether there is another page' }),
  mentions: list(mention),
});
export type MentionList = z.infer<typeof mentionList>;

/** What the webhook takes; `src/ingest/check.ts` checks it, entry by entry. */
export const incomingMention = z
  .looseObject({
    text: z.string(),
    brand: z.string().optional().openapi({ description: 'Slug' }),
    brands: z.array(z.string()).optional().openapi({ description: 'Slugs' }),
    publishedAt: z.string().optional().openapi({ description: 'If absent, the time of arrival' }),
    externalId: z.string().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    lang: z.string().optional(),
    rating: z.number().optional(),
    kind: z.enum(['post', 'comment', 'review', 'article']).optional(),
    author: z.union([z.string(), z.object({ id: z.string(), followers: z.number().optional() })]).optional(),
    engagement: z
      .object({
        likes: z.number().optional(),
        reposts: z.number().optional(),
        replies: z.number().optional(),
        views: z.number().optional(),
      })
      .optional(),
    editedAt: z.string().optional(),
    parentExternalId: z.string().optional(),
  })
  .openapi('IncomingMention');

export const delivery = z
  .strictObject({
    read: z.int(),
    accepted: z.int(),
    duplicates: z.int(),
    rejected: list(z.strictObject({ index: z.int(), reason: z.string() })),
  })
  .openapi('Delivery');
export type Delivery = z.infer<typeof delivery>;
