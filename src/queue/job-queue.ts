/**
 * The port to the queue. A ring says "there is work" and carries ids only; it may be lost, doubled or
 * late without harm, because the database knows what waits and the reconciler rings again.
 */
import type { Payload, Stage } from './stages.ts';

export type Handler<S extends Stage> = (payload: Payload<S>) => Promise<void>;

export interface JobQueue {
  /** Fails within a second or two when the queue is down; callers may leave it to the reconciler. */
  enqueue<S extends Stage>(stage: S, payload: Payload<S>): Promise<void>;
  /** Starts answering a stage, at most `concurrency` rings at once. One handler a stage. */
  process<S extends Stage>(stage: S, handler: Handler<S>, concurrency: number): Promise<void>;
  /** Rings that wait or run, by stage. Throws when the queue does not answer. */
  depth(): Promise<Record<Stage, number>>;
  /** Finishes what runs, within ten seconds, and closes every connection. */
  close(): Promise<void>;
}

export interface JobQueueOptions {
  /** After this time without a sign of life a ring is given to another worker. */
  readonly stallMs: number;
  /** What runs at the end may take so long, in ms, before it is left; 8,000 when absent. */
  readonly closeMs?: number;
  readonly onError: (where: string, error: Error) => void;
  /** Base address of an OpenTelemetry collector that is sent a span for each ring and its answer. */
  readonly traceTo?: string | undefined;
  /** Told when a handler fails; its ring is lost then. */
  readonly onFailed?: (stage: Stage, error: Error) => void;
}
