/** The version stored with every score. Separate from the scorer, so that reading it does not load the models. */
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { shippedVersion } from './model/model.ts';
import { shippedSecond } from './second/model.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';

/** Increased when words or rules change, so that stored mentions are re-scored. The weights have their own version. */
const RULES_VERSION = 'rules-5';

/**
 * E.g. `rules-5+model-3f2a90c1+second-77ab03de+privacy-betrayal@1`; without the second reading its part is left out.
 * Throws `PatternError` for an invalid pack phrase.
 */
export function scorerVersion(packs: readonly TaxonomyPack[], second = true): string {
  const models = [shippedVersion(), ...(second ? [shippedSecond().version] : [])];
  return [RULES_VERSION, ...models, ...compileTaxonomy(packs).names].join('+');
}
