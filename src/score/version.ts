/** The version stored with every score. Apart from the scorer, so that asking costs no model in memory. */
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';

/** Raised when words, weights or rules change, so that history is scored again. */
const LEXICON_VERSION = 'lexicon-1';

/** E.g. `lexicon-1+privacy-betrayal@1`. Throws `PatternError` for a pack phrase that cannot be read. */
export function scorerVersion(packs: readonly TaxonomyPack[]): string {
  return [LEXICON_VERSION, ...compileTaxonomy(packs).names].join('+');
}
