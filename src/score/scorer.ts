/** Scores what the author of a text says: own words → normalise → language → betrayal and sentiment. */
import { withoutQuotes } from '../domain/quotation/quotes.ts';
import type { Score, Scorer, ScoreOptions } from '../domain/scoring.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import { readBetrayal, type Selection } from './betrayal.ts';
import { detectLanguage } from './language.ts';
import { lexiconOver } from './lexicon/table.ts';
import { TRAINED_CODES, TRAINED_PACKS } from './model/heads.ts';
import { type Model, shippedModel } from './model/model.ts';
import { modelReader } from './model/reader.ts';
import { nameWords } from './names.ts';
import { givenSpan, normalise } from './normalise.ts';
import { scopeTo } from './scope.ts';
import { readSentiment, turnRound } from './sentiment.ts';
import { compileTaxonomy } from './taxonomy-compile.ts';
import { type Token, tokenise } from './tokens.ts';
import { valence } from './valence.ts';
import { scorerVersion } from './version.ts';

/** The only language that the models and packs support. */
const READS = 'en';
const NO_NAMES: ReadonlySet<string> = new Set();
/** Maximum sets of brand names in the cache. */
const NAMES_KEPT = 1_000;

/**
 * Creates a scorer with the given packs. Throws `PatternError` for an invalid pack phrase; `score` throws `RangeError`
 * for a pack name that is not among them.
 */
export function createScorer(packs: readonly TaxonomyPack[], model: Model = shippedModel()): Scorer {
  const everything = select(packs);
  const selections = new Map<string, Selection>();
  const names = new Map<string, ReadonlySet<string>>();
  const lexicon = lexiconOver(model.valences);
  const reader = modelReader(model);

  function selectionFor(wanted: readonly string[] | undefined): Selection {
    if (wanted === undefined) return everything;
    const key = [...new Set(wanted)].sort().join('+');
    const known = selections.get(key);
    if (known !== undefined) return known;
    for (const name of wanted) {
      if (!packs.some((pack) => pack.name === name))
        throw new RangeError(`no taxonomy pack is called ${name}`);
    }
    const made = select(packs.filter((pack) => wanted.includes(pack.name)));
    selections.set(key, made);
    return made;
  }

  function maskFor(terms: readonly string[] | undefined): ReadonlySet<string> {
    if (terms === undefined || terms.length === 0) return NO_NAMES;
    const key = terms.join('\n');
    const known = names.get(key);
    if (known !== undefined) return known;
    const made = nameWords(terms);
    if (names.size >= NAMES_KEPT) names.clear();
    names.set(key, made);
    return made;
  }

  function score(text: string, options: ScoreOptions = {}): Score {
    const selection = selectionFor(options.packs);
    const normalised = normalise(withoutQuotes(text));
    const read = tokenise(normalised.text);
    const { tokens, all } = read;
    if (!tokens.some(isReadable)) {
      return { scored: false, lang: 'und', reason: 'no text to read' };
    }
    const found = detectLanguage(normalised.text, tokens, options.lang, lexicon);
    const onlyEmoji = found === 'und' && !tokens.some((token) => token.kind === 'word' && isReadable(token));
    const lang = onlyEmoji ? READS : found;
    if (lang === 'und') return { scored: false, lang, reason: 'the language could not be determined' };
    if (lang !== READS) return { scored: false, lang, reason: `language ${lang} is not read yet` };

    const masked = maskFor(options.brandTerms);
    const raw = reader.read(read, masked);
    const readSpan = (start: number, end: number) => givenSpan(normalised, start, end);
    const { betrayal, chance } = readBetrayal(model, reader, raw, selection, { tokens, all, readSpan });
    const scope = scopeTo(read, masked);
    if (scope.read !== read) reader.read(scope.read, masked);
    const felt = valence(scope.read, masked, lexicon);
    const plain = readSentiment(model.stack, raw, felt, chance);
    const sentiment = scope.turned ? turnRound(plain) : plain;
    return { scored: true, lang, sentiment, betrayal };
  }

  return { version: scorerVersion(packs), score };
}

function select(packs: readonly TaxonomyPack[]): Selection {
  const taxonomy = compileTaxonomy(packs);
  const trained = TRAINED_PACKS.map((name) => {
    const pack = packs.find((one) => one.name === name);
    return pack === undefined ? undefined : new Set(pack.categories.map(({ code }) => code));
  });
  const known = new Set<string>(packs.some((pack) => isTrained(pack.name)) ? TRAINED_CODES : []);
  const others = new Set(
    [...taxonomy.types].flatMap(([code, type]) => (type === 'harm' && !known.has(code) ? [code] : [])),
  );
  return { taxonomy, trained, others };
}

function isTrained(name: string): boolean {
  return (TRAINED_PACKS as readonly string[]).includes(name);
}

function isReadable(token: Token): boolean {
  return token.kind === 'emoji' || (token.kind === 'word' && /\p{L}/u.test(token.text));
}
