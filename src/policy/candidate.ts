/** A tracker's change as a candidate that a person reviews, corrects and confirms. */
import type { Evidence, PolicyChange } from '../domain/brand.ts';
import type { Observed } from './configured.ts';
import { type FoundDate, findDates } from './dates.ts';
import { brandSlug } from './snapshot.ts';
import type { SnapshotChange } from './snapshot-change.ts';
import { sayDay, summarize } from './summary.ts';
import { sameWords } from './text/identity.ts';
import { type Sentence, sentencesOf } from './text/sentences.ts';

export interface CandidateChange {
  /** `BRAND-DOCUMENT-DAY`, e.g. `spotify-privacy-policy-2015-09-10`. */
  readonly slug: string;
  readonly brand: string;
  readonly document: string;
  readonly title: string;
  /** Entered by a person: texts do not say when a change was announced. */
  readonly announced?: number;
  readonly observed: Observed;
  readonly effective?: number;
  readonly touches: readonly string[];
  readonly words: readonly string[];
  /** Short sentences. */
  readonly summary: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Reasons for caution: a date far off, a filter that changed just before. */
  readonly notes: readonly string[];
  /** Little about data changed, and nothing that the rules know; without texts, a change of few lines. */
  readonly minor: boolean;
}

/** The texts before and after a change, if available. */
export interface Texts {
  readonly before?: string;
  readonly after?: string;
  /** Keys of sentences that only come and go: see `flappingKeys`. */
  readonly flapping?: ReadonlySet<string>;
}

/** What a person enters or confirms; each field replaces what the rules found. */
export interface Edits {
  readonly title?: string;
  readonly announced?: number;
  readonly effective?: number;
  readonly touches?: readonly string[];
  readonly words?: readonly string[];
  /** Added to the trackers' evidence. */
  readonly evidence?: readonly Evidence[];
}

/** A candidate change from what trackers recorded. `effective` is set only if the new text says so. */
export function candidateOf(change: SnapshotChange, texts: Texts = {}): CandidateChange {
  const { brand, document, observed } = change;
  const dates = texts.after === undefined ? {} : findDates(texts.after, observed.by);
  const old = texts.before === undefined ? {} : findDates(texts.before, observed.by);
  const isNew = dates.effective !== undefined && dates.effective.at !== old.effective?.at;
  const effective = isNew && !dates.effective?.doubtful ? dates.effective : undefined;
  const { title, sentences, touches, words, minor } = summarize({
    document,
    ...texts,
    minor: change.minor,
    ...(change.additions === undefined ? {} : { additions: change.additions }),
    ...(change.deletions === undefined ? {} : { deletions: change.deletions }),
    ...(effective ? { effective: effective.at } : {}),
  });
  const notes = [
    ...(effective || !dates.effective ? [] : [dateNote('Effective date', dates.effective, isNew)]),
    ...(dates.lastModified ? [modifiedNote(dates.lastModified, old.lastModified)] : []),
    ...changeNotes(change),
  ];
  return {
    slug: [brand, brandSlug(document), isoDay(observed.by)].filter((part) => part !== '').join('-'),
    brand,
    document,
    title,
    observed,
    ...(effective ? { effective: effective.at } : {}),
    touches,
    words,
    summary: sentences,
    evidence: evidenceOf(change, effective),
    notes,
    minor,
  };
}

/**
 * Whether both texts are at hand and no sentence changed: they have the same sentences, the same words cut in another way,
 * or differ in what comes and goes.
 */
export function saysTheSame({ before, after, flapping }: Texts): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, now] = [sentencesOf(before), sentencesOf(after)];
  const keys = (list: readonly Sentence[]) => new Set(list.map(({ key }) => key));
  const [had, has] = [keys(old), keys(now)];
  const differs = (key: string, other: ReadonlySet<string>) => !other.has(key) && !flapping?.has(key);
  if (![...has].some((key) => differs(key, had)) && ![...had].some((key) => differs(key, has))) return true;
  return sameWords(old, now);
}

/** The candidate with a person's edits. The dates in its summary follow them. */
export function applyEdits(candidate: CandidateChange, edits: Edits): CandidateChange {
  const { evidence = [], ...stated } = edits;
  const known = Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined));
  const dated =
    edits.effective === undefined
      ? candidate.summary
      : [
          ...candidate.summary.filter((sentence) => !/^Effective \d/.test(sentence)),
          `Effective ${sayDay(edits.effective)}.`,
        ];
  return { ...candidate, ...known, summary: dated, evidence: [...evidence, ...candidate.evidence] };
}

/** The candidate as a policy change, for attribution. */
export function toPolicyChange(candidate: CandidateChange): PolicyChange {
  const { slug, brand, title, announced, effective, touches, words, evidence, observed } = candidate;
  return {
    slug,
    brand,
    title,
    ...(announced === undefined ? {} : { announced }),
    ...(observed.after === null ? {} : { observed: { after: observed.after, by: observed.by } }),
    ...(effective === undefined ? {} : { effective }),
    touches,
    words,
    evidence,
  };
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function dateNote(name: string, date: FoundDate, isNew: boolean): string {
  const why = isNew ? 'far from the day on which it was recorded' : 'the same as in the text before';
  return `${name} not used: "${date.quote}" is ${why}.`;
}

function modifiedNote(date: FoundDate, old: FoundDate | undefined): string {
  if (date.at === old?.at) return `The date of the last change is that of the text before: "${date.quote}".`;
  const doubt = date.doubtful ? ', far from the day on which it was recorded' : '';
  return `The text says that it was last changed on ${sayDay(date.at)}${doubt}.`;
}

function changeNotes(change: SnapshotChange): string[] {
  const notes = [
    change.nearTechnical && 'Recorded within a day of work on the tracker itself: it may not be a change.',
    change.additions === undefined && 'The size of the change is not known.',
    change.undone !== undefined && `Reverted: the earlier text was back on ${sayDay(change.undone)}.`,
    change.collections.length === 1 && 'Seen by one tracker only.',
  ];
  return notes.filter((note) => note !== false);
}

function evidenceOf(change: SnapshotChange, effective: FoundDate | undefined): Evidence[] {
  const note = `First recorded on ${sayDay(change.observed.by)} (${change.collections.join(', ')}).`;
  const urls = change.refs.filter((ref) => /^https?:\/\/\S+$/.test(ref));
  const other = change.refs.filter((ref) => !urls.includes(ref));
  const versions = other.length > 0 ? ` Versions: ${other.join(', ')}.` : '';
  const [first, ...rest] = urls;
  return [
    { ...(first ? { url: first } : {}), note: note + versions },
    ...rest.map((url) => ({ url, note: 'The same change, recorded elsewhere.' })),
    ...(effective ? [{ note: `The text says: "${effective.quote}".` }] : []),
  ];
}
