/** The contract on both backends, and what only one of them can go through. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/domain/result.ts';
import type { JobQueueOptions } from '../../src/queue/job-queue.ts';
import { makeEmbeddedTemplate } from '../../src/queue/embedded.ts';
import { openJobQueue } from '../../src/queue/open.ts';
import { copyTemplate } from '../../src/queue/template.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';
import { jobQueueContract } from './job-queue.ts';

const tempDir = tempDirs();
const silent: JobQueueOptions = { stallMs: 1_500, onError: () => {} };
let redis: TestRedis;

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis.stop();
});

jobQueueContract('embedded', async () => {
  const folder = join(tempDir(), 'queue');
  return { open: (options) => openJobQueue('embedded:', folder, options), clear: async () => {} };
});

jobQueueContract('redis', async () => {
  await redis.flushAll();
  return { open: (options) => openJobQueue(redis.url, '', options), clear: () => redis.flushAll() };
});

describe('redis', () => {
  it('says that nobody answers instead of trying on', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    await expect(openJobQueue(url, '', silent)).rejects.toThrow(UserError);
  });

  it('enqueue and depth fail while it is down, and all works again when it is back', async () => {
    const heard: number[] = [];
    const queue = await openJobQueue(redis.url, '', silent);
    try {
      await queue.process('score', async ({ ids }) => void heard.push(...ids), 1);
      await queue.enqueue('score', { ids: [1] });
      await eventually('the first', () => heard.length === 1);
      await redis.kill();
      for (let i = 0; i < 3; i += 1) {
        // They end before it is back: nobody waits for it.
        await expect(queue.enqueue('score', { ids: [2] })).rejects.toThrow();
        await expect(queue.depth()).rejects.toThrow();
      }
      await redis.start();
      await eventually('it accepts jobs again', () =>
        queue.enqueue('score', { ids: [3] }).then(
          () => true,
          () => false,
        ),
      );
      await eventually('it is heard again', () => heard.includes(3));
      await redis.flushAll();
      await queue.enqueue('score', { ids: [4] });
      await eventually('it is heard after FLUSHALL', () => heard.includes(4));
    } finally {
      await queue.close();
    }
  });

  it('closes although it is down', async () => {
    const own = await startRedis({ aof: false });
    const queue = await openJobQueue(own.url, '', silent);
    await queue.process('score', async () => {}, 2);
    await own.stop();
    await queue.close();
  });
});

async function works(folder: string): Promise<void> {
  const heard: number[] = [];
  const queue = await openJobQueue('embedded:', folder, silent);
  await queue.process('score', async ({ ids }) => void heard.push(...ids), 1);
  await queue.enqueue('score', { ids: [1] });
  await eventually('one job', () => heard.length === 1);
  await queue.close();
}

describe('embedded', () => {
  it('begins as a copy of the template, and of no template that other packages made', () => {
    const folder = join(tempDir(), 'queue');
    expect(copyTemplate(folder)).toBe(true);
    expect(existsSync(join(folder, 'PG_VERSION'))).toBe(true);
    const old = tempDir();
    mkdirSync(join(old, 'cluster'));
    writeFileSync(join(old, 'made-with'), 'other packages');
    const other = join(tempDir(), 'queue');
    expect(copyTemplate(other, [old])).toBe(false);
    expect(existsSync(other)).toBe(false);
  });

  it('makes one itself where there is no template', async () => {
    const folder = tempDir();
    await makeEmbeddedTemplate(folder);
    await works(join(folder, 'cluster'));
  });

  it('sets a broken folder aside and goes on with a new one', async () => {
    const folder = join(tempDir(), 'queue');
    await works(folder);
    for (const file of ['global/pg_control', 'PG_VERSION']) writeFileSync(join(folder, file), 'garbage');
    await works(folder);
    expect(existsSync(join(`${folder}.broken`, 'PG_VERSION'))).toBe(true);
  });

  it('sets aside a folder that holds something else', async () => {
    const folder = join(tempDir(), 'queue');
    mkdirSync(folder);
    writeFileSync(join(folder, 'PG_VERSION'), '99\n');
    writeFileSync(join(folder, 'holiday.txt'), 'sea');
    await works(folder);
    expect(existsSync(join(`${folder}.broken`, 'holiday.txt'))).toBe(true);
  });
});

it('says which queues there are', async () => {
  await expect(openJobQueue('amqp://x/y', '', silent)).rejects.toThrow(UserError);
});
