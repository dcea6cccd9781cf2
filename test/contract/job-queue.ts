/** What every backend of the queue must do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobQueue, JobQueueOptions } from '../../src/queue/job-queue.ts';
import { STAGES } from '../../src/queue/stages.ts';
import { eventually, pause } from '../support/eventually.ts';

export interface Place {
  /** Opens the queue of this place; a second time finds what the first left. */
  open(options: JobQueueOptions): Promise<JobQueue>;
  /** Removes everything. */
  clear(): Promise<void>;
}

const CLOSE_MS = 3_000;

/** Runs the contract; `place` gives a new, empty queue each time. */
export function jobQueueContract(name: string, place: () => Promise<Place>): void {
  describe(`job queue contract: ${name}`, () => {
    let here: Place;
    let queue: JobQueue;
    let errors: string[] = [];
    let failed: string[] = [];
    const open = () =>
      here.open({
        stallMs: 1_500,
        closeMs: CLOSE_MS,
        onError: (where, error) => errors.push(`${where}: ${error.message}`),
        onFailed: (stage) => failed.push(stage),
      });

    beforeEach(async () => {
      errors = [];
      failed = [];
      here = await place();
      queue = await open();
    });
    afterEach(async () => {
      await queue.close();
      await here.clear();
    });

    it('a job reaches the handler of its stage with its payload', async () => {
      const heard: unknown[] = [];
      for (const stage of STAGES) {
        await queue.process(stage, async (payload) => void heard.push([stage, payload]), 1);
      }
      await queue.enqueue('collect', { source: 'feed:a' });
      await queue.enqueue('score', { ids: [1, 2, 3] });
      await queue.enqueue('detect', { brands: ['acme'] });
      await queue.enqueue('alert', {});
      await queue.enqueue('notify', {});
      await eventually('five jobs', () => heard.length === 5);
      expect(heard).toEqual(
        expect.arrayContaining([
          ['collect', { source: 'feed:a' }],
          ['score', { ids: [1, 2, 3] }],
          ['detect', { brands: ['acme'] }],
          ['alert', {}],
          ['notify', {}],
        ]),
      );
      expect(errors).toEqual([]);
    });

    it('refuses a payload that is not one of the stage, and goes on', async () => {
      const heard: number[][] = [];
      await queue.process('score', async ({ ids }) => void heard.push(ids), 1);
      const wrong = [{}, { ids: [] }, { ids: ['1'] }, { ids: [-1] }, { ids: 7 }, { ids: [1.5] }];
      for (const payload of wrong) await queue.enqueue('score', payload as never);
      await queue.enqueue('score', { ids: [7] });
      await eventually('the valid job', () => heard.length === 1);
      await eventually('every refusal is reported', () => errors.length === wrong.length);
      expect(heard).toEqual([[7]]);
    });

    it('runs no more jobs at once than allowed', async () => {
      let running = 0;
      let most = 0;
      let done = 0;
      let threeRun = () => {};
      const three = new Promise<void>((resolve) => {
        threeRun = resolve;
      });
      // The first ones last until three are at work, however slow the machine is; a fourth would show after that.
      const work = async () => {
        running += 1;
        most = Math.max(most, running);
        if (running === 3) threeRun();
        await three;
        await pause(40);
        running -= 1;
        done += 1;
      };
      await queue.process('score', work, 3);
      for (let id = 1; id <= 12; id += 1) await queue.enqueue('score', { ids: [id] });
      await eventually('twelve jobs', () => done === 12);
      expect(most).toBe(3);
    });

    it('the event loop turns between one handler and the next', async () => {
      let turns = 0;
      let counting = true;
      const count = () => {
        turns += 1;
        if (counting) setImmediate(count);
      };
      for (let i = 1; i <= 30; i += 1) await queue.enqueue('score', { ids: [i] });
      setImmediate(count);
      const seen: number[] = [];
      await queue.process('score', async () => void seen.push(turns), 2);
      await eventually('all are heard', () => seen.length === 30).finally(() => {
        counting = false;
      });
      const after = seen.map((at, i) => at - (seen[i - 2] ?? -1));
      expect(Math.min(...after)).toBeGreaterThan(0);
    });

    it('a handler that fails stops no other job', async () => {
      const heard: number[] = [];
      await queue.process(
        'score',
        async ({ ids: [id = 0] }) => {
          if (id % 2 === 1) throw new Error(`no to ${id}`);
          heard.push(id);
        },
        1,
      );
      for (let id = 1; id <= 6; id += 1) await queue.enqueue('score', { ids: [id] });
      await eventually('the even ones', () => heard.length === 3);
      expect(heard).toEqual([2, 4, 6]);
      await eventually(
        'the failures are reported',
        () => errors.filter((e) => e.includes('no to')).length === 3,
      );
      expect(failed).toHaveLength(3);
      expect(new Set(failed).size).toBe(1);
    });

    it('has one handler a stage', async () => {
      await queue.process('alert', async () => {}, 1);
      await expect(queue.process('alert', async () => {}, 1)).rejects.toThrow('handler');
    });

    it('counts waiting jobs, and keeps them over a restart', async () => {
      for (let id = 1; id <= 5; id += 1) await queue.enqueue('score', { ids: [id] });
      await queue.enqueue('detect', { brands: ['acme'] });
      expect(await queue.depth()).toEqual({
        collect: 0,
        score: 5,
        second: 0,
        rescore: 0,
        detect: 1,
        alert: 0,
        notify: 0,
      });
      await queue.close();
      queue = await open();
      expect((await queue.depth()).score).toBe(5);
      const heard: number[] = [];
      await queue.process('score', async ({ ids }) => void heard.push(...ids), 1);
      await eventually('all five', () => heard.length === 5);
      await eventually('nothing waits', async () => (await queue.depth()).score === 0);
      expect(heard.toSorted()).toEqual([1, 2, 3, 4, 5]);
    });

    it('closes under load, and finishes what runs', async () => {
      let begun = 0;
      let done = 0;
      const work = async () => {
        begun += 1;
        await pause(100);
        done += 1;
      };
      await queue.process('score', work, 4);
      for (let id = 1; id <= 60; id += 1) await queue.enqueue('score', { ids: [id] });
      await eventually('it runs', () => begun > 4);
      await queue.close();
      expect(done).toBe(begun);
      expect(done).toBeLessThan(60);
    });

    it('closes although a handler hangs', async () => {
      let begun = 0;
      const hang = () => {
        begun += 1;
        return new Promise<void>(() => {});
      };
      await queue.process('score', hang, 1);
      await queue.enqueue('score', { ids: [1] });
      await eventually('it hangs', () => begun === 1);
      await queue.close();
    });
  });
}
