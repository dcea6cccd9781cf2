/** The operations by which people configure. */
import { createRoute, z } from '@hono/zod-openapi';
import { responseTemplateSchema } from '../../../config/schema/answers.ts';
import { retentionSchema } from '../../../config/schema/retention.ts';
import { thresholdSchema } from '../../../config/schema/threshold.ts';
import { routeSchema } from '../../../config/schema/route.ts';
import { brandSchema, policyChangeSchema, responseSchema } from '../../../config/schema/watch.ts';
import { kindWord } from '../../../src/configure/editor.ts';
import { CONFIG_KINDS, type ConfigKind } from '../../../src/domain/configuration.ts';
import { configAccess } from '../configuration-routes.ts';
import {
  configEdit,
  configEntry,
  configEntryList,
  configHistory,
  keyValue,
  sourceKeys,
  undoBody,
} from '../schemas/configuration.ts';
import { failure } from '../schemas/shared.ts';
import { ERRORS, JSON_TYPE, jsonBody, slugParams } from './build.ts';

/** Fields of every type of source. */
const source = z.looseObject({
  slug: z.string(),
  type: z.string().openapi({ description: 'Further fields depend on it: docs/sources.md' }),
  brands: z.array(z.string()).optional().openapi({ description: 'Slugs, or *' }),
  everyMinutes: z.int().min(1).max(1440).optional(),
  enabled: z.boolean().optional(),
});

const BODIES: Readonly<Record<ConfigKind, z.ZodType>> = {
  brands: brandSchema,
  sources: source,
  routes: routeSchema,
  'policy-changes': policyChangeSchema,
  responses: responseSchema,
  'answer-templates': responseTemplateSchema,
  retention: retentionSchema,
  thresholds: thresholdSchema,
};

const patch = z
  .record(z.string(), z.unknown())
  .openapi({ description: 'Fields to replace; null removes one' });
const conditional = z.object({
  'if-match': z.string().optional().openapi({ description: 'The revision that you read, e.g. "12"' }),
});

const FAILURES = {
  ...ERRORS,
  409: 'Somebody else changed it, its name is taken, or a file or the environment defines it',
  422: 'A field is not right: `fields` says which, by its path',
} as const;

const failures = Object.fromEntries(
  Object.entries(FAILURES).map(([status, description]) => [status, jsonBody(description, failure)]),
);

function body(schema: z.ZodType) {
  return { required: true, content: { [JSON_TYPE]: { schema } } };
}

interface Described {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly least: string;
  readonly reply: z.ZodType;
  readonly status?: 200 | 201;
  readonly send?: z.ZodType;
  readonly conditional?: boolean;
  readonly params?: z.ZodObject;
}

function operation(given: Described) {
  const { method, path, summary, least, reply, status = 200, send, params = slugParams } = given;
  return createRoute({
    method,
    path,
    summary,
    description: `Least role: ${least}.`,
    request: {
      ...(path.includes('{') ? { params } : {}),
      ...(given.conditional ? { headers: conditional } : {}),
      ...(send ? { body: body(send) } : {}),
    },
    responses: { [status]: jsonBody('The reply', reply), ...failures },
  });
}

function roleName(access: string): string {
  return access === 'owner' ? 'admin of all brands' : access;
}

function ofKind(kind: ConfigKind) {
  const what = kindWord(kind);
  const access = configAccess(kind);
  const [read, write] = [roleName(access.read), roleName(access.write)];
  const all = `/api/v1/${kind}`;
  const one = `${all}/{slug}`;
  return [
    ...(kind === 'brands'
      ? []
      : [
          operation({
            method: 'get',
            path: all,
            summary: `Entries of the kind ${what}: of files and of the database`,
            least: read,
            reply: configEntryList,
          }),
        ]),
    operation({
      method: 'post',
      path: all,
      summary: `Adds a ${what}; in force within seconds`,
      least: write,
      reply: configEdit,
      status: 201,
      send: BODIES[kind],
    }),
    operation({
      method: 'get',
      path: one,
      summary: `A ${what} as it is configured`,
      least: read,
      reply: configEntry,
    }),
    operation({
      method: 'patch',
      path: one,
      summary: `Changes a ${what}`,
      least: write,
      reply: configEdit,
      send: patch,
      conditional: true,
    }),
    operation({
      method: 'delete',
      path: one,
      summary: `Removes a ${what}; what was collected stays`,
      least: write,
      reply: configEdit,
      conditional: true,
    }),
    operation({
      method: 'get',
      path: `${one}/history`,
      summary: `Who changed a ${what}, newest first`,
      least: read,
      reply: configHistory,
    }),
    operation({
      method: 'post',
      path: `${one}/undo`,
      summary: `Undoes a change of a ${what}`,
      least: write,
      reply: configEdit,
      send: undoBody,
      conditional: true,
    }),
  ];
}

const keyParams = z.object({ name: z.string().openapi({ description: 'Name of the key' }) });
const OWNER = 'admin of all brands';

export const CONFIG_OPERATIONS = [
  ...CONFIG_KINDS.flatMap(ofKind),
  operation({
    method: 'get',
    path: '/api/v1/source-keys',
    summary: 'Which keys of sites are set; never their values',
    least: OWNER,
    reply: sourceKeys,
  }),
  operation({
    method: 'put',
    path: '/api/v1/source-keys/{name}',
    summary: 'Sets a key of a site; it is stored encrypted',
    least: OWNER,
    reply: sourceKeys,
    send: keyValue,
    params: keyParams,
  }),
  operation({
    method: 'delete',
    path: '/api/v1/source-keys/{name}',
    summary: 'Removes a key of a site',
    least: OWNER,
    reply: sourceKeys,
    params: keyParams,
  }),
];
