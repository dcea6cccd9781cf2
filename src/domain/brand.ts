/** Brands and their dated events, as declared in `config/`. */

export interface Brand {
  /** Lower-case letters, digits and hyphens, e.g. `bud-light`. */
  readonly slug: string;
  readonly name: string;
  /** Words, phrases, handles, hashtags and domains that mean the brand and nothing else. */
  readonly terms: readonly string[];
  /** Names that mean other things too, e.g. `apple`; they count where a word of `context` or a term is near. */
  readonly ambiguous?: readonly string[];
  /** Words of which one must stand in the same text for an ambiguous name to count. */
  readonly context?: readonly string[];
  /** Phrases that hold a term but mean something else. */
  readonly exclude: readonly string[];
  /** Names of the taxonomy packs in use. */
  readonly packs: readonly string[];
  readonly apps?: BrandApps;
}

/** The brand's app where apps are reviewed. */
interface BrandApps {
  /** The digits of the address: `apps.apple.com/app/id324684580`. */
  readonly appStore?: string;
  /** The package name: `play.google.com/store/apps/details?id=com.spotify.music`. */
  readonly googlePlay?: string;
}

/** Everything the brand is called, certain or not. */
export function namesOf(brand: Brand): string[] {
  return [...brand.terms, ...(brand.ambiguous ?? [])];
}

/** Evidence for a dated event. */
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
  /** When it was noted here first, where that is known (ms): after an alarm, its date was chosen for being close. */
  readonly notedAt?: number;
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
