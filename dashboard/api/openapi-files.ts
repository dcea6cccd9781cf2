/** The description of what the dashboard hands out as files, of its health and of the webhook. */
export interface FileRoute {
  readonly path: string;
  readonly summary: string;
  /** Least role; `public` asks for none. */
  readonly role: 'public' | 'viewer' | 'admin';
  readonly types: readonly string[];
  readonly formats?: readonly string[];
  readonly filters?: readonly (readonly [name: string, description: string])[];
}

const CSV = 'text/csv';
const JSON_TYPE = 'application/json';
const CHART_TYPES = [CSV, JSON_TYPE, 'image/svg+xml', 'image/png'];
const CHART = ['csv', 'json', 'svg', 'png'];

export const FILE_ROUTES: readonly FileRoute[] = [
  {
    path: '/brands/{slug}/chart',
    summary: "A brand's chart",
    role: 'viewer',
    types: CHART_TYPES,
    formats: CHART,
    filters: [
      ['range', '24h, 7d, 30d, all or the slug of an incident'],
      ['bucket', 'hour or day'],
    ],
  },
  {
    path: '/incidents/{slug}/chart',
    summary: "An incident's chart",
    role: 'viewer',
    types: CHART_TYPES,
    formats: CHART,
  },
  {
    path: '/compare/file',
    summary: 'A comparison of two to four incidents',
    role: 'viewer',
    types: [...CHART_TYPES, 'text/html'],
    formats: [...CHART, 'html'],
    filters: [
      ['incident', 'Slugs; give it twice or more'],
      ['align', 'announced, observed, effective or onset'],
      ['scale', 'count, multiple or excess-per-1000'],
    ],
  },
  {
    path: '/mentions/export',
    summary: 'All mentions that fit the filters, with scores, corrections and tags',
    role: 'viewer',
    types: [CSV, 'application/x-ndjson'],
    formats: ['csv', 'jsonl'],
    filters: [
      ['brand', 'Slug of a brand'],
      ['from', 'First moment, UTC'],
      ['to', 'End, exclusive, UTC'],
      ['only', 'betrayal or negative'],
      ['category', 'Code of a taxonomy category'],
      ['source', 'Name of a source'],
      ['show', 'corrected, bookmarked or muted'],
      ['tag', 'A tag'],
      ['author', 'Pseudonym of an author'],
      ['q', 'Words or "quoted phrases"'],
    ],
  },
  {
    path: '/audit/file',
    summary: 'The audit log',
    role: 'admin',
    types: [CSV],
    filters: [['search', 'Part of who, what or about what']],
  },
  { path: '/healthz', summary: 'Alive', role: 'public', types: [JSON_TYPE] },
  { path: '/readyz', summary: 'Serving, and its parts answer', role: 'public', types: [JSON_TYPE] },
  {
    path: '/metrics',
    summary: 'Prometheus figures; from this machine, or with a token',
    role: 'public',
    types: ['text/plain'],
  },
];

function parametersOf({ path, formats, filters = [] }: FileRoute) {
  const given = (name: string, where: 'path' | 'query', description: string, schema: object) => {
    return { name, in: where, required: where === 'path' || name === 'format', description, schema };
  };
  const text = { type: 'string' };
  return [
    ...(path.includes('{slug}') ? [given('slug', 'path', 'Slug', text)] : []),
    ...(formats ? [given('format', 'query', 'Format', { enum: formats })] : []),
    ...filters.map(([name, description]) => given(name, 'query', description, text)),
  ];
}

const refused = (description: string) => ({ description });

/** Paths of the document. */
export function filePaths(): Record<string, object> {
  return Object.fromEntries(
    FILE_ROUTES.map((route) => {
      const content = Object.fromEntries(route.types.map((type) => [type, {}]));
      const open = route.role === 'public';
      const get = {
        summary: route.summary,
        description: open ? 'Nobody has to sign in.' : `Least role: ${route.role}.`,
        ...(open ? { security: [] } : {}),
        parameters: parametersOf(route),
        responses: {
          '200': { description: 'The file', content },
          ...(open
            ? {}
            : {
                '400': refused('An unknown format or filter'),
                '401': refused('No token, or one that is over'),
                '403': refused('The role is too low'),
                '404': refused('No such brand or incident, or not for this token'),
              }),
        },
      };
      return [route.path, { get }];
    }),
  );
}

/** The webhook: deliveries are signed as Standard Webhooks say. */
export const WEBHOOK_PATH = {
  '/ingest/webhook/{source}': {
    post: {
      summary: 'Hand in mentions',
      description:
        'A mention, an array of them or one a line (NDJSON), signed with OUTCRY_WEBHOOK_SECRET (Standard Webhooks).',
      security: [],
      parameters: [
        {
          name: 'source',
          in: 'path',
          required: true,
          description: 'Your name of it',
          schema: { type: 'string' },
        },
        ...['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => {
          return { name, in: 'header', required: true, schema: { type: 'string' } };
        }),
      ],
      requestBody: {
        required: true,
        content: { [JSON_TYPE]: {}, 'application/x-ndjson': {} },
      },
      responses: {
        '200': { description: 'How many were accepted, known or rejected', content: { [JSON_TYPE]: {} } },
        '401': refused('The signature is wrong or too old'),
        '413': refused('Too large'),
      },
    },
  },
} as const;
