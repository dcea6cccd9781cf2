/** The version stored with every score. Separate from the scorer, so that reading it does not load the models. */
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { shippedVersion } from './model/model.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';

/** Increased when words or rules change, so that stored mentions are re-scored. The weights have their own version. */
const RULES_VERSION = 'rules-4';

/** E.g. `rules-4+model-3f2a90c1+privacy-betrayal@1`. Throws `PatternError` for an invalid pack phrase. */
export function scorerVersion(packs: readonly TaxonomyPack[]): string {
  return [RULES_VERSION, shippedVersion(), ...compileTaxonomy(packs).names].join('+');
}
