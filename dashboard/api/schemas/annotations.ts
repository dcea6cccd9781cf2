/** Notes on the time axis of charts; the API calls them annotations. */
import { z } from '@hono/zod-openapi';
import { MOST_NOTE } from '../../../src/domain/chart-note.ts';
import { list, moment } from './shared.ts';

export const annotation = z
  .strictObject({
    id: z.int(),
    brand: z.string(),
    at: moment,
    until: moment.nullable().openapi({ description: 'End of a stretch' }),
    text: z.string(),
    who: z.string(),
    createdAt: moment,
  })
  .openapi('Annotation');
export type Annotation = z.infer<typeof annotation>;

export const annotationList = z.strictObject({ annotations: list(annotation) });
export type AnnotationList = z.infer<typeof annotationList>;

export const newAnnotation = z
  .object({
    brand: z.string().openapi({ description: 'Slug' }),
    at: z.string().openapi({ description: 'UTC, or with an offset', example: '2015-08-20T14:00:00Z' }),
    until: z.string().nullish().openapi({ description: 'End of a stretch' }),
    text: z.string().max(MOST_NOTE),
  })
  .openapi('NewAnnotation');
