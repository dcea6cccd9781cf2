/** The files for operators speak of what there is: metrics, settings, verbs, paths. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packageRoot, SETTINGS } from '../../config/env.ts';
import { VERBS } from '../../src/cli/verbs.ts';
import { createMetrics } from '../../src/ops/metrics.ts';
import { dashboardFixture } from './dashboard-fixture.ts';

const file = (name: string) => readFileSync(join(packageRoot, 'config/deploy', name), 'utf8');
const bin = (
  JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { bin: { outcry: string } }
).bin;

/** Names of series in a query. */
function namesIn(expression: string): string[] {
  return [...expression.matchAll(/\b(?:outcry|process|nodejs)_\w+/g)].map(([name]) => name);
}

async function exposed(): Promise<Set<string>> {
  const { store } = await dashboardFixture({ empty: true });
  const text = await createMetrics(store.read, 'v').text();
  return new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
}

interface Rules {
  groups: {
    rules: { alert: string; expr: string; annotations: { summary: string; description: string } }[];
  }[];
}
interface Dashboard {
  panels: { id: number; title: string; targets: { expr: string }[]; gridPos: Record<string, number> }[];
}

describe('what is asked of Prometheus', () => {
  it('is there: rules and dashboard name no other series', async () => {
    const known = await exposed();
    const rules = (parse(file('prometheus-rules.yaml')) as Rules).groups.flatMap((group) => group.rules);
    const { panels } = JSON.parse(file('grafana-dashboard.json')) as Dashboard;
    const queries = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    const names = queries.flatMap(namesIn);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    // Every figure of ours is looked at somewhere.
    expect([...known].filter((name) => name.startsWith('outcry_') && !names.includes(name))).toEqual([]);
    expect(namesIn('sum(outcry_nonsense)').filter((name) => !known.has(name))).toEqual(['outcry_nonsense']);
    for (const { annotations } of rules) expect(annotations.description.length).toBeGreaterThan(20);
  });

  it('the panels lie side by side', () => {
    const { panels } = JSON.parse(file('grafana-dashboard.json')) as Dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const cells = panels.flatMap(({ gridPos: { x = 0, y = 0, w = 0, h = 0 } }) =>
      Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const cell of cells) expect(Number(cell.split(',')[0])).toBeLessThan(24);
  });
});

interface Compose {
  services: Record<string, { command?: string[]; environment?: Record<string, string>; image?: string }>;
  volumes: Record<string, unknown>;
}

describe('containers and services', () => {
  it('the compose file sets settings that there are, and starts verbs that there are', () => {
    const { services } = parse(file('compose.yaml'), { merge: true }) as Compose;
    for (const name of ['serve', 'worker']) {
      const { environment = {}, command = [] } = services[name] ?? {};
      expect(Object.keys(environment).length).toBeGreaterThan(3);
      expect(Object.keys(environment).filter((one) => !SETTINGS.includes(one))).toEqual([]);
      expect(command).toEqual([name]);
    }
    expect(services['redis']?.command?.join(' ')).toContain('noeviction');
  });

  it('image and unit start what the package names, and secrets stay out of the image', () => {
    const image = file('Containerfile');
    const entry = /ENTRYPOINT \["node", "([^"]+)"\]/.exec(image)?.[1];
    expect(entry).toBe(bin.outcry);
    expect(image).toMatch(/^USER node$/m);
    expect(file('outcry.service')).toContain(`ExecStart=/usr/bin/node ${bin.outcry} start`);
    const one = file('outcry@.service');
    expect(one).toContain(`ExecStart=/usr/bin/node ${bin.outcry} %i`);
    const units = [...one.matchAll(/--now outcry@([a-z]+)/g)].map(([, verb]) => verb);
    expect(units).toEqual(['serve', 'worker', 'collect']);
    for (const verb of units) expect(Object.keys(VERBS)).toContain(verb);
    for (const [name] of one.matchAll(/\bOUTCRY_[A-Z_]*[A-Z]\b/g))
      expect([...SETTINGS, 'OUTCRY_DATA_DIR']).toContain(name);
    for (const name of [...image.matchAll(/\b(OUTCRY_[A-Z_]+)=/g)].map(([, one = '']) => one)) {
      expect(SETTINGS).toContain(name);
    }
    const lines = readFileSync(join(packageRoot, '.dockerignore'), 'utf8').split('\n');
    const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));
    // Everything is left out but what is named, so that no data folder, key or backup gets in.
    expect(rules[0]).toBe('*');
    const named = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
    for (const name of named) expect(existsSync(join(packageRoot, name))).toBe(true);
    expect(named).not.toContain('data');
    expect(rules).toEqual(expect.arrayContaining(['**/*.db', '**/*.key', '**/.env*', '**/node_modules']));
  });
});
