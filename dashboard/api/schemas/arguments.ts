/** What the posts of an incident argue. */
import { z } from '@hono/zod-openapi';
import { list, moment, share } from './shared.ts';

const argument = z
  .strictObject({
    key: z.string().openapi({ description: 'Stable while the incident lasts' }),
    name: z.string(),
    code: z.string().nullable().openapi({ description: 'Category; null where its posts share words alone' }),
    share: share.openapi({ description: 'Of the posts beyond the usual ones, by votes' }),
    posts: z.int(),
    firstAt: moment,
    recent: z.strictObject({
      hours: z.int(),
      now: z.int().openapi({ description: 'Posts of the last hours of the incident' }),
      before: z.int().openapi({ description: 'Posts of as many hours before those' }),
    }),
    change: z
      .enum(['began', 'grew'])
      .nullable()
      .openapi({ description: 'After `since`; null where it did neither, or without `since`' }),
    typical: z
      .strictObject({ id: z.int(), text: z.string(), url: z.string().nullable() })
      .openapi({ description: 'The post that is most like the others' }),
    demands: list(
      z.strictObject({
        demand: z.enum(['opt_out', 'delete_data', 'refund', 'reverse', 'explain', 'apologise', 'leave']),
        share,
      }),
    ),
    phrases: list(z.string()).openapi({ description: 'That set it apart' }),
  })
  .openapi('Argument');

export const incidentArgumentList = z
  .strictObject({
    incident: z.string().openapi({ description: 'Slug' }),
    state: z.enum(['grouped', 'few', 'removed']).openapi({
      description: 'few: too few posts to group; removed: retention has removed their texts',
    }),
    posts: z.int().openapi({ description: 'That were grouped, or could be' }),
    needed: z.int().optional().openapi({ description: 'With few: the least posts that can be grouped' }),
    unread: z.int().openapi({ description: 'Posts in languages that are not read' }),
    arguments: list(argument),
    rest: list(
      z.strictObject({ mood: z.enum(['negative', 'neutral', 'positive']), share, posts: z.int() }),
    ).openapi({ description: 'What is in none of them' }),
  })
  .openapi('IncidentArguments');

export type IncidentArgumentList = z.infer<typeof incidentArgumentList>;
