/** Scores what the author of a text says: own words → normalise → language → betrayal and sentiment. */
import { withoutQuotes } from '../domain/quotation/quotes.ts';
import type { Score, Scorer, ScoreOptions, ScoreRequest } from '../domain/scoring.ts';
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
import { isOpen } from './second/gate.ts';
import { maskNames } from './second/mask.ts';
import { type SecondModel, shippedSecond } from './second/model.ts';
import type { Again } from './second/stack.ts';
import { readSentiment, turnRound } from './sentiment.ts';
import { compileTaxonomy, trustCodes } from './taxonomy-compile.ts';
import { type Token, tokenise } from './tokens.ts';
import { valence } from './valence.ts';
import { scorerVersion } from './version.ts';

/** The only language that the models and packs support. */
const READS = 'en';
const NO_NAMES: ReadonlySet<string> = new Set();
/** Maximum sets of brand names in the cache. */
const NAMES_KEPT = 1_000;

/** Most texts that the encoder is given at once. */
const BATCH = 32;

/** What the first reading found, and how to read the text with the encoder's answers. */
interface First {
  readonly score: Score;
  /** The text for the encoder, where the score is open. */
  readonly open?: string;
  readonly again?: (again: Again) => Score;
}

/**
 * Creates a scorer with the given packs. `second` reads what the first reading leaves open; with `false` those scores say
 * that they are open. Throws `PatternError` for an invalid pack phrase; `score` throws `RangeError` for a pack name that
 * is not among them.
 */
export function createScorer(
  packs: readonly TaxonomyPack[],
  model: Model = shippedModel(),
  second: SecondModel | false = shippedSecond(),
): Scorer {
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

  function readFirst(text: string, options: ScoreOptions = {}): First {
    const selection = selectionFor(options.packs);
    const normalised = normalise(withoutQuotes(text));
    const read = tokenise(normalised.text);
    const { tokens, all } = read;
    const unread = (lang: string, reason: string): First => ({ score: { scored: false, lang, reason } });
    if (!tokens.some(isReadable)) return unread('und', 'no text to read');
    const found = detectLanguage(normalised.text, tokens, options.lang, lexicon);
    const onlyEmoji = found === 'und' && !tokens.some((token) => token.kind === 'word' && isReadable(token));
    const lang = onlyEmoji ? READS : found;
    if (lang === 'und') return unread(lang, 'the language could not be determined');
    if (lang !== READS) return unread(lang, `language ${lang} is not read yet`);

    const masked = maskFor(options.brandTerms);
    const readSpan = (start: number, end: number) => givenSpan(normalised, start, end);
    const reading = { tokens, all, readSpan };
    const scope = scopeTo(read, masked);
    function finish(again?: Again) {
      const raw = reader.read(read, masked);
      const { betrayal, chance } = readBetrayal(
        model,
        reader,
        raw,
        selection,
        reading,
        again,
        options.threshold,
      );
      if (scope.read !== read) reader.read(scope.read, masked);
      const felt = valence(scope.read, masked, lexicon);
      // The encoder read the whole text, which says nothing about one side of a comparison.
      const whole = scope.read === read ? again : undefined;
      const plain = readSentiment(model.stack, raw, felt, chance, whole);
      const sentiment = scope.turned ? turnRound(plain) : plain;
      return { score: { scored: true, lang, sentiment, betrayal } as const, chance };
    }
    const { score, chance } = finish();
    if (!isOpen(chance, score.sentiment)) return { score };
    const open = { ...score, open: true as const };
    return {
      score: open,
      open: maskNames(normalised.text, read, masked),
      again: (again) => finish(again).score,
    };
  }

  function scoreAll(batch: readonly ScoreRequest[]): Score[] {
    const firsts = batch.map(({ text, options }) => readFirst(text, options));
    if (second === false) return firsts.map(({ score }) => score);
    const scores = firsts.map(({ score }) => score);
    const open = firsts.flatMap((first, i) => (first.open === undefined ? [] : [i]));
    for (let from = 0; from < open.length; from += BATCH) {
      const some = open.slice(from, from + BATCH);
      const reading = second.reading();
      const answers = reading.read(some.map((i) => firsts[i]?.open as string));
      some.forEach((i, n) => {
        const own = answers.subarray(n * reading.width, (n + 1) * reading.width);
        scores[i] = firsts[i]?.again?.({ stack: second.stack, answers: own }) as Score;
      });
    }
    return scores;
  }

  return {
    version: scorerVersion(packs, second !== false),
    score: (text, options) => scoreAll([{ text, ...(options === undefined ? {} : { options }) }])[0] as Score,
    scoreAll,
  };
}

function select(packs: readonly TaxonomyPack[]): Selection {
  const taxonomy = compileTaxonomy(packs);
  const trained = TRAINED_PACKS.map((name) => {
    const pack = packs.find((one) => one.name === name);
    return pack === undefined ? undefined : trustCodes(pack);
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
