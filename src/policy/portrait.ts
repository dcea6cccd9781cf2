/** What a whole text says about data. */
import { clausesOf, isAboutData } from './clauses.ts';
import type { DataClause } from './segment.ts';
import type { Sentence } from './text/sentences.ts';
import type { Action } from './words/actions.ts';
import type { Forced } from './words/consent.ts';
import { DATA_KINDS, type DataKind, PRECISE_LOCATION } from './words/data-kinds.ts';
import type { Recipient } from './words/recipients.ts';

/** What is said, and the sentences that say it. */
interface Said {
  /** Strongest consent that the text promises to ask for, 0 to 2. */
  asks: number;
  readonly by: Sentence[];
}

export interface Sharing extends Said {
  readonly data: Map<DataKind, Said>;
}

export interface Use extends Said {
  /** Those who do it with what is shared. */
  readonly who: Map<Recipient, Said>;
}

export interface Promised {
  readonly clause: DataClause;
  readonly by: Sentence;
}

export interface Portrait {
  readonly collects: Map<DataKind, Said>;
  readonly shares: Map<Recipient, Sharing>;
  /** Uses other than collecting and sharing. */
  readonly does: Map<Action, Use>;
  /** What it denies doing. */
  readonly promises: Promised[];
  /** Forced consent, with the number of days if it names one. */
  readonly forced: Map<Forced, { readonly days: number | undefined; readonly by: Sentence[] }>;
}

const LOCATION = DATA_KINDS.find(({ code }) => code === 'location');

/** Reads all sentences. `cache` keeps what a sentence says: two versions of a text share most of them. */
export function portraitOf(
  sentences: readonly Sentence[],
  cache = new Map<string, ReturnType<typeof clausesOf>>(),
): Portrait {
  const portrait: Portrait = {
    collects: new Map(),
    shares: new Map(),
    does: new Map(),
    promises: [],
    forced: new Map(),
  };
  let aboutData = false;
  for (const sentence of sentences) {
    const key = `${aboutData} ${sentence.lead ?? ''}\n${sentence.key}`;
    const said = cache.get(key) ?? clausesOf(sentence, { aboutData });
    cache.set(key, said);
    aboutData = isAboutData(sentence.text);
    for (const clause of said.clauses) addClause(portrait, clause, sentence);
    for (const { forced, days } of said.forced) {
      portrait.forced.set(forced, { days, by: [...(portrait.forced.get(forced)?.by ?? []), sentence] });
    }
  }
  return portrait;
}

/** Notes that `by` says it; `make` gives what is said for the first time. */
function note<K, S extends Said>(map: Map<K, S>, key: K, asks: number, by: Sentence, make: () => S): S {
  const said = map.get(key) ?? make();
  map.set(key, said);
  said.asks = Math.max(said.asks, asks);
  said.by.push(by);
  return said;
}

function addClause(portrait: Portrait, clause: DataClause, by: Sentence): void {
  const { action, denied, data, recipients, asks } = clause;
  const said = (): Said => ({ asks: 0, by: [] });
  if (denied) {
    if (action.code !== 'collect' || data.length > 0) portrait.promises.push({ clause, by });
  } else if (action.code === 'collect') {
    for (const kind of data) {
      note(portrait.collects, kind, asks, by, said);
      if (kind.code === PRECISE_LOCATION && LOCATION) note(portrait.collects, LOCATION, asks, by, said);
    }
  } else if (action.code === 'share') {
    for (const who of recipients) {
      const sharing = note(portrait.shares, who, asks, by, () => ({ ...said(), data: new Map() }));
      for (const kind of data) note(sharing.data, kind, asks, by, said);
    }
  } else {
    const use = note(portrait.does, action, asks, by, () => ({ ...said(), who: new Map() }));
    for (const who of recipients) note(use.who, who, asks, by, said);
  }
}
