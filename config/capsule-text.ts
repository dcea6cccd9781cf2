/** A capsule as a text that a person edits: written with every field that is worth filling in, and read back. */
import { Document, isMap, parse } from 'yaml';
import type { z } from 'zod';
import { plainMessage } from './plain-messages.ts';
import { capsuleSchema } from './schema/library.ts';

/** Longer texts are not read. */
export const MOST_LETTERS = 200_000;

export type WrittenCapsule = z.output<typeof capsuleSchema>;

/** In block style; dates and days of a course on a line each. */
export function writeCapsule(capsule: Readonly<Record<string, unknown>>): string {
  const doc = new Document(capsule);
  const flow = (node: unknown) => {
    if (node !== null && typeof node === 'object') (node as { flow?: boolean }).flow = true;
  };
  flow(doc.get('themes', true));
  const dates = doc.get('dates', true);
  if (isMap(dates)) for (const { value } of dates.items) flow(value);
  const points = doc.getIn(['course', 'points'], true) as { items?: readonly unknown[] } | undefined;
  for (const point of points?.items ?? []) flow(point);
  return doc.toString({ lineWidth: 110 });
}

/** What is wrong with it, a line each: `country: two letters, e.g. US`. */
export function readCapsule(text: string): { capsule?: WrittenCapsule; problems: readonly string[] } {
  if (text.length > MOST_LETTERS) return { problems: ['it is longer than a capsule can be'] };
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    return { problems: [`not valid YAML: ${reason}`] };
  }
  const parsed = capsuleSchema.safeParse(content);
  if (parsed.success) return { capsule: parsed.data, problems: [] };
  const problems = parsed.error.issues.map((one) => `${one.path.join('.')}: ${plainMessage(one)}`);
  return { problems };
}
