/** Reads JSON that a program sends. */
import type { Ctx } from '../deps.ts';

/** An object of JSON; undefined for anything else. An empty body is an empty object. */
export async function jsonObject(c: Ctx): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = await c.req.text();
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
