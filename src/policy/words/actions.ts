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
      'collect, collects, collected, collecting, collection of, gather, gathers, gathered, gathering, receive, receives, obtain, obtains, obtained, access, accesses, accessing, access to, record, records, recording, upload, uploads, retrieve, capture, captures, scan, scans',
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
      'share, shares, shared, sharing, disclose, discloses, disclosed, disclosing, disclosure, make available, makes available, made available, pass on, passed on, pass, give, gives, given to, provide, provided to, release, send, sends, transmit, transferred to, transfer',
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
      'sell, sells, sold, selling, sale of, rent, rents, rented, renting, monetize, monetise, monetizing, license your',
    ),
  },
  {
    code: 'combine',
    promise: 'combine #',
    harms: ['tracking_profiling'],
    now: 'Now combines your data with data from elsewhere',
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
    promise: 'listen to or read #',
    harms: ['surveillance'],
    now: 'Now may listen to or read what you say',
    posts: ['listening', 'reading messages'],
    verb: true,
    needsData: false,
    phrases: list(
      'listen to, listens to, listening to, eavesdrop, read your, reads your, reading your, analyze the content, analyse the content, scan the content, review your messages',
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
      'ad(s), advert(s), advertising, advertisement(s), marketing purposes, direct marketing, sponsored content, promotional offers from',
    ),
  },
  {
    code: 'train',
    promise: 'use # to train models',
    harms: ['secondary_use_ads'],
    now: 'Now trains AI models with your data',
    posts: ['ai', 'train'],
    verb: false,
    needsData: true,
    phrases: list(
      'train our, train ai, train models, train machine learning, train and improve, train generative, train artificial intelligence, training of, training our, training ai, trained on, to train, ai model(s), machine learning model(s), generative ai, develop artificial intelligence',
    ),
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
      'retain your, may retain, keep your data, keep your information, keep your messages, continue to store, continue to retain, keep copies, indefinitely, as long as we, as long as necessary, after you delete, after you close, after you leave, even if you delete, even after you, after your account is, after termination, perpetual, perpetually, cannot be deleted, may not be deleted, permanently retain',
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
