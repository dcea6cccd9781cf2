/** Finds betrayals in a text, with their position and probability, from models and phrases combined. */
import type { Betrayal, CategoryHit, ContextTag } from '../domain/scoring.ts';
import { ANY_HEAD, CODE_HEAD, FAULTS, PACK_HEAD, TRAINED_CODES } from './model/heads.ts';
import type { Model } from './model/model.ts';
import type { ModelReader, Raw } from './model/reader.ts';
import {
  anyInputs,
  blend,
  CODE_THRESHOLD,
  codeInputs,
  logistic,
  PACK_THRESHOLD,
  packInputs,
  type PhraseSigns,
  phraseSigns,
} from './model/stack.ts';
import { type Phrases, phraseProbability, readPhrases } from './phrases.ts';
import { type Again, anyAgain, codeAgain, type Lowered, packAgain } from './second/stack.ts';
import type { Taxonomy } from './taxonomy-compile.ts';
import type { Token } from './tokens.ts';

/** Highest probability given. */
const MOST = 0.99;
/** If the models give less than this, phrases are not searched for: they could not raise it to the threshold. */
const FAINT = 0.004;
/** Logit of a context tag from which phrases are searched for. */
const FAINT_TAG = -4;
/** A phrase hit above this establishes its category alone. */
const PLAIN = 0.8;
/** Probability of a category from which the net is sure of it. */
const SURE = 0.8;
/** A weak phrase hit above this has supporting context. */
const HALF_SAID = 0.5;
/** Factor on the probability if phrases only deny it, only look like it, or only name a regulator or an apology. */
const LEFT = { denied: 0.3, decoy: 0.5, context: 0.7 };
/** Least probability of a context tag without a phrase. */
const TAG = 0.6;
const NO_SIGNS: PhraseSigns = { strong: 0, weak: 0, alone: 0, denied: 0 };
const NO_PHRASES: Phrases = { hits: [], context: [], decoys: 0 };
const TAGS = ['regulator_action', 'company_response'] as const;
const HARMS = TRAINED_CODES.filter((code) => !(TAGS as readonly string[]).includes(code));

/** The packs used for a text. */
export interface Selection {
  readonly taxonomy: Taxonomy;
  /** Codes by trained pack, in the order of `TRAINED_PACKS`; undefined if the pack is not used. */
  readonly trained: readonly (ReadonlySet<string> | undefined)[];
  /** Codes that only phrases detect. */
  readonly others: ReadonlySet<string>;
}

/** Offsets are in the normalised text; `readSpan` converts them to offsets in the given text. */
interface Reading {
  readonly tokens: readonly Token[];
  readonly all: readonly Token[];
  readonly readSpan: (start: number, end: number) => readonly [number, number];
}

/**
 * `reader` has read the text of `reading`, and `raw` is its output. `chance` is the probability before phrases lower it,
 * for use by sentiment: a text that is close to betrayal is seldom positive. `asked` takes the place of the shipped threshold.
 */
export function readBetrayal(
  model: Model,
  reader: ModelReader,
  raw: Raw,
  selection: Selection,
  reading: Reading,
  again?: Again,
  asked?: number,
): { readonly betrayal: Betrayal; readonly chance: number } {
  const wholly = !selection.trained.includes(undefined);
  const shipped = wholly ? (again ?? model).stack.threshold : PACK_THRESHOLD;
  const threshold = asked ?? shipped;
  const faint = packProbability(model, raw, selection, NO_PHRASES);
  const tagged = TAGS.some((code) => reader.convHead(headOf(code)) > FAINT_TAG);
  const wanted = selection.others.size > 0 || faint >= FAINT || tagged;
  const phrases = wanted ? readPhrases(selection.taxonomy, reading.tokens, reading.readSpan) : NO_PHRASES;
  const unsaid = phrases.hits.length + phrases.context.length === 0;
  if (unsaid && !tagged && again === undefined) {
    const p = faint * leftOf(phrases, false);
    if (p < threshold) return { betrayal: { label: false, p, categories: [], context: [] }, chance: faint };
  }

  const trained = packProbability(model, raw, selection, phrases, again);
  const other = phraseProbability(phrases.hits.filter(({ code }) => selection.others.has(code)));
  const chance = 1 - (1 - trained) * (1 - other);
  reader.readCodes();
  const codes = codeProbabilities(model, raw, selection, phrases, again);
  const weighed = Math.min(MOST, chance * leftOf(phrases, again !== undefined));
  const plainly = saysPlainly(
    phrases,
    again === undefined ? codes : codeProbabilities(model, raw, selection, phrases),
  );
  // Never the threshold that was asked for: a probability does not depend on where it is cut.
  const p = plainly ? Math.max(weighed, shipped) : weighed;
  const label = p >= threshold;
  const categories = categoriesOf(reader, codes, phrases, label, reading);
  return { betrayal: { label, p, categories, context: contextOf(codes, phrases) }, chance };
}

/** How phrases lower the probability: they deny, praise, suppose or only resemble a harm, and none states one. */
export function loweredBy({ hits: all, context, decoys }: Phrases): Lowered {
  const hits = all.filter(({ code }) => !FAULTS.has(code));
  if (hits.some((hit) => hit.polarity === 'concern' && hit.p > HALF_SAID)) return undefined;
  if (hits.length > 0 && hits.every((hit) => hit.polarity !== 'concern')) return 'denied';
  if (decoys > 0) return 'decoy';
  return context.length > 0 ? 'context' : undefined;
}

