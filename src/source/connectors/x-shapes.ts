/** Shapes of X's API v2, as far as they are read (docs.x.com: recent search, Tweet and User objects). */
import { z } from 'zod';
import { entitiesOf } from './x-text.ts';

export const envelope = z.object({
  data: z.array(z.unknown()).optional(),
  includes: z
    .object({ users: z.array(z.unknown()).optional(), media: z.array(z.unknown()).optional() })
    .optional(),
  errors: z.array(z.unknown()).optional(),
  meta: z.object({ result_count: z.number(), next_token: z.string().min(1).optional() }),
});

export const post = z.object({
  id: z.string().min(1),
  text: z.string(),
  created_at: z.string(),
  author_id: z.string().optional(),
  lang: z.string().nullish(),
  entities: entitiesOf,
  note_tweet: z.object({ text: z.string().optional(), entities: entitiesOf }).nullish(),
  edit_history_tweet_ids: z.array(z.string()).optional(),
  public_metrics: z
    .object({
      like_count: z.number(),
      retweet_count: z.number(),
      reply_count: z.number(),
      quote_count: z.number(),
      impression_count: z.number(),
    })
    .partial()
    .optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
});

/** XX is withheld everywhere, XY for a copyright (docs.x.com, withheld content). */
export const withheld = z.object({
  id: z.string().min(1),
  edit_history_tweet_ids: z.array(z.string()).optional(),
  withheld: z
    .object({ copyright: z.boolean().optional(), country_codes: z.array(z.string()).optional() })
    .optional(),
});

export const user = z.object({
  id: z.string(),
  username: z.string().optional(),
  public_metrics: z.object({ followers_count: z.number().optional() }).optional(),
});

/** A post with its author and pictures, which the answer holds separately. */
export interface Raw {
  readonly tweet: unknown;
  readonly user?: unknown;
  readonly media?: readonly unknown[];
}
