/** Import presets of a configuration folder beside those of the program. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { checkImportPresets, loadImportPresets } from '../../config/import-presets.ts';
import { readConfig, tryConfig } from '../../src/cli/settings.ts';
import { tempDirs } from '../support/temp.ts';

const SHIPPED = join(packageRoot, 'config');
const tempDir = tempDirs();

const preset = (name: string): string =>
  `name: ${name}\ntitle: Of one's own\ndocumentation: [https://desk.example/]\ncolumns: [Case No]\n`;

function folder(names: readonly string[]): string {
  const dir = tempDir();
  cpSync(join(SHIPPED, 'taxonomy'), join(dir, 'taxonomy'), { recursive: true });
  mkdirSync(join(dir, 'import'));
  for (const name of names) writeFileSync(join(dir, 'import', `${name}.yaml`), preset(name));
  return dir;
}

it('are added to ours, and take the place of one with their name', () => {
  const shipped = loadImportPresets(SHIPPED);
  const { presets, problems } = checkImportPresets(folder(['acme-desk', 'brandwatch']));
  expect(problems).toEqual([]);
  expect(presets).toHaveLength(shipped.length + 1);
  const own = presets.filter(({ title }) => title === "Of one's own");
  expect(own.map(({ name }) => name)).toEqual(['acme-desk', 'brandwatch']);
});

it('control: a folder without any has exactly ours', () => {
  const names = (dir: string) => loadImportPresets(dir).map(({ name }) => name);
  expect(names(folder([])).toSorted()).toEqual(names(SHIPPED).toSorted());
});

it('a mistake in one is a problem of the configuration, and of no start', () => {
  const dir = folder([]);
  writeFileSync(join(dir, 'import', 'x.yaml'), 'name: x\n');
  expect(tryConfig(dir).problems.map(({ file }) => file)).toContain('import/x.yaml');
  expect(() => readConfig(dir)).not.toThrow();
  expect(() => loadImportPresets(dir)).toThrow(/import\/x\.yaml/);
});
