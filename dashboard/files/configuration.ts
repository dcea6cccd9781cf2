/** Everything that is configured, as a ZIP of YAML files that `outcry config import` takes. */
import { strToU8, zipSync } from 'fflate';
import { exportedFiles } from '../../src/configure/export.ts';
import { CONFIG_KINDS } from '../../src/domain/configuration.ts';
import type { Ctx } from '../deps.ts';

/** The earliest time that a ZIP archive can hold: the same configuration gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

export async function configurationFile(c: Ctx) {
  const { editor } = c.var.deps;
  const kinds = await Promise.all(CONFIG_KINDS.map(async (kind) => (await editor?.entries(kind)) ?? []));
  const files = exportedFiles(kinds.flat()).map(({ path, text }) => [path, strToU8(text)] as const);
  c.header('Content-Type', 'application/zip');
  c.header('Content-Disposition', 'attachment; filename="outcry-configuration.zip"');
  c.header('Cache-Control', 'no-store');
  return c.body(zipSync(Object.fromEntries(files), { mtime: NO_TIME }));
}
