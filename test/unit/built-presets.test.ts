import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { builtPresets, keepBuilt } from '../../config/built-presets.ts';
import { packageRoot } from '../../config/env.ts';
import { checkImportPresets } from '../../config/import-presets.ts';
import { importPresetSchema } from '../../config/schema/import.ts';
import { type Problem, readEntries } from '../../config/yaml.ts';

const folder = mkdtempSync(join(tmpdir(), 'outcry-presets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const problems: Problem[] = [];
const entries = readEntries(join(packageRoot, 'config'), 'import', importPresetSchema, problems);

it('keeps presets as they are read from YAML, until a file changes, comes or goes', () => {
  const config = join(folder, 'config');
  const built = join(folder, 'built/presets.json');
  cpSync(join(packageRoot, 'config/import'), join(config, 'import'), { recursive: true });
  expect(builtPresets(config, built)).toBeUndefined();
  keepBuilt(config, entries, built);
  // JSON drops what is undefined, and so does the comparison.
  expect(builtPresets(config, built)).toEqual(entries);
  expect(entries.length).toBeGreaterThan(24);
  appendFileSync(join(config, entries[0]!.file), '\n');
  expect(builtPresets(config, built)).toBeUndefined();
  keepBuilt(config, entries, built);
  expect(builtPresets(config, built)).toHaveLength(entries.length);
  rmSync(join(config, entries[1]!.file));
  expect(builtPresets(config, built)).toBeUndefined();
});

it('what the build left is what the files say', () => {
  const found = checkImportPresets(join(packageRoot, 'config'));
  expect(found.problems).toEqual([]);
  expect(found.presets).toEqual(entries.map(({ value }) => value));
});
