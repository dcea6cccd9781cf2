/** The operations on notes of charts. */
import { createRoute, z } from '@hono/zod-openapi';
import { annotation, annotationList, newAnnotation } from '../schemas/annotations.ts';
import { failure } from '../schemas/shared.ts';
import { ERRORS, getJson, JSON_TYPE, jsonBody } from './build.ts';
import { text } from './parameters.ts';

const failures = Object.fromEntries(
  Object.entries({ ...ERRORS, 409: 'The brand has 1,000 annotations' }).map(([status, description]) => [
    status,
    jsonBody(description, failure),
  ]),
);

export const ANNOTATION_OPERATIONS = [
  getJson({
    path: '/api/v1/annotations',
    summary: 'Notes on the time axis of charts, newest first, at most 1,000',
    reply: annotationList,
    query: z.object({ brand: text('Slug of a brand') }),
  }),
  createRoute({
    method: 'post',
    path: '/api/v1/annotations',
    summary: 'Add a note, which all charts of its brand show',
    description: 'Least role: analyst.',
    request: { body: { required: true, content: { [JSON_TYPE]: { schema: newAnnotation } } } },
    responses: { 201: jsonBody('What was added', annotation), ...failures },
  }),
  createRoute({
    method: 'delete',
    path: '/api/v1/annotations/{id}',
    summary: 'Delete a note',
    description: 'Least role: analyst.',
    request: { params: z.object({ id: z.string().openapi({ description: 'Number of the annotation' }) }) },
    responses: { 200: jsonBody('What was deleted', annotation), ...failures },
  }),
];
