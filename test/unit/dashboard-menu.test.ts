/** The navigation: who sees which entry, and the sizes of letters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { routes } from '../../dashboard/routes.ts';
import { entriesFor, GEAR_MENU, NAVIGATION } from '../../dashboard/views/menu.ts';

const names = (role: 'viewer' | 'analyst' | 'admin', brands: readonly string[] | null) =>
  entriesFor(GEAR_MENU, { role, brands }).map(({ name }) => name);

describe('the menus', () => {
  it('lead to pages that exist, and show nobody an entry that would be refused', () => {
    const access = new Map(
      routes.filter(({ method }) => method === 'GET').map(({ path, access: needed }) => [path, needed]),
    );
    for (const entry of [...NAVIGATION, ...GEAR_MENU])
      expect([entry.path, entry.access ?? 'viewer']).toEqual([entry.path, access.get(entry.path)]);
  });

  it('hide what needs another role', () => {
    expect(names('viewer', null)).not.toContain('Failed items');
    expect(names('analyst', null)).toContain('Failed items');
    expect(names('admin', ['acme'])).not.toContain('People');
    expect(names('admin', null)).toContain('People');
  });
});

describe('the style sheet', () => {
  const folder = join(packageRoot, 'dashboard/assets/style');
  const parts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

  it('has six sizes of letters and uses no other', () => {
    const named = parts.join('\n').match(/^ +--size-\w+: [\d.]+rem;$/gm);
    expect(named).toHaveLength(6);
    const used = parts.flatMap((css) => [...css.matchAll(/font-size: ([^;]+);/g)].map(([, size]) => size));
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((size) => !/^var\(--size-(xs|s|m|base|l|xl)\)$/.test(size ?? ''))).toEqual([]);
  });
});
