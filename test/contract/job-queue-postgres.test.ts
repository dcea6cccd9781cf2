/** The queue's contract on PostgreSQL, and a server that goes and comes back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../src/domain/result.ts';
import type { DoorbellOptions } from '../../src/queue/job-queue.ts';
import { openDoorbell } from '../../src/queue/open.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { doorbellContract } from './job-queue.ts';

const quiet: DoorbellOptions = { stallMs: 1_500, onError: () => {} };
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

doorbellContract('postgres', async () => {
  const url = await server.database();
  return { open: (options) => openDoorbell(url, '', options), clear: async () => {} };
});

it('says in a few seconds that nobody answers', async () => {
  const url = `postgres://me:hush@127.0.0.1:${await freePort()}/x`;
  const opened = openDoorbell(url, '', quiet);
  await expect(opened).rejects.toThrow(UserError);
  await expect(opened).rejects.not.toThrow(/hush/);
});

it('rings fail while it is down and are heard again when it is back, three times over', async () => {
  const heard: number[] = [];
  const bell = await openDoorbell(await server.database(), '', quiet);
  try {
    await bell.answer('score', async ({ ids }) => void heard.push(...ids), 1);
    for (let i = 1; i <= 3; i += 1) {
      await bell.ring('score', { ids: [i] });
      await eventually('it is heard', () => heard.includes(i), 20_000);
      server.stopNow();
      await expect(bell.ring('score', { ids: [0] })).rejects.toThrow();
      server.start();
      const again = () =>
        bell.ring('score', { ids: [100 + i] }).then(
          () => true,
          () => false,
        );
      await eventually('it can be rung again', again, 20_000);
      await eventually('it is heard again', () => heard.includes(100 + i), 30_000);
    }
  } finally {
    await bell.close();
  }
});
