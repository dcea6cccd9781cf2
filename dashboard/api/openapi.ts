/** Serves the description of the API. */
import type { Ctx } from '../deps.ts';

/** The document is loaded when somebody asks for it: the start of the program need not wait for it. */
export async function openApi(c: Ctx) {
  const { openApiDocument } = await import('./document.ts');
  return c.json(openApiDocument(c.var.deps.publicUrl));
}
