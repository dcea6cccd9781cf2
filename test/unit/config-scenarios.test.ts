import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { UserError } from '../../src/domain/result.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SHIPPED = join(packageRoot, 'config');

describe('scenarios', () => {
  const names = readdirSync(join(SHIPPED, 'scenarios')).filter((name) => name.endsWith('.yaml'));
  it.each(names)('%s parses and bears the name of its file', (file) => {
    const scenario = loadScenario(SHIPPED, file.replace('.yaml', ''));
    expect(`${scenario.name}.yaml`).toBe(file);
    expect(scenario.from).toBeLessThan(scenario.to);
    for (const { at } of scenario.shocks) expect(at >= scenario.from && at < scenario.to).toBe(true);
  });

  it.each([
    ['broken YAML', 'name: [', /x\.yaml/],
    ['an unknown field', 'name: x\nnonsense: 1\n', /x\.yaml.*nonsense/],
    ['an empty file', '', /x\.yaml/],
  ])('%s is told as an error for people', (_name, text, words) => {
    const file = join(tempDir(), 'x.yaml');
    writeFileSync(file, text);
    expect(() => loadScenario(SHIPPED, file)).toThrow(UserError);
    expect(() => loadScenario(SHIPPED, file)).toThrow(words);
  });
});
