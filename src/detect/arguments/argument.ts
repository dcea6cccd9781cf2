/** What people argue in an incident: its excess posts in a handful of groups, each with its size and course. */
import type { SentimentLabel } from '../../domain/scoring.ts';

export interface ReadCategory {
  readonly code: string;
  /** Probability, 0 to 1. */
  readonly p: number;
  /** Where in the text it was read: 0 at its beginning, 1 at its end. */
  readonly place: number;
}

/** One post as it is grouped. */
export interface ArgumentPost {
  readonly id: number;
  /** With its title. */
  readonly text: string;
  /** ms since 1970 UTC. */
  readonly at: number;
  /** The same for near-duplicates. */
  readonly cluster: number;
  /** Pseudonym; undefined where the source names none. */
  readonly author: string | undefined;
  /** What it answers; undefined where it answers nothing, or its source does not say. */
  readonly thread?: string | undefined;
  /** Undefined where it was not read: the scorer does not know its language. */
  readonly sentiment: SentimentLabel | undefined;
  /** Categories that it speaks of. */
  readonly categories: readonly ReadCategory[];
  readonly simulated: boolean;
}

export type Demand = 'opt_out' | 'delete_data' | 'refund' | 'reverse' | 'explain' | 'apologise' | 'leave';

export interface DemandCount {
  readonly demand: Demand;
  /** Share of the argument's votes, 0 to 1. */
  readonly share: number;
}

export interface Argument {
  /** The category or the phrase that it began at: stable while the incident lasts. */
  readonly key: string;
  /** Of the taxonomy packs; undefined where its posts have words in common and no category. */
  readonly code: string | undefined;
  /** The phrase that it began at, in lower case; undefined where it began at a category. */
  readonly phrase: string | undefined;
  /** Votes beyond those that usual posts would bring in the same time. */
  readonly excess: number;
  /** Of all excess votes of the incident, 0 to 1. */
  readonly share: number;
  /** First post, ms. */
  readonly firstAt: number;
  /** Posts of the last `hours`, and of as many hours before. */
  readonly recent: { readonly hours: number; readonly now: number; readonly before: number };
  /** Id of the post that is most like the others. */
  readonly typical: number;
  readonly demands: readonly DemandCount[];
  /** Phrases that set it apart, strongest first. */
  readonly phrases: readonly string[];
  /** Its posts, oldest first: positions in what was given. */
  readonly members: readonly number[];
}

/** Posts in no argument, by mood: what else is said. */
export interface Remainder {
  readonly mood: SentimentLabel;
  /** Of all excess votes of the incident, 0 to 1. */
  readonly share: number;
  /** Positions in what was given. */
  readonly members: readonly number[];
}

export interface Arguments {
  /** Largest first, at most seven. */
  readonly list: readonly Argument[];
  readonly rest: readonly Remainder[];
  /** Share of the excess votes in no argument, 0 to 1. */
  readonly other: number;
  /** Posts in a language that was not read. */
  readonly unread: number;
}
