/** Health checks, and the description of the API itself. */
import { z } from '@hono/zod-openapi';
import { list } from './shared.ts';

export const alive = z.strictObject({ ok: z.literal(true) });

export const ready = z.strictObject({
  ok: z.boolean(),
  checks: list(z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() })),
});

export const openApi = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
});

export type Alive = z.infer<typeof alive>;
export type Ready = z.infer<typeof ready>;
