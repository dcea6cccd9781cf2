import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { tempDirs } from '../../test/support/temp.ts';
import { openSqliteFile } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import { createReadiness, EVERY_MS, LEAST_FREE_BYTES, spaceFinding } from './readiness.ts';

const tempDir = tempDirs();

function ground(patienceMs?: number) {
  const dataDir = tempDir();
  const store = openSqliteFile(`${dataDir}/outcry.db`, packageRoot);
  let now = 1_000_000;
  let writes = 0;
  let work: Store['tx'] = store.tx;
  const counted: Pick<Store, 'tx'> = {
    tx(job) {
      writes += 1;
      return work(job);
    },
  };
  const problems: string[] = [];
  const ready = createReadiness({
    onProblem: ({ message }) => void problems.push(message),
    store: counted,
    dataDir,
    clock: () => now,
    ...(patienceMs ? { patienceMs } : {}),
  });
  return {
    ready,
    problems,
    store,
    writes: () => writes,
    pass: (ms: number) => (now += ms),
    replace: (tx: Store['tx']) => (work = tx),
  };
}

it('writes, not more often than every ten seconds whoever asks', async () => {
  const g = ground();
  const many = await Promise.all(Array.from({ length: 50 }, () => g.ready()));
  expect(many.flat().every(({ ok }) => ok)).toBe(true);
  expect(g.writes()).toBe(1);
  g.pass(EVERY_MS);
  await Promise.all(Array.from({ length: 50 }, () => g.ready()));
  expect(g.writes()).toBe(2);
  expect(await g.store.read.settings.get('last write check')).toMatch(/^1970-/);
  await g.store.close();
});

it('a database that cannot be written is not ready, and ready again when it can', async () => {
  const g = ground();
  const real = g.store.tx;
  g.replace(() => Promise.reject(new Error('SQLITE_FULL: /secret/path')));
  const [finding] = await g.ready();
  expect(finding).toMatchObject({ name: 'database writes', ok: false });
  expect(finding?.detail).not.toContain('secret');
  expect(g.problems).toEqual(['SQLITE_FULL: /secret/path']);
  g.replace(real);
  g.pass(EVERY_MS);
  expect((await g.ready())[0]?.ok).toBe(true);
  await g.store.close();
});

it('one that lets nobody write for long is not ready; the check is not tried a second time meanwhile', async () => {
  const g = ground(20);
  let release = () => {};
  g.replace(() => new Promise((resolve) => (release = () => resolve(undefined as never))));
  const found = [await g.ready(), await g.ready()].map(([one]) => [one?.ok, one?.detail]);
  expect(found).toEqual([0, 1].map(() => [false, expect.stringContaining('has waited for other writers')]));
  expect(g.writes()).toBe(1);
  release();
  await new Promise((resolve) => setImmediate(resolve));
  expect((await g.ready())[0]?.ok).toBe(true);
  await g.store.close();
});

it('a disk without room is named', () => {
  expect(spaceFinding({ freeBytes: LEAST_FREE_BYTES }).ok).toBe(true);
  expect(spaceFinding({ freeBytes: LEAST_FREE_BYTES - 1 })).toMatchObject({
    ok: false,
    detail: 'has 31 MB left; free some space',
  });
  expect(spaceFinding({ freeBytes: 1e12, freeFiles: 0 }).ok).toBe(false);
});

it('a data folder that is gone is not ready', async () => {
  const g = ground();
  const gone = createReadiness({ store: g.store, dataDir: '/nowhere/at/all', clock: () => 0 });
  expect((await gone())[1]).toMatchObject({ name: 'disk', ok: false });
  await g.store.close();
});
