/** Who does it, and whether it is affirmed or denied: rules for the words before a verb in legal English. */

const NEGATORS = new Set(
  "not never neither nor none no don't doesn't won't can't cannot didn't isn't aren't wasn't weren't hasn't haven't mustn't shouldn't wouldn't without refrain".split(
    ' ',
  ),
);
const MODALS = new Set(['may', 'will', 'can', 'might', 'could', 'shall', 'must']);
const COMPANY = new Set(['we', 'us', 'our', "we'll", "we're", "we've"]);
/** Subjects whose actions are not the company's. */
const PEOPLE = new Set(
  "you users user friends people members member followers visitors someone anyone they parents you've you'd customer customers subscriber subscribers licensee developer developers consumers client clients".split(
    ' ',
  ),
);
/** `customer data` is no customer. */
const OWNED =
  /^(?:data|information|content|personal|account|accounts|profile|profiles|lists?|records|messages|files)$/;
/** Of contracts: what a party does is not what the company does with data. */
const PARTY = /^(?:receiving|disclosing|each|either|neither)$/;
/** After `you`: the reader acts. */
const READER_ACTS =
  /^(?:may|can|must|will|should|shall|could|cannot|can't|won't|don't|do|use|train|develop|are)$/;
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

/** What stands between a denial and a verb that is not denied: `does not require you to share`, `not set out to collect`. */
const OF_SOMETHING_ELSE = new Set(
  'require requires required limit limits prevent prevents prohibit prohibits restrict restricts apply applies cover covers govern governs affect affects responsible liable control controls endorse mean means guarantee guarantees obligated obliged necessarily always actively intentionally deliberately seek seeks aim try trying attempt hesitate aware include includes contain contains constitute deem consider believe previously otherwise'.split(
    ' ',
  ),
);
/** `We promise not to sell`: an infinitive that is a promise. */
const PROMISES =
  /^(?:promise|promises|commit|commits|committed|agree|agrees|agreed|pledge|pledges|undertake|undertakes|policy)$/;
const NAMES_OF_DATA =
  /^(?:data|information|content|messages?|photos?|part|files|customer|user|personal|such)$/;

/** `We prohibit the sale of data`. */
const PROHIBITS = /^(?:prohibit|prohibits|prohibited|prohibiting|forbid|forbids|forbidden)$/;

/** Whether an action is denied; `unclear` where a denial stands near that is of something else. */
export type Denial = 'denied' | 'affirmed' | 'unclear';

/** `We do not`, `will never`, `neither … nor`: the verb, or the purpose, at `at` is denied. */
export function denialOf(words: readonly string[], at: number, isVerb = true): Denial {
  const near = words.slice(Math.max(0, at - REACH), at).join(' ');
  if (/\b(?:cannot|can not|can't|not|no) (?:guarantee|ensure|warrant)\b/.test(near)) return 'unclear';
  if (/\bno (?:circumstances|event|time) (?:will|would|shall|do|may) we\b/.test(near)) return 'denied';
  for (let i = at - 1; i >= Math.max(0, at - (isVerb ? REACH : PURPOSE_REACH)); i -= 1) {
    const word = words[i] ?? '';
    const between = words.slice(i + 1, at);
    if (PROHIBITS.test(word)) {
      // what others are forbidden to do is no promise about the company's purposes
      const undone = words.slice(Math.max(0, i - 2), i).some((one) => NEGATORS.has(one));
      return isVerb && !undone ? 'denied' : 'unclear';
    }
    if (word === 'only' && words[i - 1] === 'not') return 'affirmed';
    if (word === 'longer' && words[i - 1] === 'no') return 'denied';
    if (word === 'no' && /^(?:intention|plans?)$/.test(words[i + 1] ?? '')) return 'denied';
    if (word === 'no' && i !== at - 1) {
      // "no customer data is used to train"
      const subject = between.slice(0, 4).some((one) => NAMES_OF_DATA.test(one));
      return subject && between.some((one) => BE.has(one)) ? 'denied' : 'affirmed';
    }
    if (NEGATORS.has(word)) {
      if (between.some((one, n) => OF_SOMETHING_ELSE.has(one) || (one === 'set' && between[n + 1] === 'out')))
        return 'unclear';
      const infinitive = words[i - 1] === 'to' || (words[i + 1] === 'to' && word === 'not');
      if (!infinitive) return 'denied';
      return words.slice(Math.max(0, i - 4), i).some((one) => PROMISES.test(one)) ? 'denied' : 'unclear';
    }
    if (MODALS.has(word) || (COMPANY.has(word) && word !== 'our' && word !== 'us')) return 'affirmed';
  }
  return 'affirmed';
}

/** The action at `at` belongs to what is excepted from a denial: `not combine data unless necessary for advertising`. */
export function isExcepted(words: readonly string[], exception: number, at: number): boolean {
  return exception >= 0 && exception < at && !words.slice(exception, at).some((word) => COMPANY.has(word));
}

/** The purpose at `at` is of what the reader does: `you may not use output to train models`. */
export function isReaders(words: readonly string[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - PURPOSE_REACH); i -= 1) {
    const [word = '', next = ''] = [words[i], words[i + 1]];
    if (word === 'we' || word === "we'll") return false;
    const acts = READER_ACTS.test(next) && !OBJECT_AFTER.has(words[i - 1] ?? '');
    if (acts && PEOPLE.has(word) && word !== 'they') return true;
  }
  return false;
}

/** Words between a subject and its verb. */
const AUXILIARY = new Set(
  'may will can might could shall must do does did not never only also then either themselves in turn have has had are be been is being required to permitted allowed'.split(
    ' ',
  ),
);

/** Whether the words from `from` to the verb at `at` make what stands before them its subject: `partners may also`. */
export function isSubject(words: readonly string[], from: number, at: number): boolean {
  return at - from <= 4 && words.slice(from, at).every((word) => AUXILIARY.has(word));
}

/**
 * The company does it, or it is done to data: not `you share`, `friends can access`, `partners share with
 * us`, `if the company is sold`.
 */
export function isCompanys(words: readonly string[], from: number, to: number): boolean {
  const after = words.slice(to, to + REACH).join(' ');
  if (
    /(?<!\b(?:control|ownership|affiliated|associated|related|connected) )\b(?:with|to) us\b|^you\b/.test(
      after,
    )
  )
    return false;
  if (/\b(?:company|business|assets) (?:is|are|was|were|be)$/.test(words.slice(0, from).join(' ')))
    return false;
  if (BE.has(words[from - 1] ?? '') || BE.has(words[from - 2] ?? '')) return true;
  for (let i = from - 1; i >= Math.max(0, from - REACH); i -= 1) {
    const word = words[i] ?? '';
    if (COMPANY.has(word) || LETS.has(word)) return true;
    if (word === 'party' && PARTY.test(words[i - 1] ?? '')) return false;
    if (!PEOPLE.has(word) || OBJECT_AFTER.has(words[i - 1] ?? '') || OWNED.test(words[i + 1] ?? '')) continue;
    return words.slice(Math.max(0, i - 3), from).some((one) => LETS.has(one) || COMPANY.has(one));
  }
  return true;
}

/** The reader may refuse it: `opt out of`, `turn off`, `instruct us not to`; or it is asked whether it is done. */
export function isChoice(words: readonly string[], at: number): boolean {
  const near = words.slice(Math.max(0, at - PURPOSE_REACH), at);
  const all = near.join(' ');
  if (/\bunless you (?:have )?(?:opt|opted|turn|turned|disable|disabled|object|objected)\b/.test(all))
    return false;
  if (
    /\b(?:instruct|ask|asks|tell|direct|request|require|want) (?:that )?(?:us|we|the company)\b.*\b(?:not|stop)\b/.test(
      all,
    )
  )
    return true;
  if (/\b(?:choose|choosing|elect|prefer|decide|request|right) not to\b/.test(all)) return true;
  if (
    /\b(?:whether|right to (?:know|opt out|object|limit|restrict|withdraw)|opt out of|opting out of)\b[^,]*$/.test(
      all,
    )
  ) {
    if (!/\bwe (?:will|may|can|do|also|then)\b/.test(all.slice(all.search(/\b(?:whether|right to|opt)/))))
      return true;
  }
  const close = near.slice(-REACH);
  const own = close.slice(close.findLastIndex((word) => word === 'we') + 1);
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
