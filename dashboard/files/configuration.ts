/** Everything that is configured, as a ZIP of YAML files that `outcry config import` takes. */
import { exportedFiles } from '../../src/configure/export.ts';
import { zipOf } from '../../src/configure/zip.ts';
import { CONFIG_KINDS } from '../../src/domain/configuration.ts';
import type { Ctx } from '../deps.ts';

export async function configurationFile(c: Ctx) {
  const { editor } = c.var.deps;
  const kinds = await Promise.all(CONFIG_KINDS.map(async (kind) => (await editor?.entries(kind)) ?? []));
  const files = exportedFiles(kinds.flat());
  c.header('Content-Type', 'application/zip');
  c.header('Content-Disposition', 'attachment; filename="outcry-configuration.zip"');
  c.header('Cache-Control', 'no-store');
  return c.body(new Uint8Array(zipOf(files)));
}
