/**
 * The port to the job queue. A job carries ids only. It may be lost, delivered twice or late without harm, because the
 * database knows what is pending and the reconciler enqueues it again.
 */
import type { Payload, Stage } from './stages.ts';

export type Handler<S extends Stage> = (payload: Payload<S>) => Promise<void>;

export interface JobQueue {
  /** Fails within a second or two if the queue is down; callers may leave the work to the reconciler. */
  enqueue<S extends Stage>(stage: S, payload: Payload<S>): Promise<void>;
  /** Starts to process the jobs of a stage, at most `concurrency` at once. One handler per stage. */
  process<S extends Stage>(stage: S, handler: Handler<S>, concurrency: number): Promise<void>;
  /** Jobs that wait or run, by stage. Throws if the queue does not answer. */
  depth(): Promise<Record<Stage, number>>;
  /** Finishes running jobs, within ten seconds, and closes every connection. */
  close(): Promise<void>;
}

export interface JobQueueOptions {
  /** Milliseconds without a sign of life after which a job is given to another worker. */
  readonly stallMs: number;
  /** Milliseconds that running jobs get to finish at the end; default 8,000. */
  readonly closeMs?: number;
  readonly onError: (where: string, error: Error) => void;
  /** Base URL of an OpenTelemetry collector that gets a span for each job. */
  readonly traceTo?: string | undefined;
  /** Called when a handler fails; its job is not tried again. */
  readonly onFailed?: (stage: Stage, error: Error) => void;
}
