/** What is done with data: verbs, and turns of phrase for purposes. */

export interface Action {
  readonly code: string;
  /** What follows "we do not" in a promise; `#` stands for the data. */
  readonly promise: string;
  /** Codes of the taxonomy that doing it touches; `collect` and `share` depend on what and with whom. */
  readonly harms: readonly string[];
  /** Starts the summary's sentence about what is new. */
  readonly now: string;
  readonly posts: readonly string[];
  /** A verb needs its subject to be the company; a purpose such as "targeted ads" needs none. */
  readonly verb: boolean;
  /** Counts only where the clause names data. */
  readonly needsData: boolean;
  readonly phrases: readonly string[];
}

function list(text: string): string[] {
  return text.split(/\s*,\s*/).filter((part) => part !== '');
}

export const ACTIONS: readonly Action[] = [
  {
    code: 'collect',
    promise: 'collect #',
    harms: [],
    now: 'Now also collects',
    posts: [],
    verb: true,
    needsData: false,
    phrases: list(
      'collect, collects, collected, collecting, collection of, gather, gathers, gathered, gathering, receive, receives, obtain, obtains, obtained, access, accesses, accessing, access to, record, records, recording, upload, uploads, retrieve, capture, captures, captured, scanned, analyzed, analysed, stored, scan, scans, scanning, extract, extracts, derive, create a, creates a, generate a, generates a, process your, analyze your, analyse your, store your, use facial, uses facial, using facial, use face, uses face, using face',
    ),
  },
  {
    code: 'share',
    promise: 'share #',
    harms: [],
    now: 'Now shares',
    posts: ['share'],
    verb: true,
    needsData: false,
    phrases: list(
      'share, shares, shared, sharing, disclose, discloses, disclosed, disclosing, disclosure, make available, makes available, made available, enable access, enables access, grant access, grants access, provide access, provides access, give access, gives access, allow access, allows access, pass on, passed on, pass, give, gives, given to, provide, provided to, release, send, sends, transmit, transferred to, transfer',
    ),
  },
  {
    code: 'sell',
    promise: 'sell #',
    harms: ['third_party_sharing'],
    now: 'Now may sell your data',
    posts: ['sell', 'selling data'],
    verb: true,
    needsData: false,
    phrases: list(
      'sell, sells, sold, selling, sale of, rent, rents, rented, renting, monetize, monetise, monetizing, license your, considered a sale, considered to be a sale, deemed a sale, deemed to be a sale, constitute a sale, constitutes a sale, qualify as a sale, for valuable consideration, other valuable consideration, for monetary consideration, trade your, lease your',
    ),
  },
  {
    code: 'combine',
    promise: 'combine #',
    harms: ['tracking_profiling'],
    now: 'Now combines your data with other data',
    posts: ['combine'],
    verb: true,
    needsData: true,
    phrases: list(
      'combine, combines, combined, combining, merge, merged, merging, match, matched, matching, cross reference, link together, correlate',
    ),
  },
  {
    code: 'profile',
    promise: 'build profiles from #',
    harms: ['tracking_profiling'],
    now: 'Now builds profiles',
    posts: ['profiling', 'tracking'],
    verb: false,
    needsData: false,
    phrases: list(
      'profiling, build a profile, build profiles, create a profile, create profiles, infer, infers, inferred, inferences, track you, track your, tracks your, tracking your, monitor your',
    ),
  },
  {
    code: 'listen',
    promise: 'read or listen to #',
    harms: ['surveillance'],
    now: 'Now may read or listen to what you say and keep',
    posts: ['listening', 'reading messages'],
    verb: true,
    needsData: false,
    phrases: list(
      'listen to, listens to, listening to, eavesdrop, read your, reads your, reading your, analyze the content, analyse the content, scan the content, review your messages, access private, access your private, access the content, access the contents, access your content, access your files, access customer content, view your content, view your messages, view the content, view the contents, look at your, human review, human reviewers, reviewed by humans, manually review, manual review of',
    ),
  },
  {
    code: 'ads',
    promise: 'use # for advertising',
    harms: ['secondary_use_ads'],
    now: 'Now uses your data for advertising',
    posts: ['ads'],
    verb: false,
    needsData: true,
    phrases: list(
      'ad(s), advert(s), advertising, advertisement(s), marketing purposes, direct marketing, sponsored content, promotional offers from, cross context behavioral advertising, cross context behavioural advertising, targeted ads, targeted advertising, interest based ads, interest based advertising, personalized ads, personalised ads, personalized advertising, personalised advertising, retargeting, remarketing',
    ),
  },
  {
    code: 'train',
    promise: 'use # to train models',
    harms: ['secondary_use_ads'],
    now: 'Now uses your data to train or develop AI',
    posts: ['ai', 'train'],
    verb: false,
    needsData: true,
    // Found by rules of its own: see training.ts.
    phrases: [],
  },
  {
    code: 'retain',
    promise: 'keep # for long',
    harms: ['retention_erasure'],
    now: 'Now keeps data longer or after you leave',
    posts: ['delete', 'data retention'],
    verb: false,
    needsData: true,
    phrases: list(
      'retain your, may retain, keep your data, keep your information, keep your messages, continue to store, continue to retain, keep copies, indefinitely, as long as we, as long as necessary, after you delete, after you close, after you leave, even if you delete, even after you, after your account is, after termination, perpetual, perpetually, cannot be deleted, may not be deleted, permanently retain, we retain, will retain, retained for, retain it, retain data, retain information, retain personal, we keep, kept for, stored for, for as long as',
    ),
  },
  {
    code: 'abroad',
    promise: 'transfer # abroad',
    harms: [],
    now: 'Now sends data to other countries',
    posts: ['abroad'],
    verb: false,
    needsData: true,
    phrases: list(
      'other countries, outside your country, outside of your country, outside the european economic area, outside the eea, outside the eu, outside the uk, country other than your own, to the united states, to china, transferred internationally, international transfer(s)',
    ),
  },
];
