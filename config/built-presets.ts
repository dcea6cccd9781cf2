/**
 * The presets that come with the program, as the build left them: parsing their YAML takes longer than an import of a few
 * rows. What was built counts only while the files are the ones that it was built from.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ImportPreset } from '../src/domain/import-preset.ts';
import { packageRoot } from './env.ts';
import { type Entry, yamlFiles } from './yaml.ts';

interface Built {
  readonly hash: string;
  readonly entries: readonly Entry<ImportPreset>[];
}

const FILE = join(packageRoot, 'dist/config/import-presets.json');

/** SHA-256 over the names and contents of the preset files under `configDir`. */
function hashOf(configDir: string): string {
  const hash = createHash('sha256');
  for (const path of yamlFiles(join(configDir, 'import'))) {
    const content = readFileSync(path);
    hash.update(`${path.slice(configDir.length)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

/** What was built from the files under `configDir`, or undefined where nothing was, or where they have changed since. */
export function builtPresets(configDir: string, file = FILE): Entry<ImportPreset>[] | undefined {
  try {
    const { hash, entries } = JSON.parse(readFileSync(file, 'utf8')) as Built;
    return hash === hashOf(configDir) ? [...entries] : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `entries`, which were read from the files under `configDir`. */
export function keepBuilt(configDir: string, entries: readonly Entry<ImportPreset>[], file = FILE): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ hash: hashOf(configDir), entries } satisfies Built));
}
