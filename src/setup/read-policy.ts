/** Reads the page of a policy as its tracker does, and says what is there. Stores nothing. */
import type { Brand } from '../domain/brand.ts';
import { cutText } from '../domain/text.ts';
import { findDates } from '../policy/dates.ts';
import { definitionOf } from '../source/registry.ts';
import type { SetupContext } from './context.ts';
import type { PolicyLook } from './port.ts';
import { partsFor, readSource } from './source-parts.ts';
import { whyNot } from './why-not.ts';

const LIMIT_MS = 20_000;
const HEADING = 120;

/** Never throws: the reason is a part of the answer. */
export async function readPolicy(ctx: SetupContext, url: string, brand: Brand): Promise<PolicyLook> {
  const read = readSource({ type: 'policy-page', slug: 'policy', url, brands: [brand.slug] });
  const definition = definitionOf('policy-page');
  if ('fields' in read)
    return { ok: false, text: 'Enter a whole address that begins with https://', fields: read.fields };
  if (definition?.brings !== 'policy') return { ok: false, text: 'Policies cannot be read here.' };
  const tracker = definition.create(read.source, partsFor(ctx, read.source, brand), {});
  try {
    for await (const { snapshots } of tracker.read(undefined, AbortSignal.timeout(LIMIT_MS))) {
      const text = snapshots[0]?.text;
      if (text === undefined) continue;
      const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
      const { effective, lastModified } = findDates(text, ctx.clock());
      return {
        ok: true,
        text: `Read a policy of ${words.toLocaleString('en-GB')} words.`,
        words,
        heading: cutText(text.split('\n', 1)[0] ?? '', HEADING),
        ...(effective ? { effective: effective.at } : {}),
        ...(lastModified ? { lastModified: lastModified.at } : {}),
      };
    }
    return { ok: false, text: 'The page shows no policy.' };
  } catch (error) {
    return { ok: false, text: `The page cannot be read: ${whyNot(error)}.` };
  }
}
