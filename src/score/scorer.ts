/** Reading one text: normalise → language → betrayal and sentiment. */
import type { Score, Scorer, ScoreOptions } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { readBetrayal } from './betrayal.ts';
import { detectLanguage } from './language.ts';
import { givenSpan, normalise } from './normalise.ts';
import { readSentiment } from './sentiment.ts';
import { compileTaxonomy, type Taxonomy } from './taxonomy-compile.ts';
import { type Token, tokenise } from './tokens.ts';
import { scorerVersion } from './version.ts';

/** The one language the lexicon and the packs read. */
const READS = 'en';
const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * A scorer over the given packs. Throws `PatternError` for a pack phrase that cannot be read; `score` throws
 * `RangeError` for a pack name that was not given.
 */
export function createScorer(packs: readonly TaxonomyPack[]): Scorer {
  const all = compileTaxonomy(packs);
  const selections = new Map<string, Taxonomy>();

  function taxonomyFor(names: readonly string[] | undefined): Taxonomy {
    if (names === undefined) return all;
    const key = [...new Set(names)].sort().join('+');
    const known = selections.get(key);
    if (known !== undefined) return known;
    for (const name of names) {
      if (!packs.some((pack) => pack.name === name))
        throw new RangeError(`no taxonomy pack is called ${name}`);
    }
    const made = compileTaxonomy(packs.filter((pack) => names.includes(pack.name)));
    selections.set(key, made);
    return made;
  }

  function score(text: string, options: ScoreOptions = {}): Score {
    const taxonomy = taxonomyFor(options.packs);
    const normalised = normalise(text);
    const read = tokenise(normalised.text);
    const { tokens } = read;
    if (!tokens.some(isReadable)) {
      return { scored: false, lang: 'und', reason: 'no text to read' };
    }
    const found = detectLanguage(normalised.text, tokens, options.lang);
    const onlyEmoji = found === 'und' && !tokens.some((token) => token.kind === 'word' && isReadable(token));
    const lang = onlyEmoji ? READS : found;
    if (lang === 'und') return { scored: false, lang, reason: 'the language cannot be told' };
    if (lang !== READS) return { scored: false, lang, reason: `language ${lang} is not read yet` };

    const betrayal = readBetrayal(taxonomy, tokens, (start, end) => givenSpan(normalised, start, end));
    const masked = options.brandTerms === undefined ? NO_NAMES : nameWords(options.brandTerms);
    return { scored: true, lang, sentiment: readSentiment(read, { masked, betrayal }), betrayal };
  }

  return { version: scorerVersion(packs), score };
}

function isReadable(token: Token): boolean {
  return token.kind === 'emoji' || (token.kind === 'word' && /\p{L}/u.test(token.text));
}

function nameWords(terms: readonly string[]): Set<string> {
  return new Set(terms.flatMap((term) => tokenise(normalise(term).text).tokens.map((token) => token.text)));
}
