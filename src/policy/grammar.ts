/** Who does it, and whether it is affirmed or denied: rules for the words before a verb in legal English. */

const NEGATORS = new Set(
  "not never neither nor none no don't doesn't won't can't cannot didn't isn't aren't shouldn't wouldn't without refrain".split(
    ' ',
  ),
);
const MODALS = new Set(['may', 'will', 'can', 'might', 'could', 'shall', 'must']);
const COMPANY = new Set(['we', 'us', 'our', "we'll", "we're", "we've"]);
/** Subjects whose actions are not the company's. */
const PEOPLE = new Set(
  "you users friends people members followers visitors someone anyone they parents you've you'd".split(' '),
);
/** In `about you` the pronoun is not a subject. */
const OBJECT_AFTER = new Set('about from to with for of by on identify'.split(' '));
const LETS = new Set(
  'allow allows permit permits authorize authorise let lets enable consent consents agree agrees permission grant'.split(
    ' ',
  ),
);
const BE = new Set(['be', 'been', 'is', 'are', 'was', 'were', 'being']);
/** Denials and subjects further from the verb belong to something else. */
const REACH = 9;

/** A purpose may be further from the denial than a verb: `not share your data with anyone for use in ads`. */
const PURPOSE_REACH = 18;

/** `We do not`, `will never`, `neither … nor`: the verb, or the purpose, at `at` is denied. */
export function isDenied(words: readonly string[], at: number, isVerb = true): boolean {
  const near = words.slice(Math.max(0, at - REACH), at).join(' ');
  if (/\bno (?:circumstances|event|time) (?:will|would|shall|do|may) we\b/.test(near)) return true;
  for (let i = at - 1; i >= Math.max(0, at - (isVerb ? REACH : PURPOSE_REACH)); i -= 1) {
    const word = words[i] ?? '';
    if (word === 'only' && words[i - 1] === 'not') return false;
    if (word === 'longer' && words[i - 1] === 'no') return true;
    if (word === 'no' && /^(?:intention|plans?)$/.test(words[i + 1] ?? '')) return true;
    if (NEGATORS.has(word)) return word !== 'no' || i === at - 1;
    if (MODALS.has(word) || (COMPANY.has(word) && word !== 'our' && word !== 'us')) return false;
  }
  return false;
}

/**
 * The company does it, or it is done to data: not `you share`, `friends can access`, `partners share with
 * us`, `if the company is sold`.
 */
export function isCompanys(words: readonly string[], from: number, to: number): boolean {
  const after = words.slice(to, to + REACH).join(' ');
  if (/\b(?:with|to) us\b|^you\b/.test(after)) return false;
  if (/\b(?:company|business|assets) (?:is|are|was|were|be)$/.test(words.slice(0, from).join(' ')))
    return false;
  if (BE.has(words[from - 1] ?? '') || BE.has(words[from - 2] ?? '')) return true;
  for (let i = from - 1; i >= Math.max(0, from - REACH); i -= 1) {
    const word = words[i] ?? '';
    if (COMPANY.has(word) || LETS.has(word)) return true;
    if (!PEOPLE.has(word) || OBJECT_AFTER.has(words[i - 1] ?? '')) continue;
    return words.slice(Math.max(0, i - 3), from).some((one) => LETS.has(one) || COMPANY.has(one));
  }
  return true;
}

/** The reader may refuse it: `opt out of`, `turn off`. */
export function isChoice(words: readonly string[], at: number): boolean {
  const near = words.slice(Math.max(0, at - REACH), at);
  const own = near.slice(near.findLastIndex((word) => word === 'we') + 1);
  return /\b(?:opt out|opting out|turn off|disable|object to|unsubscribe|stop receiving|limit)\b/.test(
    own.join(' '),
  );
}

/** Where an exception begins: `except with`, `other than`, `unless`; -1 without one. */
export function exceptionAt(words: readonly string[]): number {
  return words.findIndex(
    (word, i) =>
      word === 'except' ||
      word === 'unless' ||
      (word === 'other' && words[i + 1] === 'than') ||
      (word === 'apart' && words[i + 1] === 'from'),
  );
}
