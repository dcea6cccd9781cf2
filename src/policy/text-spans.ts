/** How long each text was shown according to a collection's snapshots, and which of these stays were soon undone. */
import { DAY_MS } from '../domain/series.ts';
import type { PolicySnapshot } from './snapshot.ts';

/**
 * A text that goes back to an earlier one within this time is an artefact of the crawl: an error page, a
 * half-loaded page, a test on some visitors. In the bench (README of bench/policy) such stays end within
 * 12 hours if a tracker reads every 6; the one true revert that two trackers saw came after 4 days.
 */
export const ARTEFACT_MS = 3 * DAY_MS;
/** A text that two documents share for longer than this counts as one page for both. */
const SHARED_MS = 30 * DAY_MS;
/** A text shorter than this share of the one before is in doubt … */
const LEAST_SHARE = 0.4;
/** … until it has stood for `ARTEFACT_MS`; it was none if the page came back to its length within this time. */
const TRUNCATED_MS = 60 * DAY_MS;
/** A first text is in doubt if it is shorter than any policy. */
const LEAST_FIRST = 2_000;
/** With more texts between two stays of a text the time between is not an excursion; bounds the work. */
const MAX_EXCURSION = 100;

/** A run of snapshots of one collection with the same text. */
export interface Stay {
  readonly hash: string;
  readonly snapshots: readonly PolicySnapshot[];
  readonly from: number;
  /** Time of the next text; undefined while this one is shown. */
  readonly until: number | undefined;
  /** The collection had this text before. */
  readonly isReturn: boolean;
  /** The page was back at an earlier text within `ARTEFACT_MS`. */
  readonly undone: boolean;
  /** Another document's text, for a while: a login page, an error page. */
  readonly foreign: boolean;
  /** A fraction of the text before and after it: an error, a page that was not loaded. */
  readonly truncated: boolean;
  /** The next text is an earlier one that lasted. */
  readonly withdrawn: boolean;
}

/**
 * The stays of one collection in one document, oldest first. `records` are in order of time;
 * `isShared` is true for texts that another document of the brand also has; `now` in ms.
 */
export function staysOf(
  snapshots: readonly PolicySnapshot[],
  isShared: (hash: string) => boolean,
  now: number,
): Stay[] {
  const runs: PolicySnapshot[][] = [];
  for (const snapshot of snapshots) {
    const last = runs.at(-1);
    if (last?.[0]?.textHash === snapshot.textHash) last.push(snapshot);
    else runs.push([snapshot]);
  }
  const heads = runs.flatMap((run) => run[0] ?? []);
  const undone = undoneRuns(heads, now);
  const foreign = foreignRuns(heads, isShared);
  const truncated = truncatedRuns(heads, now);
  const firsts = new Map<string, number>();
  heads.forEach((head, i) => firsts.has(head.textHash) || firsts.set(head.textHash, i));
  const age = heads.map((head) => firsts.get(head.textHash) ?? 0);
  return heads.map((head, i) => {
    const next = i + 1;
    return {
      hash: head.textHash,
      snapshots: runs[i] ?? [],
      from: head.observedAt,
      until: heads[next]?.observedAt,
      isReturn: age[i] !== i,
      undone: undone[i] ?? false,
      foreign: foreign[i] ?? false,
      truncated: truncated[i] ?? false,
      withdrawn:
        (age[next] ?? next) < (age[i] ?? i) &&
        undone[next] !== true &&
        foreign[next] !== true &&
        truncated[next] !== true,
    };
  });
}

/**
 * Marks what lies between two stays of a text that was shown longer in total: if an error page and the policy
 * alternate, the policy wins.
 */
function undoneRuns(heads: readonly PolicySnapshot[], now: number): boolean[] {
  const undone = heads.map(() => false);
  const total = new Map<string, number>();
  heads.forEach(({ textHash, observedAt }, i) => {
    const until = heads[i + 1]?.observedAt ?? Math.max(now, observedAt);
    total.set(textHash, (total.get(textHash) ?? 0) + until - observedAt);
  });
  const stood = heads.map(({ textHash }) => total.get(textHash) ?? 0);
  const last = new Map<string, number>();
  heads.forEach((head, at) => {
    const left = (last.get(head.textHash) ?? at) + 1;
    last.set(head.textHash, at);
    const from = heads[left]?.observedAt;
    if (from === undefined || at - left > MAX_EXCURSION || head.observedAt - from > ARTEFACT_MS) return;
    for (let i = left; i < at; i += 1) {
      if ((stood[at] ?? 0) > (stood[i] ?? 0)) undone[i] = true;
    }
  });
  return undone;
}

/** Runs of shared texts between texts of the document's own. */
function foreignRuns(heads: readonly PolicySnapshot[], isShared: (hash: string) => boolean): boolean[] {
  const foreign = heads.map(() => false);
  for (let i = 0; i < heads.length; ) {
    let end = i;
    while (end < heads.length && isShared(heads[end]?.textHash ?? '')) end += 1;
    const [first, next] = [heads[i], heads[end]];
    const between = end > i && i > 0 && first && next;
    if (between && next.observedAt - first.observedAt <= SHARED_MS) foreign.fill(true, i, end);
    i = Math.max(end, i + 1);
  }
  return foreign;
}

/** Runs of texts that are a fraction of the text before, until the page is back. Texts of unknown length are whole. */
function truncatedRuns(heads: readonly PolicySnapshot[], now: number): boolean[] {
  const truncated = heads.map(() => false);
  const isShort = (at: number, whole: number) => (heads[at]?.length ?? Infinity) < whole * LEAST_SHARE;
  const [first, second] = heads;
  if ((first?.length ?? Infinity) < LEAST_FIRST && isShort(0, second?.length ?? 0)) truncated[0] = true;
  let whole = truncated[0] ? 0 : (first?.length ?? 0);
  for (let i = 1; i < heads.length; ) {
    let end = i;
    while (end < heads.length && isShort(end, whole)) end += 1;
    const from = heads[i]?.observedAt ?? 0;
    const back = heads[end]?.observedAt;
    const gone = back === undefined ? now - from < ARTEFACT_MS : back - from <= TRUNCATED_MS;
    if (end > i && gone) truncated.fill(true, i, end);
    const last = end > i && !gone ? i : end;
    whole = heads[last]?.length ?? whole;
    i = last + 1;
  }
  return truncated;
}
