/** The operations about imports. */
import { createRoute, z } from '@hono/zod-openapi';
import { importDetail, importList, importPreview, importStarted } from '../schemas/imports.ts';
import { failure } from '../schemas/shared.ts';
import { getJson, jsonBody } from './build.ts';
import { text } from './parameters.ts';

const id = z.object({ id: z.string().openapi({ description: 'Number of the import' }) });
const errors = {
  400: jsonBody('The file or an option cannot be used; the message says which', failure),
  401: jsonBody('No token, or one that is unknown or expired', failure),
  403: jsonBody('The role is too low, or the brand is not for this token', failure),
};

export const IMPORT_OPERATIONS = [
  getJson({ path: '/api/v1/imports', summary: 'Imports, newest first', reply: importList }),
  createRoute({
    method: 'post',
    path: '/api/v1/imports',
    summary: 'Import a file, or see how it would be read',
    description:
      'Least role: analyst of the brand; a brand that does not exist is created by admins of all brands. The file is read as `outcry import` reads it and deleted afterwards.',
    request: {
      body: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({
              file: z.string().openapi({ format: 'binary' }),
              brand: z.string().openapi({ description: 'Slug' }),
              preview: z.enum(['true', 'false']).optional(),
              source: text('The source of all rows'),
              map: text('FIELD=COLUMN,… as `--map` takes it'),
              'date-format': text('dmy, mdy, ymd or a pattern'),
              timezone: text('The zone of times that name none'),
              encoding: text('Such as windows-1251'),
              replace: z.enum(['true', 'false']).optional(),
            }),
          },
        },
      },
    },
    responses: {
      200: jsonBody('With preview=true: how the file would be read', importPreview),
      202: jsonBody('The import runs; ask for it by its number', importStarted),
      ...errors,
      413: jsonBody('The file is larger than OUTCRY_IMPORT_MB, or there is no room for it', failure),
      503: jsonBody('Other files are being read; try again', failure),
    },
  }),
  createRoute({
    method: 'get',
    path: '/api/v1/imports/{id}',
    summary: 'One import: state, counts, progress, and its report once it is over',
    description: 'Least role: viewer.',
    request: { params: id },
    responses: {
      200: jsonBody('The reply', importDetail),
      ...errors,
      404: jsonBody('No such import', failure),
    },
  }),
  createRoute({
    method: 'delete',
    path: '/api/v1/imports/{id}',
    summary: 'Take an import back',
    description:
      'Least role: analyst of the brand. Posts, counts, spikes and incidents are as if it had never come.',
    request: { params: id },
    responses: {
      200: jsonBody('It was taken back before', importStarted),
      202: jsonBody('It is being taken back', importStarted),
      ...errors,
      404: jsonBody('No such import', failure),
      503: jsonBody('Many imports are waiting; try again', failure),
    },
  }),
];
