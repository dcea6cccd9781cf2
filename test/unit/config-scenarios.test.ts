import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../../src/cli/scenario.ts';
import { UserError } from '../../src/domain/result.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { generate } from '../../src/simulate/generate.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const SHIPPED = join(packageRoot, 'config');

describe('scenarios', () => {
  const names = readdirSync(join(SHIPPED, 'scenarios')).filter((name) => name.endsWith('.yaml'));
  it.each(names)('%s parses and bears the name of its file', (file) => {
    const scenario = loadScenario(SHIPPED, file.replace('.yaml', ''));
    expect(`${scenario.name}.yaml`).toBe(file);
    expect(scenario.from).toBeLessThan(scenario.to);
    for (const { at } of [...scenario.shocks, ...scenario.confounders])
      expect(at >= scenario.from && at < scenario.to).toBe(true);
  });

  it('confounded holds a policy change and an outage on one day, holidays and a scandal of the trade', () => {
    const { truth } = generate(loadScenario(SHIPPED, 'confounded'), 1);
    const day = (at: number | undefined) => Math.floor((at ?? 0) / DAY_MS);
    expect(day(truth.confounders[0]?.onset)).toBe(day(truth.shocks[0]?.onset));
    expect(truth.confounders.map((one) => one.scope)).toEqual(['brand', 'topic']);
    expect(truth.holidays.length).toBe(4);
  });

  it.each([
    ['broken YAML', 'name: [', /x\.yaml/],
    ['an unknown field', 'name: x\nnonsense: 1\n', /x\.yaml.*nonsense/],
    ['an empty file', '', /x\.yaml/],
  ])('%s is reported as a readable error', (_name, text, words) => {
    const file = join(tempDir(), 'x.yaml');
    writeFileSync(file, text);
    expect(() => loadScenario(SHIPPED, file)).toThrow(UserError);
    expect(() => loadScenario(SHIPPED, file)).toThrow(words);
  });
});
