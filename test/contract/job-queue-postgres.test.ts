/** The queue's contract on PostgreSQL, and a server that goes and comes back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UserError } from '../../src/domain/result.ts';
import type { JobQueueOptions } from '../../src/queue/job-queue.ts';
import { openJobQueue } from '../../src/queue/open.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { jobQueueContract } from './job-queue.ts';

const silent: JobQueueOptions = { stallMs: 1_500, onError: () => {} };
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

jobQueueContract('postgres', async () => {
  const url = await server.database();
  return { open: (options) => openJobQueue(url, '', options), clear: async () => {} };
});

it('says in a few seconds that nobody answers', async () => {
  const url = `postgres://me:hush@127.0.0.1:${await freePort()}/x`;
  const opened = openJobQueue(url, '', silent);
  await expect(opened).rejects.toThrow(UserError);
  await expect(opened).rejects.not.toThrow(/hush/);
});

it('enqueueing fails while it is down and works again when it is back, three times over', async () => {
  const heard: number[] = [];
  const queue = await openJobQueue(await server.database(), '', silent);
  try {
    await queue.process('score', async ({ ids }) => void heard.push(...ids), 1);
    for (let i = 1; i <= 3; i += 1) {
      await queue.enqueue('score', { ids: [i] });
      await eventually('it is heard', () => heard.includes(i));
      server.stopNow();
      await expect(queue.enqueue('score', { ids: [0] })).rejects.toThrow();
      server.start();
      const again = () =>
        queue.enqueue('score', { ids: [100 + i] }).then(
          () => true,
          () => false,
        );
      await eventually('it accepts jobs again', again);
      await eventually('it is heard again', () => heard.includes(100 + i));
    }
  } finally {
    await queue.close();
  }
});
