/** The webhook: deliveries signed as Standard Webhooks describes. */
import { createRoute, z } from '@hono/zod-openapi';
import { delivery, incomingMention } from '../schemas/mentions.ts';
import { failure } from '../schemas/shared.ts';
import { JSON_TYPE, jsonBody } from './build.ts';

export const WEBHOOK_OPERATION = createRoute({
  method: 'post',
  path: '/ingest/webhook/{source}',
  summary: 'Send mentions',
  description:
    'One mention, an array of at most 5,000, or one per line (NDJSON), signed with OUTCRY_WEBHOOK_SECRET (Standard Webhooks).',
  security: [],
  request: {
    params: z.object({
      source: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
        .openapi({ description: 'Your name for the source' }),
    }),
    headers: z.object({
      'webhook-id': z.string().openapi({ description: 'The same for every retry' }),
      'webhook-timestamp': z.string().openapi({ description: 'Seconds since 1970' }),
      'webhook-signature': z.string(),
    }),
    body: {
      required: true,
      content: {
        [JSON_TYPE]: { schema: z.union([incomingMention, z.array(incomingMention).max(5_000)]) },
        'application/x-ndjson': { schema: z.string() },
      },
    },
  },
  responses: {
    200: jsonBody('At least one mention was accepted or known already', delivery),
    400: jsonBody(
      'The body is empty, the name of the source cannot be used, or webhook-id is too long',
      failure,
    ),
    401: jsonBody('The signature is wrong or too old, or the secret is for another source', failure),
    413: jsonBody('More than 5 MB or 5,000 mentions', failure),
    422: jsonBody('Every mention was refused', delivery),
  },
});
