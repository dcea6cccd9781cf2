/** `outcry config export` and `import`: what goes out comes back, files stay as they are, hostile files are refused. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { runVerb } from '../support/run-verb.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();

/** An installation of its own; without files of its own but the taxonomy unless `shipped`. */
function installation(shipped: boolean): Record<string, string> {
  const dir = tempDir();
  const config = shipped ? join(packageRoot, 'config') : join(dir, 'config');
  if (!shipped) cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  return { OUTCRY_DATA_DIR: join(dir, 'data'), OUTCRY_CONFIG_DIR: config, OUTCRY_LOG: 'silent' };
}

function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

it('what one installation exports, another imports, and exports the same', async () => {
  const [from, to] = [installation(true), installation(false)];
  const [out, again] = [join(tempDir(), 'out'), join(tempDir(), 'again')];
  expect((await runVerb(['config', 'export', out], from)).code).toBe(0);
  expect(Object.keys(filesIn(out))).toContain('brands/spotify.yaml');
  const taken = await runVerb(['config', 'import', out], to);
  expect([taken.code, taken.stderr]).toEqual([0, '']);
  expect((await runVerb(['config', 'export', again], to)).code).toBe(0);
  expect(filesIn(again)).toEqual(filesIn(out));
  expect((await runVerb(['config', 'import', out], to)).stdout).toContain('0 entries were imported');
  // A folder that is there is never written over.
  expect((await runVerb(['config', 'export', out], from)).code).toBe(1);
});

it('what files define stays, an alias bomb is refused before anything is imported', async () => {
  const here = installation(true);
  const folder = join(tempDir(), 'in');
  mkdirSync(join(folder, 'brands'), { recursive: true });
  writeFileSync(join(folder, 'brands/spotify.yaml'), 'slug: spotify\nname: Other\nterms: [other]\n');
  writeFileSync(join(folder, 'brands/acme.yaml'), 'slug: acme\nname: Acme\nterms: [acme]\n');
  const result = await runVerb(['config', 'import', folder], here);
  expect(result.code).toBe(1);
  expect(result.stdout).toContain('1 entries were imported, 0 were there already, 1 were refused');
  expect(result.stderr).toContain('brands/spotify.yaml: defined in config/brands/spotify.yaml');
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghi'
      .split('')
      .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
  ];
  writeFileSync(join(folder, 'brands/bomb.yaml'), bomb.join('\n'));
  writeFileSync(join(folder, 'brands/later.yaml'), 'slug: later\nname: Later\nterms: [later]\n');
  const refused = await runVerb(['config', 'import', folder], here);
  expect([refused.code, refused.stdout.includes('brands/bomb.yaml')]).toEqual([1, true]);
  const out = join(tempDir(), 'out');
  await runVerb(['config', 'export', out], here);
  expect(Object.keys(filesIn(out)).filter((name) => name.startsWith('brands/'))).toEqual([
    'brands/acme.yaml',
    'brands/spotify.yaml',
    'brands/whatsapp.yaml',
  ]);
});
