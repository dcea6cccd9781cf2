/** Imports that end without a word. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../../config/env.ts';
import { startCli } from '../../support/cli.ts';
import { eventually } from '../../support/eventually.ts';
import { json, lines, ok, place, write } from './place.ts';

it('an import that is killed is listed as interrupted; undo takes it back, or the file again brings the rest', async () => {
  const at = place();
  const ROWS = 24_000;
  const rows = Array.from({ length: ROWS }, (_, i) => `p${i},2026-06-01T09:00:00Z,Search is slow ${i}`);
  const file = write(at, 'many.csv', ['id,date,text', ...rows]);
  type Job = { id: number; state: string; read: number; accepted: number; error: string | null };
  const jobs = async (where = at) => json<Job[]>(await ok(where, 'imports', '--json'));
  const first = startCli(['import', file, '--brand', 'acme'], at.env);
  await eventually('some rows are stored', async () => ((await jobs())[0]?.read ?? 0) > 0);
  await first.kill();
  const [killed] = await jobs();
  expect(killed).toMatchObject({ id: 1, state: 'running' });
  expect(killed!.read).toBeLessThan(ROWS);
  const clock = join(packageRoot, 'test/support/other-clock.mjs');
  const later = { ...at, env: { ...at.env, NODE_OPTIONS: `--import=${clock}`, CLOCK_OFF_MS: '120000' } };
  expect(await jobs(later)).toMatchObject([{ id: 1, state: 'interrupted' }]);
  expect((await ok(later, 'imports')).stdout).toMatch(/interrupted .*import the file again.*imports undo 1/);
  const copy = place();
  cpSync(join(at.dir, 'data'), join(copy.dir, 'data'), { recursive: true });
  await ok(copy, 'imports', 'undo', '1');
  expect(lines(await ok(copy, 'mentions'))).toEqual([]);
  const again = await ok(later, 'import', file, '--brand', 'acme');
  expect(again.stderr).toMatch(/import 1 of the same file was interrupted; the rest came in now/);
  expect(json(again)).toMatchObject({
    import: 2,
    read: ROWS,
    accepted: ROWS - killed!.accepted,
    duplicates: killed!.accepted,
  });
  expect(await jobs(later)).toMatchObject([
    { id: 2, state: 'done' },
    { id: 1, state: 'failed', error: 'interrupted; import 2 read the file again' },
  ]);
});
