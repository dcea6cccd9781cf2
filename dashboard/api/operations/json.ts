/** The operations of `/api/v1`. */
import { z } from '@hono/zod-openapi';
import { brandList, series } from '../schemas/brands.ts';
import { comparison } from '../schemas/comparison.ts';
import { openApi } from '../schemas/health.ts';
import { incidentArgumentList } from '../schemas/arguments.ts';
import { incidentDetail, incidentList, spikeList } from '../schemas/incidents.ts';
import { mentionList } from '../schemas/mentions.ts';
import { getJson } from './build.ts';
import { bucket, comparisonQuery, mentionFilters, text, time } from './parameters.ts';

export const API_OPERATIONS = [
  getJson({ path: '/api/v1/openapi.json', summary: 'This document', reply: openApi }),
  getJson({ path: '/api/v1/brands', summary: 'Brands, the most urgent first', reply: brandList }),
  getJson({
    path: '/api/v1/brands/{slug}/series',
    summary: 'Counts per hour or day with the expected count and its interval',
    reply: series,
    query: z.object({
      from: time('Start; default 30 days before the end'),
      to: time('End, exclusive; default the end of the data'),
      bucket: bucket.default('hour'),
    }),
  }),
  getJson({
    path: '/api/v1/spikes',
    summary: 'Spikes with their attribution',
    reply: spikeList,
    query: z.object({ brand: text('Slug of a brand') }),
  }),
  getJson({ path: '/api/v1/incidents', summary: 'Incidents, newest first', reply: incidentList }),
  getJson({
    path: '/api/v1/incidents/{slug}',
    summary: 'One incident with its trajectory, spikes, drivers, timeline and alerts',
    reply: incidentDetail,
  }),
  getJson({
    path: '/api/v1/incidents/{slug}/arguments',
    summary: 'What its posts argue: at most seven groups, the largest first',
    reply: incidentArgumentList,
    query: z.object({ since: time('Marks what began or grew after it') }),
  }),
  getJson({
    path: '/api/v1/compare',
    summary: 'Two to four incidents, aligned',
    reply: comparison,
    query: z.object(comparisonQuery),
  }),
  getJson({
    path: '/api/v1/mentions',
    summary: 'Mentions of a brand with their scores',
    reply: mentionList,
    query: z.object({
      ...mentionFilters,
      order: z.enum(['reach', 'newest']).default('reach').openapi({ description: 'Order' }),
      limit: z.int().min(1).max(200).default(50).openapi({ description: 'Mentions per page' }),
      page: z.int().min(1).default(1).openapi({ description: 'From 1' }),
    }),
  }),
];
