/**
 * Notifications as plain data. Reports load them from the database, channels render and deliver them; neither knows the
 * other. Times are ms since 1970 UTC.
 */
import type { AlertStage } from './alert.ts';
import type { Recipient } from './recipient.ts';

export interface QuotedPost {
  readonly text: string;
  /** e.g. `twitter, 20 Aug 2015, 14:05 UTC, 12 near-duplicates` */
  readonly origin: string;
  readonly url?: string;
}

/** An incident at a stage, in sentences that are the same for every recipient. */
export interface IncidentContent {
  readonly stage: AlertStage;
  /** Slug of the incident. */
  readonly incident: string;
  readonly brandSlug: string;
  /** Name of the brand. */
  readonly brand: string;
  readonly simulated: boolean;
  /** e.g. `Privacy backlash` */
  readonly label: string;
  /** Who, how large, for how long, about what: a sentence. */
  readonly headline: string;
  /** What it may come from, by name: a sentence. */
  readonly cause: string;
  /** The one number, e.g. `9.4× the usual criticism`. */
  readonly number: string;
  /** e.g. `still rising`, `over since 22 Aug` */
  readonly course: string;
  /** Whether it has ended. */
  readonly over: boolean;
  /** What the number means, one sentence. */
  readonly meaning: string;
  /** What people criticise, and what the sentence about the cause rests on: a sentence each. */
  readonly reasons: readonly string[];
  /** Trend of the last hours, or how it ended. */
  readonly trend: string;
  /** What the chart shows, for readers who cannot see it. */
  readonly chartAlt: string;
  /** 1 … 10 */
  readonly severity: number;
  /** e.g. `7 of 10. Severe: …` */
  readonly severityText: string;
  readonly posts: readonly QuotedPost[];
  /** What its posts argue, at most three lines; absent where too few can be grouped. */
  readonly arguments?: readonly string[];
  /** Who has acknowledged or resolved it. */
  readonly who: string;
  /** URL of the incident's page. */
  readonly link: string;
  /** URL of the page that says what each figure means. */
  readonly methodLink: string;
  /** URL that opens this incident without an account, for one recipient; absent where there is none. */
  readonly openLink?: string;
}

/** A source outage that begins or, with `back`, is over. */
export interface SourceOutageContent {
  readonly source: string;
  /** Everything published before was read, as a time in words; absent where it never was. */
  readonly since?: string;
  /** How long that is, in words. */
  readonly lasted?: string;
  /** What a person can do, in a sentence. */
  readonly advice?: string;
  /** Names of the brands whose numbers are incomplete. */
  readonly brands: readonly string[];
  readonly back: boolean;
  /** URL of the page of sources. */
  readonly link: string;
}

/** What every notification carries for its one recipient. */
interface Envelope {
  readonly to: Recipient;
  /** Message-ID (`<…@host>`), the same at every try. */
  readonly id: string;
  /** When it was decided. */
  readonly at: number;
  /** Why the recipient gets it, e.g. `the alert route "pr".` */
  readonly because: string;
  /** Takes the recipient out with one POST (RFC 8058). */
  readonly unsubscribeUrl: string;
}

export interface IncidentNotification extends Envelope {
  readonly kind: 'incident';
  readonly content: IncidentContent;
  /** Whether the recipient gets the short form: all routes that reach them are for executives. */
  readonly brief: boolean;
  /** PNG. */
  readonly chart?: Uint8Array | undefined;
  /** Ids of earlier notifications of the incident to the recipient, oldest first. */
  readonly earlier: readonly string[];
}

export interface SourceOutageNotification extends Envelope {
  readonly kind: 'source-outage';
  readonly content: SourceOutageContent;
}

export type Notification = IncidentNotification | SourceOutageNotification;

/** One notification in place of those beyond the hourly limit. */
export interface DigestNotification extends Envelope {
  readonly kind: 'digest';
  readonly incidents: readonly IncidentContent[];
  /** The most messages an hour. */
  readonly cap: number;
}

/** Shows that messages arrive: nothing has happened. */
export interface TestNotification extends Pick<Envelope, 'to' | 'id' | 'at'> {
  /** Who asked for it. */
  readonly by: string;
  /** URL of the dashboard. */
  readonly link: string;
}

/** What became of a message. `dead`: trying again cannot help, for example because the address is refused. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'dead'; readonly reason: string };
