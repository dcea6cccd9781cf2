/** Builds one operation of the OpenAPI document. */
import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { failure } from '../schemas/shared.ts';

export const JSON_TYPE = 'application/json';

export function jsonBody(description: string, schema: z.ZodType) {
  return { description, content: { [JSON_TYPE]: { schema } } };
}

/** Statuses of errors with what they mean. */
export const ERRORS = {
  400: 'A parameter cannot be used; the message says which',
  401: 'No token, or one that is unknown or expired',
  403: 'The role is too low',
  404: 'No such path, brand or incident, or not for this token',
  500: 'A fault; the log has the reason next to the requestId',
} as const;

const jsonErrors = Object.fromEntries(
  Object.entries(ERRORS).map(([status, description]) => [status, jsonBody(description, failure)]),
);

type Query = NonNullable<NonNullable<RouteConfig['request']>['query']>;

export interface JsonOperation {
  readonly path: string;
  readonly summary: string;
  readonly reply: z.ZodType;
  readonly query?: Query;
}

export const slugParams = z.object({ slug: z.string().openapi({ description: 'Slug' }) });

/** A GET that replies with JSON, for every role. */
export function getJson({ path, summary, reply, query }: JsonOperation) {
  return createRoute({
    method: 'get',
    path,
    summary,
    description: 'Least role: viewer.',
    request: { ...(path.includes('{slug}') ? { params: slugParams } : {}), ...(query ? { query } : {}) },
    responses: { 200: jsonBody('The reply', reply), ...jsonErrors },
  });
}
