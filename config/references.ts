/** How entries refer to each other: a brand, a taxonomy pack or a category that does not exist is a mistake. */
import type { ConfigKind } from '../src/domain/configuration.ts';
import type { Checked, SourceFormat } from './kinds.ts';

/** The names that entries may refer to. */
export interface KnownNames {
  readonly brands: ReadonlySet<string>;
  readonly packs: ReadonlySet<string>;
  /** Codes of the categories of all packs. */
  readonly codes: ReadonlySet<string>;
}

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** `names` of the field `path` that are not among `known`. */
export function unknownNames(
  path: string,
  names: readonly string[],
  known: ReadonlySet<string>,
): FieldProblem[] {
  const choices = [...known].sort().join(', ') || 'none is configured';
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ path, message: `"${name}" is not known (${choices})` }));
}

const named = (brands: readonly string[]) => brands.filter((brand) => brand !== '*');

type Checks = {
  readonly [K in ConfigKind]: (value: Checked[K], known: KnownNames, format?: SourceFormat) => FieldProblem[];
};

const CHECKS: Checks = {
  brands: ({ packs }, known) => unknownNames('packs', packs, known.packs),
  sources: (source, known, format) => {
    const message = format?.problem(source);
    return [
      ...unknownNames('brands', named(source.brands), known.brands),
      ...(message === undefined ? [] : [{ path: 'brands', message }]),
    ];
  },
  routes: ({ brands }, known) => unknownNames('brands', named(brands), known.brands),
  'policy-changes': ({ brand, touches }, known) => [
    ...unknownNames('brand', [brand], known.brands),
    ...unknownNames('touches', touches, known.codes),
  ],
  responses: ({ brand }, known) => unknownNames('brand', [brand], known.brands),
  'answer-templates': ({ themes }, known) => unknownNames('themes', themes, known.codes),
  retention: () => [],
  // A brand that only an import named is not configured, and may have one.
  thresholds: () => [],
};

/** What is wrong with an entry although each of its fields is right. */
export function referenceProblems<K extends ConfigKind>(
  kind: K,
  value: Checked[K],
  known: KnownNames,
  format?: SourceFormat,
): FieldProblem[] {
  return CHECKS[kind](value, known, format);
}
