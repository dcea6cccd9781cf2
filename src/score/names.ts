/** The words of names that are masked, so that a brand's own name is no sign of anything. */
import { normalise } from './normalise.ts';
import { tokenise } from './tokens.ts';

/** Words as tokens carry them. */
export function nameWords(terms: readonly string[]): Set<string> {
  return new Set(terms.flatMap((term) => tokenise(normalise(term).text).tokens.map((token) => token.text)));
}
