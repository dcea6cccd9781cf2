/** Loads everything under the config folder, checked one by one and against each other, with what the database holds. */
import type { z } from 'zod';
import type { DeclaredIncident, Brand, CompanyResponse, PolicyChange } from '../src/domain/brand.ts';
import type { Route } from '../src/domain/alert.ts';
import {
  CONFIG_KINDS,
  type ConfigDocument,
  type ConfigKind,
  type StoredEntry,
} from '../src/domain/configuration.ts';
import type { ResponseTemplate } from '../src/domain/response-draft.ts';
import { UserError } from '../src/domain/result.ts';
import type { SourceConfig } from '../src/domain/source.ts';
import type { TaxonomyPack } from '../src/domain/taxonomy.ts';
import { type Checked, FOLDERS, nameOf, schemaOf, type SourceFormat } from './kinds.ts';
import { type KnownNames, referenceProblems, unknownNames } from './references.ts';
import type { BrandThreshold } from './schema/threshold.ts';
import type { Retention } from './schema/retention.ts';
import { taxonomyPackSchema } from './schema/taxonomy.ts';
import { incidentSchema } from './schema/watch.ts';
import { type ConfigEntry, type Judged, judgeReferences, parseStored, shadowed } from './stored.ts';
import { resolveShares, shareProblems } from './taxonomy-shares.ts';
import { type Entry, type Problem, readEntries } from './yaml.ts';

export type { ConfigEntry, Problem, SourceFormat };

export interface Config {
  readonly brands: readonly Brand[];
  readonly policyChanges: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
  readonly incidents: readonly DeclaredIncident[];
  readonly routes: readonly Route[];
  readonly responseTemplates: readonly ResponseTemplate[];
  readonly sources: readonly SourceConfig[];
  readonly packs: readonly TaxonomyPack[];
  /** Absent: the default. */
  readonly retention?: Retention | undefined;
  /** Of brands that have another than the shipped one. */
  readonly thresholds?: readonly BrandThreshold[] | undefined;
}

/** What the files of a folder say, each entry checked by itself. */
export interface ConfigFiles {
  readonly entries: { readonly [K in ConfigKind]: readonly Entry<Checked[K]>[] };
  readonly incidents: readonly Entry<DeclaredIncident>[];
  readonly packs: readonly Entry<z.output<typeof taxonomyPackSchema>>[];
}

export function values<T>(entries: readonly Entry<T>[]): T[] {
  return entries.map((entry) => entry.value);
}

export function checkUnique<T>(
  entries: readonly Entry<T>[],
  key: (value: T) => string,
  problems: Problem[],
): void {
  const seen = new Map<string, Entry<T>>();
  for (const entry of entries) {
    const name = key(entry.value);
    const first = seen.get(name);
    if (first) {
      const message = `"${name}" is already used in ${first.file}; choose another name`;
      problems.push({ file: entry.file, line: entry.line, path: '', message });
    } else seen.set(name, entry);
  }
}

/** Reads the files under `configDir`; those under `sources/` if their format is given. */
export function readConfigFiles(
  configDir: string,
  sourceFormat: SourceFormat | undefined,
  problems: Problem[],
): ConfigFiles {
  const read = <K extends ConfigKind>(kind: K): Entry<Checked[K]>[] => {
    const schema = schemaOf(kind, sourceFormat);
    const found = schema ? readEntries(configDir, FOLDERS[kind], schema, problems) : [];
    return found as Entry<Checked[K]>[];
  };
  return {
    entries: {
      brands: read('brands'),
      'policy-changes': read('policy-changes'),
      responses: read('responses'),
      routes: read('routes'),
      sources: read('sources'),
      'answer-templates': read('answer-templates'),
      retention: read('retention'),
      thresholds: read('thresholds'),
    },
    incidents: readEntries(configDir, 'incidents', incidentSchema, problems) as Entry<DeclaredIncident>[],
    packs: readEntries(configDir, 'taxonomy', taxonomyPackSchema, problems),
  };
}

/** Everything that is wrong with files, given the names that files and database define together. */
function fileProblems(files: ConfigFiles, known: KnownNames, format: SourceFormat | undefined): Problem[] {
  const problems: Problem[] = [];
  for (const kind of CONFIG_KINDS) {
    checkUnique<object>(files.entries[kind], (value) => nameOf(kind, value), problems);
  }
  checkUnique(files.incidents, (one) => one.slug, problems);
  checkUnique(files.packs, (pack) => pack.name, problems);
  for (const { value, file, line } of files.packs) {
    for (const message of shareProblems(value, values(files.packs)))
      problems.push({ file, line, path: 'shares', message });
  }
  for (const kind of CONFIG_KINDS) {
    for (const { value, file, line } of files.entries[kind]) {
      for (const found of referenceProblems(kind, value as never, known, format))
        problems.push({ file, line, ...found });
    }
  }
  return problems;
}

