/** The description of the JSON API and of the files. */
import type { Ctx } from '../deps.ts';
import { filePaths, WEBHOOK_PATH } from './openapi-files.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly description: string;
  readonly schema: object;
  readonly explode?: boolean;
}

const text = { type: 'string' };

function query(name: string, description: string, schema: object = text, required = false): Parameter {
  return { name, in: 'query', required, description, schema };
}

function slug(what: string): Parameter {
  return { name: 'slug', in: 'path', required: true, description: `Slug of the ${what}`, schema: text };
}

const time = { type: 'string', example: '2015-08-20T14:00Z' };
const brand = query('brand', 'Slug of a brand');

function operation(summary: string, parameters: readonly Parameter[] = []) {
  const failure = {
    description: 'What is wrong',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  const answer = {
    description: 'The answer',
    content: { 'application/json': { schema: { type: 'object' } } },
  };
  return {
    get: {
      summary,
      parameters,
      responses: { '200': answer, '400': failure, '401': failure, '403': failure, '404': failure },
    },
  };
}

/** The OpenAPI 3.1 document. A test holds it against the route table. */
export function openApiDocument(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'Outcry', version: '1', description: 'Times are UTC; counts are of public posts.' },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made with: npx outcry token create' },
      },
      schemas: {
        Error: {
          type: 'object',
          required: ['error', 'message'],
          properties: { error: { type: 'string' }, message: { type: 'string' } },
        },
      },
    },
    paths: {
      '/api/v1/openapi.json': operation('This document'),
      '/api/v1/brands': operation('Brands, the most urgent first'),
      '/api/v1/brands/{slug}/series': operation('Counts per hour or day with what was expected', [
        slug('brand'),
        query('from', 'First moment; default 30 days before the end', time),
        query('to', 'End, exclusive; default the end of the data', time),
        query('bucket', 'Width of a bucket', { enum: ['hour', 'day'], default: 'hour' }),
      ]),
      '/api/v1/spikes': operation('Spikes with their attribution', [brand]),
      '/api/v1/incidents': operation('Incidents, newest first'),
      '/api/v1/incidents/{slug}': operation('One incident with course, spikes, drivers and timeline', [
        slug('incident'),
      ]),
      '/api/v1/compare': operation('Two to four incidents on one clock', [
        {
          ...query(
            'incident',
            'Slugs; give it twice or more',
            { type: 'array', items: text, minItems: 2, maxItems: 4 },
            true,
          ),
          explode: true,
        },
        query('align', 'What day 0 is', {
          enum: ['announced', 'observed', 'effective', 'onset'],
          default: 'announced',
        }),
        query('scale', 'Scale of the values', {
          enum: ['count', 'multiple', 'excess-per-1000'],
          default: 'multiple',
        }),
      ]),
      '/api/v1/mentions': operation('Mentions of a brand with their scores', [
        query('brand', 'Slug of a brand', text, true),
        query('from', 'First moment', time),
        query('to', 'End, exclusive', time),
        query('only', 'Which mentions', { enum: ['betrayal', 'negative'] }),
        query('category', 'Code of a taxonomy category'),
        query('source', 'Name of a source'),
        query('tag', 'A tag'),
        query('author', 'Pseudonym of an author'),
        query('q', 'Words or "quoted phrases" that stand in it'),
        query('order', 'Order', { enum: ['reach', 'newest'], default: 'reach' }),
        query('limit', 'At most 200', { type: 'integer', default: 50, maximum: 200 }),
        query('page', 'From 1', { type: 'integer', default: 1 }),
      ]),
      ...filePaths(),
      ...WEBHOOK_PATH,
    },
  };
}

export function openApi(c: Ctx) {
  return c.json(openApiDocument(c.var.deps.publicUrl));
}
