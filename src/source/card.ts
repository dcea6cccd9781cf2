/** What a type of source says about itself to somebody who chooses sources: a card with a form. */
import type { Brand } from '../domain/brand.ts';

/** One field of the form. Its name is that of the setting. */
export interface CardField {
  readonly name: string;
  readonly label: string;
  /** `list`: several, separated by commas or lines. */
  readonly kind: 'text' | 'url' | 'list' | 'choice';
  /** For `choice`: value and words. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly hint?: string;
  /** Usually left as it is: shown under "More settings". */
  readonly rarely?: boolean;
}

/** Where to get a key. */
export interface KeyHelp {
  /** In a sentence, what to do there. */
  readonly how: string;
  readonly url?: string;
  /** The source is read without one, too. */
  readonly optional?: boolean;
}

/** Texts are sentences for people who have never seen a setting. */
export interface SourceCard {
  /** "Hacker News" */
  readonly title: string;
  readonly reads: string;
  /** What one has to have: an account, a key, an address. */
  readonly needs: string;
  readonly cost: string;
  /** How long after its publication a post arrives. */
  readonly delay: string;
  /** What is good to know before one chooses it: limits, terms. */
  readonly note?: string;
  readonly key?: KeyHelp;
  readonly fields: readonly CardField[];
  /** Settings for a brand as far as they can be guessed: the form begins with them. */
  readonly guess?: (brand: Brand) => Readonly<Record<string, unknown>>;
  /** Shows posts about a brand with no more than the guess, so that a preview of terms may ask it. */
  readonly previews?: boolean;
}

const address = (label: string, hint?: string): CardField => ({
  name: 'baseUrl',
  label,
  kind: 'url',
  ...(hint === undefined ? {} : { hint }),
});

/** The address of a server that a person chooses. */
export const serverField = (hint: string): CardField => address('Address of the server', hint);

/** The address of a site that has only one: changed for mirrors and proxies. */
export const mirrorField: CardField = {
  ...address('Address that is asked', 'Change it only for a mirror or a proxy.'),
  rarely: true,
};
