/** The kinds of entries that people configure: folder, schema, name, and the brands that an entry is about. */
import type { z } from 'zod';
import type { Route } from '../src/domain/alert.ts';
import type { Brand, CompanyResponse, PolicyChange } from '../src/domain/brand.ts';
import type { ConfigDocument, ConfigKind } from '../src/domain/configuration.ts';
import type { ResponseTemplate } from '../src/domain/response-draft.ts';
import type { SourceConfig } from '../src/domain/source.ts';
import { responseTemplateSchema } from './schema/answers.ts';
import { type Retention, retentionSchema } from './schema/retention.ts';
import { type BrandThreshold, thresholdSchema } from './schema/threshold.ts';
import { routeSchema } from './schema/route.ts';
import { brandSchema, policyChangeSchema, responseSchema } from './schema/watch.ts';

/** What an entry of each kind is after it was checked. */
export interface Checked {
  readonly brands: Brand;
  readonly sources: SourceConfig;
  readonly routes: Route;
  readonly 'policy-changes': PolicyChange;
  readonly responses: CompanyResponse;
  readonly 'answer-templates': ResponseTemplate;
  readonly retention: Retention;
  readonly thresholds: BrandThreshold;
}

/** The settings of sources, which only src/source knows. */
export interface SourceFormat {
  readonly schema: z.ZodType<SourceConfig>;
  /** What is wrong with a source although each of its fields is right. */
  problem(source: SourceConfig): string | undefined;
}

/** Folders under the configuration folder. */
export const FOLDERS: Readonly<Record<ConfigKind, string>> = {
  brands: 'brands',
  sources: 'sources',
  routes: 'routes',
  'policy-changes': 'policy-changes',
  responses: 'responses',
  'answer-templates': 'answers',
  retention: 'retention',
  thresholds: 'thresholds',
};

/** Undefined for sources where their format is not given. */
export function schemaOf(kind: ConfigKind, sources: SourceFormat | undefined): z.ZodType | undefined {
  if (kind === 'sources') return sources?.schema;
  return {
    brands: brandSchema,
    routes: routeSchema,
    'policy-changes': policyChangeSchema,
    responses: responseSchema,
    'answer-templates': responseTemplateSchema,
    retention: retentionSchema,
    thresholds: thresholdSchema,
  }[kind];
}

/** The field that names an entry among those of its kind. */
export function nameField(kind: ConfigKind): 'name' | 'slug' {
  return kind === 'routes' ? 'name' : 'slug';
}

/** Empty where a document has no usable name. */
export function nameOf(kind: ConfigKind, document: object): string {
  const name = (document as ConfigDocument)[nameField(kind)];
  return typeof name === 'string' ? name : '';
}

/** Brands that an entry is about, `*` for all; none for templates and retention, which belong to nobody. */
export function brandsOf(kind: ConfigKind, document: object): readonly string[] {
  const { slug, brand, brands } = document as ConfigDocument;
  if (kind === 'brands' || kind === 'thresholds') return typeof slug === 'string' ? [slug] : [];
  if (kind === 'policy-changes' || kind === 'responses') return typeof brand === 'string' ? [brand] : [];
  if (kind !== 'routes' && kind !== 'sources') return [];
  if (kind === 'sources' && brands === undefined) return ['*'];
  return Array.isArray(brands) ? brands.map(String) : [];
}
