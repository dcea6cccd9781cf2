/** The job queue on BullMQ, whatever its backend. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Queue, Worker, type BackendFactory, type IQueueBackend, type QueueOptions } from 'bullmq';
import type { JobQueue, JobQueueOptions, Handler } from './job-queue.ts';
import { type Payload, payloads, STAGES, type Stage } from './stages.ts';
import type { Tracing } from './tracing.ts';

/** How often a stalled job is tried again; the default of 1 loses work on kill -9. */
const MAX_STALLED = 10;
const CLOSE_MS = 8_000;
const KEEP_FAILED = { count: 200 };

/** How to reach one backend. Producers must fail fast, consumers must wait for its return. */
export interface Backend {
  readonly producer: QueueOptions['connection'];
  readonly consumer: QueueOptions['connection'];
  readonly factory?: BackendFactory<IQueueBackend, QueueOptions['connection']>;
  readonly prefix?: string;
  close(): Promise<void>;
}

function withTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export async function openBullJobQueue(
  backend: Backend,
  options: JobQueueOptions,
  tracing?: Tracing,
): Promise<JobQueue> {
  const telemetry = tracing ? { telemetry: tracing.telemetry } : {};
  const prefix = backend.prefix === undefined ? {} : { prefix: backend.prefix };
  const queues = new Map<Stage, Queue>();
  const workers = new Map<Stage, Worker>();

  function makeQueue(stage: Stage): Queue {
    const queueOptions = {
      connection: backend.producer,
      ...prefix,
      ...telemetry,
      defaultJobOptions: { removeOnComplete: true, removeOnFail: KEEP_FAILED },
    };
    const queue = backend.factory
      ? (new Queue(stage, queueOptions, backend.factory) as Queue)
      : new Queue(stage, queueOptions);
    queue.on('error', (error) => options.onError(`queue ${stage}`, error));
    return queue;
  }

  for (const stage of STAGES) queues.set(stage, makeQueue(stage));
  await Promise.all([...queues.values()].map((queue) => queue.waitUntilReady()));

  async function end(): Promise<void> {
    const closing = [...workers.values()].map((worker) => worker.close());
    await withTimeout(Promise.allSettled(closing), options.closeMs ?? CLOSE_MS);
    await withTimeout(Promise.allSettled([...queues.values()].map((queue) => queue.close())), 2_000);
    await backend.close();
    await tracing?.stop();
  }
  let closed: Promise<void> | undefined;

  return {
    async enqueue(stage, payload) {
      await queues.get(stage)!.add(stage, payload);
    },

    async process<S extends Stage>(stage: S, handler: Handler<S>, concurrency: number) {
      if (workers.has(stage)) throw new Error(`stage ${stage} already has a handler`);
      const process = async (job: { data: unknown }) => {
        // The embedded queue and SQLite return without a turn of the event loop: a process with a backlog would handle
        // neither signals nor requests until it is done.
        await turnOfTheLoop();
        await handler(payloads[stage].parse(job.data) as Payload<S>);
      };
      const workerOptions = {
        connection: backend.consumer,
        ...prefix,
        ...telemetry,
        concurrency,
        maxStalledCount: MAX_STALLED,
        lockDuration: options.stallMs,
        stalledInterval: options.stallMs,
      };
      const worker = backend.factory
        ? (new Worker(stage, process, workerOptions, backend.factory) as Worker)
        : new Worker(stage, process, workerOptions);
      worker.on('error', (error) => options.onError(`worker ${stage}`, error));
      worker.on('failed', (job, error) => {
        options.onFailed?.(stage, error);
        options.onError(`stage ${stage}, job ${job?.id ?? 'unknown'}`, error);
      });
      workers.set(stage, worker);
      await worker.waitUntilReady();
    },

    async depth() {
      const counts = await Promise.all(
        STAGES.map(async (stage) => {
          const found = await queues.get(stage)!.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
          const sum = Object.values(found).reduce((a, b) => a + b, 0);
          return [stage, sum] as const;
        }),
      );
      return Object.fromEntries(counts) as Record<Stage, number>;
    },

    close() {
      closed ??= end();
      return closed;
    },
  };
}
