/** Prometheus metrics. Gauges read the database when they are scraped; no value is stored twice. */
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { type Clock, systemClock } from '../domain/clock.ts';
import type { Reads } from '../store/store.ts';
import type { EventLoopWatch } from './event-loop.ts';
import { sourceMetrics } from './source-metrics.ts';

export interface Metrics {
  readonly accepted: Counter<'source'>;
  readonly stageErrors: Counter<'stage'>;
  text(): Promise<string>;
}

/** `scorer`: version of the scorer of this process; `watch`: of its event loop. */
export function createMetrics(
  reads: Reads,
  scorer: string,
  watch?: Pick<EventLoopWatch, 'longest'>,
  clock: Clock = systemClock,
): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'outcry_mentions',
    help: 'Mentions without a score, by state: pending or dead.',
    labelNames: ['state'],
    registers,
    async collect() {
      for (const [state, count] of Object.entries(await reads.mentions.unscored())) {
        this.set({ state }, count);
      }
    },
  });
  new Gauge({
    name: 'outcry_dead_letters_waiting',
    help: 'Dead letters that have not been replayed.',
    registers,
    async collect() {
      this.set(await reads.deadLetters.waiting());
    },
  });
  new Gauge({
    name: 'outcry_outbox_waiting',
    help: 'Messages waiting to be sent.',
    registers,
    async collect() {
      this.set(await reads.outbox.waiting());
    },
  });
  new Gauge({
    name: 'outcry_rescore_outdated',
    help: 'Mentions with a stale score, of another version of the scorer.',
    registers,
    async collect() {
      this.set(await reads.rescores.countStale(scorer));
    },
  });
  new Gauge({
    name: 'outcry_event_loop_longest_block_seconds',
    help: 'Longest time that the event loop of this process stood still since the last scrape.',
    registers,
    collect() {
      this.set((watch?.longest() ?? 0) / 1_000);
    },
  });
  sourceMetrics(reads, clock, registers);
  return {
    accepted: new Counter({
      name: 'outcry_mentions_accepted_total',
      help: 'New mentions accepted by this process, by source.',
      labelNames: ['source'],
      registers,
    }),
    stageErrors: new Counter({
      name: 'outcry_stage_errors_total',
      help: 'Failed attempts of a stage in this process.',
      labelNames: ['stage'],
      registers,
    }),
    text: () => registry.metrics(),
  };
}