export interface Assembled {
  readonly config: Config;
  /** Of the files. */
  readonly problems: readonly Problem[];
  /** All of them, also those that are not in use. */
  readonly entries: readonly ConfigEntry[];
}

/** Files and database together. Entries of the database that cannot be used are left out; their `unused` says why. */
export function assemble(
  files: ConfigFiles,
  stored: readonly StoredEntry[],
  sourceFormat?: SourceFormat,
): Assembled {
  const packs = resolveShares(values(files.packs));
  const fileOf = (kind: ConfigKind, name: string) =>
    (files.entries[kind] as readonly Entry<object>[]).find((entry) => nameOf(kind, entry.value) === name);
  const parsed: readonly Judged[] = stored.map((one) => {
    const judged = parseStored(one, sourceFormat);
    const file = fileOf(one.kind, one.slug)?.file;
    return file === undefined ? judged : shadowed(judged, file);
  });
  const names = {
    packs: new Set(packs.map((pack) => pack.name)),
    codes: new Set(packs.flatMap((pack) => pack.categories.map((category) => category.code))),
  };
  const known = { ...names, brands: new Set(values(files.entries.brands).map(({ slug }) => slug)) };
  const judge = (one: Judged) => judgeReferences(one, known, sourceFormat);
  const ofKind = (isBrand: boolean) => parsed.filter(({ entry }) => (entry.kind === 'brands') === isBrand);
  // Brands first: a brand that is left out is none that others may refer to.
  const brands = ofKind(true).map(judge);
  for (const { entry, value } of brands) if (value !== undefined) known.brands.add(entry.slug);
  const judged = [...brands, ...ofKind(false).map(judge)];
  const all = <K extends ConfigKind>(kind: K): Checked[K][] => [
    ...values(files.entries[kind] as readonly Entry<Checked[K]>[]),
    ...judged.flatMap(({ entry, value }) =>
      entry.kind === kind && value !== undefined ? [value as Checked[K]] : [],
    ),
  ];
  const config: Config = {
    brands: all('brands'),
    policyChanges: all('policy-changes'),
    responses: all('responses'),
    incidents: values(files.incidents),
    routes: all('routes'),
    responseTemplates: all('answer-templates'),
    sources: all('sources'),
    packs,
    retention: all('retention')[0],
    thresholds: all('thresholds'),
  };
  const problems = [
    ...fileProblems(files, known, sourceFormat),
    ...incidentProblems(files.incidents, known, config),
  ];
  if (packs.length === 0) {
    const message = 'no taxonomy pack was found; copy config/taxonomy from the repository';
    problems.push({ file: 'taxonomy', line: 1, path: '', message });
  }
  return { config, problems, entries: [...fileEntries(files), ...judged.map(({ entry }) => entry)] };
}

function incidentProblems(
  incidents: readonly Entry<DeclaredIncident>[],
  { brands }: KnownNames,
  { policyChanges }: Config,
): Problem[] {
  const changes = new Set(policyChanges.map(({ slug }) => slug));
  return incidents.flatMap(({ value: { brand, policyChange }, file, line }) =>
    [
      ...unknownNames('brand', [brand], brands),
      ...unknownNames('policyChange', policyChange ? [policyChange] : [], changes),
    ].map((found) => ({ file, line, ...found })),
  );
}

function fileEntries({ entries }: ConfigFiles): ConfigEntry[] {
  return CONFIG_KINDS.flatMap((kind) =>
    (entries[kind] as readonly Entry<object>[]).map(({ value, written, file }) => {
      const document = written as ConfigDocument;
      return { kind, slug: nameOf(kind, value), document, file, problems: [] };
    }),
  );
}

/** Reads `configDir` and returns it with every problem found. Files under `sources/` are read if their format is given. */
export function checkConfig(
  configDir: string,
  sourceFormat?: SourceFormat,
  stored: readonly StoredEntry[] = [],
): { config: Config; problems: Problem[] } {
  const problems: Problem[] = [];
  const files = readConfigFiles(configDir, sourceFormat, problems);
  const { config, problems: more } = assemble(files, stored, sourceFormat);
  return { config, problems: [...problems, ...more] };
}

export function problemLine({ file, line, path, message }: Problem): string {
  return `${file}:${line}${path ? ` ${path}` : ''}: ${message}`;
}

/** Throws UserError with one line a problem, if there are any. */
export function refuse(configDir: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new UserError(
    [
      `The configuration in ${configDir} has ${problems.length} problem(s):`,
      ...problems.map(problemLine),
    ].join('\n'),
  );
}

/** Loads the config. Throws UserError with one line a problem when anything is wrong. */
export function loadConfig(configDir: string, sourceFormat?: SourceFormat): Config {
  const { config, problems } = checkConfig(configDir, sourceFormat);
  refuse(configDir, problems);
  return config;
}
