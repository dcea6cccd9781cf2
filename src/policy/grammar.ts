/** Who does it, and is it said or denied: rules of legal English around a verb, by the words before it. */

const NEGATORS = new Set(
  "not never neither nor no don't doesn't won't can't cannot didn't isn't aren't shouldn't wouldn't without refrain".split(
    ' ',
  ),
);
const MODALS = new Set(['may', 'will', 'can', 'might', 'could', 'shall', 'must']);
const COMPANY = new Set(['we', 'us', 'our', "we'll", "we're", "we've"]);
/** Others whose doings are no use of data by the company. */
const PEOPLE = new Set(
  "you users friends people members followers visitors someone anyone they parents you've you'd".split(' '),
);
const LETS = new Set(
  'allow allows permit permits authorize authorise let lets enable consent consents agree agrees permission grant'.split(
    ' ',
  ),
);
const BE = new Set(['be', 'been', 'is', 'are', 'was', 'were', 'being']);
/** Denials and subjects further from the verb belong to something else. */
const REACH = 9;

/** `We do not`, `will never`, `neither … nor`: the verb at `at` is denied. */
export function isDenied(words: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i -= 1) {
    const word = words[i] ?? '';
    if (word === 'only' && words[i - 1] === 'not') return false;
    if (word === 'longer' && words[i - 1] === 'no') return true;
    if (NEGATORS.has(word)) return word !== 'no' || i === at - 1;
    if (MODALS.has(word) || (COMPANY.has(word) && word !== 'our' && word !== 'us')) return false;
  }
  return false;
}

/** The company does it, or it is done to data: not `you share`, `friends can access`, `partners share with us`. */
export function isCompanys(words: readonly string[], from: number, to: number): boolean {
  const after = words.slice(to, to + REACH).join(' ');
  if (/\b(?:with|to) us\b/.test(after)) return false;
  if (BE.has(words[from - 1] ?? '') || BE.has(words[from - 2] ?? '')) return true;
  for (let i = from - 1; i >= Math.max(0, from - REACH); i -= 1) {
    const word = words[i] ?? '';
    if (COMPANY.has(word) || LETS.has(word)) return true;
    if (!PEOPLE.has(word)) continue;
    return words.slice(Math.max(0, i - 3), from).some((one) => LETS.has(one) || COMPANY.has(one));
  }
  return true;
}

/** The reader may refuse it: `opt out of`, `turn off`. */
export function isChoice(words: readonly string[], at: number): boolean {
  return /\b(?:opt out|opting out|turn off|disable|object to|unsubscribe|stop receiving|limit)\b/.test(
    words.slice(Math.max(0, at - REACH), at).join(' '),
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
