/** Loads everything under the config folder, checked one by one and against each other. */
import type { z } from 'zod';
import { UserError } from '../src/domain/result.ts';
import type { ResponseTemplate } from '../src/domain/response-draft.ts';
import type { Brand, CompanyResponse, DeclaredIncident, PolicyChange } from '../src/domain/brand.ts';
import type { Route } from '../src/domain/alert.ts';
import type { TaxonomyPack } from '../src/domain/taxonomy.ts';
import { responseTemplateSchema } from './schema/answers.ts';
import { routeSchema } from './schema/route.ts';
import { type SourceConfig } from '../src/domain/source.ts';
import { taxonomyPackSchema } from './schema/taxonomy.ts';
import { resolveShares, shareProblems } from './taxonomy-shares.ts';
import { brandSchema, incidentSchema, policyChangeSchema, responseSchema } from './schema/watch.ts';
import { type Entry, type Problem, readEntries } from './yaml.ts';

export type { Problem };

export interface Config {
  readonly brands: readonly Brand[];
  readonly policyChanges: readonly PolicyChange[];
  readonly responses: readonly CompanyResponse[];
  readonly incidents: readonly DeclaredIncident[];
  readonly routes: readonly Route[];
  readonly responseTemplates: readonly ResponseTemplate[];
  readonly sources: readonly SourceConfig[];
  readonly packs: readonly TaxonomyPack[];
}

/** The settings of sources, which only src/source knows. */
export interface SourceFormat {
  readonly schema: z.ZodType<SourceConfig>;
  /** What is wrong with a source although each of its fields is right. */
  problem(source: SourceConfig): string | undefined;
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

function checkKnown<T>(
  entries: readonly Entry<T>[],
  path: string,
  names: (value: T) => readonly string[],
  known: ReadonlySet<string>,
  problems: Problem[],
): void {
  for (const { value, file, line } of entries) {
    for (const name of names(value)) {
      if (known.has(name)) continue;
      const choices = [...known].sort().join(', ') || 'none is configured';
      problems.push({ file, line, path, message: `"${name}" is not known (${choices})` });
    }
  }
}

/** Reads `configDir` and returns it with every problem found. Files under `sources/` are read if their format is given. */
export function checkConfig(
  configDir: string,
  sourceFormat?: SourceFormat,
): { config: Config; problems: Problem[] } {
  const problems: Problem[] = [];
  const brands = readEntries(configDir, 'brands', brandSchema, problems);
  const changes = readEntries(configDir, 'policy-changes', policyChangeSchema, problems);
  const responses = readEntries(configDir, 'responses', responseSchema, problems);
  const incidents = readEntries(configDir, 'incidents', incidentSchema, problems);
  const routes = readEntries(configDir, 'routes', routeSchema, problems);
  const sources = sourceFormat ? readEntries(configDir, 'sources', sourceFormat.schema, problems) : [];
  const responseTemplates = readEntries(configDir, 'answers', responseTemplateSchema, problems);
  const written = readEntries(configDir, 'taxonomy', taxonomyPackSchema, problems);

  checkUnique(brands, (b) => b.slug, problems);
  checkUnique(changes, (c) => c.slug, problems);
  checkUnique(responses, (r) => r.slug, problems);
  checkUnique(incidents, (i) => i.slug, problems);
  checkUnique(routes, (r) => r.name, problems);
  checkUnique(sources, (s) => s.slug, problems);
  checkUnique(responseTemplates, (a) => a.slug, problems);
  checkUnique(written, (p) => p.name, problems);
  for (const { value, file, line } of written) {
    for (const message of shareProblems(value, values(written))) {
      problems.push({ file, line, path: 'shares', message });
    }
  }
  const packs = resolveShares(values(written));

  const brandSlugs = new Set(values(brands).map((b) => b.slug));
  const packNames = new Set(packs.map((p) => p.name));
  const codes = new Set(packs.flatMap((p) => p.categories.map((c) => c.code)));
  checkKnown(brands, 'packs', (b) => b.packs, packNames, problems);
  checkKnown(changes, 'brand', (c) => [c.brand], brandSlugs, problems);
  checkKnown(changes, 'touches', (c) => c.touches, codes, problems);
  checkKnown(responseTemplates, 'themes', (a) => a.themes, codes, problems);
  checkKnown(responses, 'brand', (r) => [r.brand], brandSlugs, problems);
  checkKnown(incidents, 'brand', (i) => [i.brand], brandSlugs, problems);
  const changeSlugs = new Set(values(changes).map((c) => c.slug));
  checkKnown(
    incidents,
    'policyChange',
    (i) => (i.policyChange ? [i.policyChange] : []),
    changeSlugs,
    problems,
  );
  checkKnown(routes, 'brands', (r) => r.brands.filter((b) => b !== '*'), brandSlugs, problems);
  checkKnown(sources, 'brands', (s) => s.brands.filter((b) => b !== '*'), brandSlugs, problems);
  for (const { value, file, line } of sources) {
    const message = sourceFormat?.problem(value);
    if (message !== undefined) problems.push({ file, line, path: 'brands', message });
  }
  if (packs.length === 0) {
    const message = 'no taxonomy pack was found; copy config/taxonomy from the repository';
    problems.push({ file: 'taxonomy', line: 1, path: '', message });
  }
  const config = {
    brands: values(brands) as Brand[],
    policyChanges: values(changes) as PolicyChange[],
    responses: values(responses) as CompanyResponse[],
    incidents: values(incidents) as DeclaredIncident[],
    routes: values(routes),
    responseTemplates: values(responseTemplates),
    sources: values(sources),
    packs,
  };
  return { config, problems };
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
