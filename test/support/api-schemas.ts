/** The schemas by which the API describes its JSON replies. */
import type { z } from '@hono/zod-openapi';
import { OPERATIONS } from '../../dashboard/api/document.ts';

export interface Described {
  readonly path: string;
  readonly method: string;
  readonly status: number;
  readonly schema: z.ZodType;
}

interface Reply {
  readonly content?: Readonly<Record<string, { readonly schema?: unknown } | undefined>>;
}

/** Every reply with JSON of every operation. */
export const JSON_REPLIES: readonly Described[] = OPERATIONS.flatMap(({ path, method, responses }) =>
  Object.entries(responses as Record<string, Reply>).flatMap(([status, { content }]) => {
    const schema = content?.['application/json']?.schema;
    return schema ? [{ path, method, status: Number(status), schema: schema as z.ZodType }] : [];
  }),
);

/** The schema of one reply. Throws where the document has none. */
export function replySchema(path: string, status: number, method = 'get'): z.ZodType {
  const found = JSON_REPLIES.find(
    (one) => one.path === path && one.status === status && one.method === method,
  );
  if (!found) throw new Error(`No JSON is described for ${path} with ${status}.`);
  return found.schema;
}
