/** Import presets: how the exports of tools are read. They are many and only imports need them, so no start reads them. */
import { join, resolve } from 'node:path';
import type { ImportPreset } from '../src/domain/import-preset.ts';
import { packageRoot } from './env.ts';
import { builtPresets, keepBuilt } from './built-presets.ts';
import { checkUnique, refuse, values } from './load.ts';
import { importPresetSchema } from './schema/import.ts';
import { type Entry, type Problem, readEntries } from './yaml.ts';

const OURS = join(packageRoot, 'config');

/** The presets that come with the program, with those of `configDir`; of two with one name, those of `configDir` win. */
function presetsOf(configDir: string, problems: Problem[]): Entry<ImportPreset>[] {
  const more = builtPresets(OURS) ?? readEntries(OURS, 'import', importPresetSchema, problems);
  if (resolve(configDir) === OURS) return more;
  const own = readEntries(configDir, 'import', importPresetSchema, problems);
  const names = new Set(own.map(({ value }) => value.name));
  return [...own, ...more.filter(({ value }) => !names.has(value.name))];
}

/** The presets for `configDir`, with every problem found. */
export function checkImportPresets(configDir: string): { presets: ImportPreset[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries = presetsOf(configDir, problems);
  checkUnique(entries, (preset) => preset.name, problems);
  return { presets: values(entries), problems };
}

/** The presets for `configDir`. Throws UserError with one line a problem. */
export function loadImportPresets(configDir: string): ImportPreset[] {
  const { presets, problems } = checkImportPresets(configDir);
  refuse(configDir, problems);
  return presets;
}

/** What the build does, so that no import parses the presets that come with the program. Throws UserError. */
export function buildImportPresets(): void {
  const problems: Problem[] = [];
  const entries = readEntries(OURS, 'import', importPresetSchema, problems);
  refuse(OURS, problems);
  keepBuilt(OURS, entries);
}
