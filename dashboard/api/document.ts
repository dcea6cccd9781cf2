/** The OpenAPI document, generated from the schemas of parameters and replies. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { ANNOTATION_OPERATIONS } from './operations/annotations.ts';
import { CONFIG_OPERATIONS } from './operations/configuration.ts';
import { FILE_OPERATIONS } from './operations/files.ts';
import { IMPORT_OPERATIONS } from './operations/imports.ts';
import { API_OPERATIONS } from './operations/json.ts';
import { WEBHOOK_OPERATION } from './operations/webhook.ts';

export const OPERATIONS = [
  ...API_OPERATIONS,
  ...ANNOTATION_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...CONFIG_OPERATIONS,
  ...FILE_OPERATIONS,
  WEBHOOK_OPERATION,
];

/** The OpenAPI 3.1 document. Tests check it against the route table and replies against its schemas. */
export function openApiDocument(publicUrl: string) {
  const { openAPIRegistry, getOpenAPI31Document } = documented();
  openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Made with: npx outcry token create',
  });
  return getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Outcry', version: '1', description: 'Times are UTC; counts are of public posts.' },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
  });
}

/** An app that serves nothing: it holds the operations that the document is generated from. */
function documented() {
  const app = new OpenAPIHono();
  for (const operation of OPERATIONS) app.openAPIRegistry.registerPath(operation);
  return app;
}
