/** A betrayal taxonomy pack: data, versioned, one YAML file under `config/taxonomy/`. */

interface TaxonomyCategory {
  readonly code: string;
  readonly title: string;
  readonly description: string;
  /** `harm` counts as betrayal; `context` is kept beside it and never counts by itself. */
  readonly type: 'harm' | 'context';
  /** Phrases in the small pattern language of the pack format; see config/taxonomy/README.md. */
  readonly strong: readonly string[];
  /** Phrases that count only beside a personal-data word or another hit. */
  readonly weak: readonly string[];
  /** Phrases that cancel a hit they overlap, e.g. "leak of an album". */
  readonly decoys: readonly string[];
  /** Phrases of approval: kept as hits of polarity `praise`, and a hit they overlap is praise too. */
  readonly praise?: readonly string[] | undefined;
  /** Context only: what shows that people accepted or rejected it. */
  readonly accepted?: readonly string[] | undefined;
  readonly rejected?: readonly string[] | undefined;
}

export interface TaxonomyPack {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly categories: readonly TaxonomyCategory[];
  /** Words that show that personal data is meant. */
  readonly subject: readonly string[];
  /** Named word lists, written `<name>` in phrases. */
  readonly sets?: Readonly<Record<string, readonly string[]>> | undefined;
}
