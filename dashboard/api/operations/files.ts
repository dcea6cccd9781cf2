/** What the dashboard serves as files, and its health. */
import { createRoute, z } from '@hono/zod-openapi';
import { CHART_FORMATS } from '../../../src/report/export/chart-file.ts';
import { EXPORT_FORMATS } from '../../../src/report/export/mentions.ts';
import { COMPARISON_FORMATS } from '../../../src/report/comparison/render.ts';
import { chartFile } from '../schemas/brands.ts';
import { comparison } from '../schemas/comparison.ts';
import { alive, ready } from '../schemas/health.ts';
import { ERRORS, JSON_TYPE, jsonBody, slugParams } from './build.ts';
import { bucket, comparisonQuery, mentionFilters, text } from './parameters.ts';

const CSV = 'text/csv';

export interface FileRoute {
  readonly path: string;
  readonly summary: string;
  readonly role: 'viewer' | 'admin';
  /** Media types; all but JSON have no schema. */
  readonly types: readonly string[];
  readonly formats?: readonly string[];
  readonly filters?: z.ZodRawShape;
  /** Schema of the JSON file. */
  readonly json?: z.ZodType;
}

const CHART = {
  role: 'viewer',
  types: [CSV, JSON_TYPE, 'image/svg+xml', 'image/png'],
  formats: CHART_FORMATS,
  json: chartFile,
} as const;

export const FILE_ROUTES: readonly FileRoute[] = [
  {
    ...CHART,
    path: '/brands/{slug}/chart',
    summary: 'Chart of a brand',
    filters: { range: text('24h, 7d, 30d, all or the slug of an incident'), bucket },
  },
  { ...CHART, path: '/incidents/{slug}/chart', summary: 'Chart of an incident' },
  {
    path: '/compare/file',
    summary: 'A comparison of two to four incidents',
    role: 'viewer',
    types: [...CHART.types, 'text/html'],
    formats: COMPARISON_FORMATS,
    filters: comparisonQuery,
    json: comparison,
  },
  {
    path: '/mentions/export',
    summary: 'All mentions that match the filters, with scores, corrections and tags',
    role: 'viewer',
    types: [CSV, 'application/x-ndjson'],
    formats: EXPORT_FORMATS,
    filters: mentionFilters,
  },
  {
    path: '/audit/file',
    summary: 'The audit log',
    role: 'admin',
    types: [CSV],
    filters: { search: text('Part of a name, action or object') },
  },
  {
    path: '/settings/export',
    summary: 'Everything that is configured, as YAML files in a ZIP; no keys',
    role: 'admin',
    types: ['application/zip'],
  },
];

const isText = (type: string) => type.startsWith('text/') || type.endsWith('ndjson') || type.endsWith('xml');

function contentOf({ types, json }: FileRoute) {
  const file = (type: string) => z.string().openapi(isText(type) ? {} : { format: 'binary' });
  return Object.fromEntries(
    types.map((type) => [type, { schema: type === JSON_TYPE && json ? json : file(type) }]),
  );
}

// Errors of these paths are pages or text, not JSON.
const { 500: _fault, ...refusals } = ERRORS;
const pageErrors = Object.fromEntries(
  Object.entries(refusals).map(([status, description]) => [status, { description }]),
);

function fileOperation(route: FileRoute) {
  const format = route.formats ? { format: z.enum(route.formats).openapi({ description: 'Format' }) } : {};
  return createRoute({
    method: 'get',
    path: route.path,
    summary: route.summary,
    description: `Least role: ${route.role}.`,
    request: {
      ...(route.path.includes('{slug}') ? { params: slugParams } : {}),
      query: z.object({ ...format, ...route.filters }),
    },
    responses: { 200: { description: 'The file', content: contentOf(route) }, ...pageErrors },
  });
}

const open = { method: 'get' as const, description: 'No sign-in.', security: [] };

export const FILE_OPERATIONS = [
  ...FILE_ROUTES.map(fileOperation),
  createRoute({
    ...open,
    path: '/healthz',
    summary: 'The process is alive',
    responses: { 200: jsonBody('Alive', alive) },
  }),
  createRoute({
    ...open,
    path: '/readyz',
    summary: 'Serving, and its dependencies answer',
    responses: { 200: jsonBody('Ready', ready), 503: jsonBody('Not ready', ready) },
  }),
  createRoute({
    ...open,
    path: '/metrics',
    summary: 'Prometheus metrics',
    description: 'For admins of all brands. Programs on the same machine need no sign-in.',
    responses: {
      200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } },
      401: { description: ERRORS[401] },
      403: { description: ERRORS[403] },
    },
  }),
];
