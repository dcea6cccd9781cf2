/** Brands and the dated facts around them, as `config/` declares them. */

export interface Brand {
  /** Lower-case letters, digits and hyphens, e.g. `bud-light`. */
  readonly slug: string;
  readonly name: string;
  /** Words, phrases, handles that mean the brand. */
  readonly terms: readonly string[];
  /** Phrases that hold a term but mean something else. */
  readonly exclude: readonly string[];
  /** Names of the taxonomy packs in use. */
  readonly packs: readonly string[];
}

/** A dated piece of evidence for a fact. */
export interface Evidence {
  readonly url?: string;
  readonly note: string;
}

/** A dated change of a policy; three dates, because they differ by weeks. Times are ms since 1970 UTC. */
export interface PolicyChange {
  readonly slug: string;
  readonly brand: string;
  readonly title: string;
  readonly announced?: number;
  /** When a watcher first saw it: after the one, by the other. */
  readonly observed?: { readonly after: number; readonly by: number };
  readonly effective?: number;
  /** Taxonomy categories whose clauses the change touches. */
  readonly touches: readonly string[];
  /** Words of the change that posts would repeat. */
  readonly words: readonly string[];
  readonly evidence: readonly Evidence[];
}

export type ResponseKind = 'apology' | 'clarification' | 'reversal' | 'delay' | 'other';

export interface CompanyResponse {
  readonly slug: string;
  readonly brand: string;
  readonly title: string;
  readonly kind: ResponseKind;
  readonly at: number;
  readonly evidence: readonly Evidence[];
}

/** An incident that a person declared ahead: a window in which a detected spike gets this name. */
export interface DeclaredIncident {
  readonly slug: string;
  readonly brand: string;
  readonly title: string;
  readonly policyChange?: string;
  readonly from: number;
  readonly to: number;
}