/** The factor of that. The second reading weighs the milder ones itself. */
function leftOf(phrases: Phrases, again: boolean): number {
  const lowered = loweredBy(phrases);
  if (lowered === undefined || (again && lowered !== 'denied')) return 1;
  return LEFT[lowered];
}

/** A phrase states a harm, and the net is sure of the same harm: both together suffice in a post of few words. */
function saysPlainly({ hits }: Phrases, codes: ReadonlyMap<string, number>): boolean {
  return hits.some(
    ({ code, polarity, p }) =>
      polarity === 'concern' && p > PLAIN && !FAULTS.has(code) && (codes.get(code) ?? 0) >= SURE,
  );
}

function headOf(code: string): number {
  return CODE_HEAD + (TRAINED_CODES as readonly string[]).indexOf(code);
}

/** That a text speaks of broken trust, by the packs in use: of any, where all trained packs are. */
function packProbability(
  model: Model,
  raw: Raw,
  { trained }: Selection,
  phrases: Phrases,
  again?: Again,
): number {
  const { any, packs } = model.stack;
  const lowered = again && loweredBy(phrases);
  const inputs = trained.map((codes, k) => {
    if (codes === undefined) return undefined;
    const signs = phrases.hits.length === 0 ? NO_SIGNS : phraseSigns(phrases.hits, codes);
    return packInputs(raw.linear[PACK_HEAD + k] as number, raw.conv[PACK_HEAD + k] as number, signs);
  });
  if (!inputs.includes(undefined)) {
    const first = blend(any, anyInputs(raw.linear[ANY_HEAD] as number, inputs as number[][]));
    if (again === undefined) return logistic(first);
    return logistic(blend(again.stack.any, anyAgain(first, again.answers, lowered)));
  }
  const each = inputs.map((own, k) => {
    if (own === undefined) return 0;
    const first = blend(packs[k]!, own);
    if (again === undefined) return logistic(first);
    return logistic(blend(again.stack.packs[k]!, packAgain(first, again.answers, k, lowered)));
  });
  return Math.max(0, ...each);
}

/** Probability of each trained code among the packs in use. */
function codeProbabilities(
  model: Model,
  raw: Raw,
  { taxonomy }: Selection,
  phrases: Phrases,
  again?: Again,
): Map<string, number> {
  const tags = new Set(phrases.context.map(({ code }) => code));
  const best = Math.max(raw.conv[PACK_HEAD] as number, raw.conv[PACK_HEAD + 1] as number);
  const codes = new Map<string, number>();
  TRAINED_CODES.forEach((code, k) => {
    if (!taxonomy.types.has(code)) return;
    const signs = phraseSigns(phrases.hits, new Set([code]));
    const said = tags.has(code) ? { ...signs, strong: 1 } : signs;
    const first = blend(model.stack.codes[k]!, codeInputs(raw.conv[CODE_HEAD + k] as number, said, best));
    const logit = again ? blend(again.stack.codes[k]!, codeAgain(first, again.answers, k)) : first;
    codes.set(code, logistic(logit));
  });
  return codes;
}

/** Phrase hits with the probability of their code, and a hit for each code that the models alone find likely enough. */
function categoriesOf(
  reader: ModelReader,
  codes: ReadonlyMap<string, number>,
  { hits }: Phrases,
  label: boolean,
  reading: Reading,
): CategoryHit[] {
  const kept: CategoryHit[] = [];
  for (const hit of hits) {
    const p = codes.get(hit.code);
    if (p === undefined || hit.polarity !== 'concern') kept.push(hit);
    else if (p >= CODE_THRESHOLD || hit.p > PLAIN) kept.push({ ...hit, p: Math.max(p, CODE_THRESHOLD) });
  }
  // What a phrase states, or denies.
  const said = new Set(kept.map(({ code }) => code));
  const harms = HARMS.filter((code) => codes.has(code));
  const sure = harms.filter((code) => (codes.get(code) as number) >= CODE_THRESHOLD && !said.has(code));
  const stated = kept.filter(({ polarity }) => polarity === 'concern').length;
  if (label && stated + sure.length === 0) {
    const likeliest = harms
      .filter((code) => !said.has(code))
      .toSorted((a, b) => (codes.get(b) as number) - (codes.get(a) as number))[0];
    if (likeliest !== undefined) sure.push(likeliest);
  }
  if (label)
    for (const code of sure)
      kept.push({
        code,
        p: codes.get(code) as number,
        span: spanOf(reader, headOf(code), reading),
        polarity: 'concern',
      });
  return kept.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

/** The span of the three words with the strongest evidence for a head. */
function spanOf(
  reader: ModelReader,
  head: number,
  { all, tokens, readSpan }: Reading,
): readonly [number, number] {
  const place = reader.placeOf(head);
  const first = all[Math.max(0, place - 1)] ?? tokens[0];
  const last = all[Math.min(all.length - 1, place + 1)] ?? tokens.at(-1);
  return readSpan(first?.start ?? 0, last?.end ?? 0);
}

function contextOf(codes: ReadonlyMap<string, number>, { context }: Phrases): ContextTag[] {
  const tags = [...context];
  for (const code of TAGS)
    if ((codes.get(code) ?? 0) >= TAG && !tags.some((tag) => tag.code === code)) tags.push({ code });
  return tags.sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
