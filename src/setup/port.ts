/** What the pages of the set-up may ask of the rest of the program. They know these types and nothing behind them. */
import type { Brand } from '../domain/brand.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { SourceConfig } from '../domain/source.ts';
import type { SourceCard } from '../source/card.ts';
import type { TermPreview } from './terms/preview.ts';

export type { MissReason, TriedPost } from './terms/check-terms.ts';
export type { Expected } from './terms/expected-posts.ts';
export type { TermPreview } from './terms/preview.ts';
export type { Suggestion } from './terms/suggest.ts';

/** A type of source as a card shows it. */
export interface ShownCard extends Omit<SourceCard, 'guess' | 'previews'> {
  readonly type: string;
  /** `control`: a figure for comparison · `policy`: texts of policies. */
  readonly brings: 'mentions' | 'control' | 'policy';
  /** Names of its keys, and whether each is set. */
  readonly keys: readonly { readonly name: string; readonly set: boolean }[];
  /** Settings that the form begins with. */
  readonly guess: Readonly<Record<string, unknown>>;
  /** It can be added as it is: nothing has to be filled in. */
  readonly ready: boolean;
}

/** What a test found, in a sentence. */
export interface Tested {
  readonly ok: boolean;
  readonly text: string;
  /** What is wrong with each setting, by its name. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the page of a policy says. */
export interface PolicyLook extends Tested {
  readonly words?: number;
  /** Its first line. */
  readonly heading?: string;
  /** Dates that it gives about itself, ms since 1970 UTC. */
  readonly effective?: number;
  readonly lastModified?: number;
}

export interface SetupTools {
  /** Cards of all sources for a brand. */
  cards(brand: Brand | undefined): readonly ShownCard[];
  /**
   * What terms catch of the posts that sites show now and of those that are stored. `marked` holds the keys of posts that
   * are not about the brand.
   */
  preview(brand: Brand, marked?: ReadonlySet<string>): Promise<TermPreview>;
  /** Reads one page with the given settings and keys, and stores nothing. */
  testSource(
    settings: Readonly<Record<string, unknown>>,
    brand: Brand,
    keys?: Readonly<Record<string, string>>,
  ): Promise<Tested>;
  /** The settings of a source as they are stored; what is wrong by field otherwise. */
  checkSource(
    settings: Readonly<Record<string, unknown>>,
  ): { readonly source: SourceConfig } | { readonly fields: Readonly<Record<string, string>> };
  /** Names of the configured hooks, and how mails leave. */
  readonly channels: { readonly hooks: readonly string[]; readonly mail: 'smtp' | 'files' };
  /** Sends a message that says that it is a test. */
  sendTest(to: Recipient, by: string): Promise<Tested>;
  readPolicy(url: string, brand: Brand): Promise<PolicyLook>;
  /** Removes what the scenario generator made, and the mails about it. */
  removeExamples(): Promise<{ readonly mentions: number; readonly mails: number }>;
}
