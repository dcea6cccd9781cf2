/** Decides whether a matched phrase is a concern, praise, denied or only supposed. */
import type { Polarity } from '../domain/scoring.ts';
import { isNegator } from './valence.ts';
import type { Match } from './find-matches.ts';
import type { Token } from './tokens.ts';

/** Number of words before the phrase that are searched for a denial or a supposition. */
const REACH = 5;
const SUPPOSING = new Set([
  'if',
  'whether',
  'imagine',
  'suppose',
  'hypothetically',
  'unless',
  'might',
  'could',
]);
/** Before these words a negation does not deny the phrase: "can't believe they sell", "not only do they sell". */
const NOT_DENIED = new Set(
  'believe stand only just even surprised wonder trust forget understand accept tolerate mention support like want care know'.split(
    ' ',
  ),
);
/** In the same sentence, these turn a denied phrase into praise: "love that they don't sell my data". */
const KIND = new Set(
  'love loves great glad finally thanks thank happy appreciate awesome best good kudos respect respects nice amazing unlike'.split(
    ' ',
  ),
);
/** These deny without "not": "a ban on selling data", "refuses to share". */
const REFUSING = new Set(
  'refuse refuses refused stops prevents prevent blocks block avoids without nobody none'.split(' '),
);

/** Polarity of a hit, from the words around it in its sentence. */
export function polarityOf(match: Match, tokens: readonly Token[]): Polarity {
  const sentence = tokens[match.from]?.sentence;
  for (const at of match.skipped) {
    const token = tokens[at];
    if (token !== undefined && isDenial(tokens, at))
      return kindSentence(tokens, match) ? 'praise' : 'negated';
  }
  let supposed = false;
  for (let back = 1; back <= REACH; back += 1) {
    const at = match.from - back;
    const token = tokens[at];
    if (token === undefined || token.sentence !== sentence) break;
    if (back <= 4 && isDenial(tokens, at)) return kindSentence(tokens, match) ? 'praise' : 'negated';
    if (SUPPOSING.has(token.text)) supposed = true;
    if (tokens[at]?.broken === true && back >= 2) break;
    if (token.text === 'but' || token.text === 'because' || token.text === 'and') break;
  }
  return supposed ? 'hypothetical' : 'concern';
}

function isDenial(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? '';
  if (word === 'nothing' || word === 'hardly' || word === 'stop' || word === 'stopped') return false;
  if (REFUSING.has(word)) return true;
  if (!isNegator(word) || word === 'why') return false;
  if (word.startsWith('didn') && /^(?:you|they|i|we)$/.test(tokens[at + 1]?.text ?? '')) return false;
  for (let next = at + 1; next <= at + 2; next += 1)
    if (NOT_DENIED.has(tokens[next]?.text ?? '')) return false;
  return true;
}

function kindSentence(tokens: readonly Token[], match: Match): boolean {
  const sentence = tokens[match.from]?.sentence;
  for (let i = match.from - 12; i < match.to + 8; i += 1) {
    const token = tokens[i];
    if (token !== undefined && token.sentence === sentence && KIND.has(token.text)) return true;
  }
  return false;
}
