/** The version stored with every score. Apart from the scorer, so that asking costs no model in memory. */
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { shippedVersion } from './model/model.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';

/** Raised when words or rules change, so that history is scored again. Weights carry a version of their own. */
const RULES_VERSION = 'rules-3';

/** E.g. `rules-3+model-3f2a90c1+privacy-betrayal@1`. Throws `PatternError` for a pack phrase that cannot be read. */
export function scorerVersion(packs: readonly TaxonomyPack[]): string {
  return [RULES_VERSION, shippedVersion(), ...compileTaxonomy(packs).names].join('+');
}
