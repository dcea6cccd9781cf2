/** Prometheus metrics of the sources, read from the database when they are scraped. */
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../domain/clock.ts';
import type { Reads } from '../store/store.ts';
import type { SourceState } from '../store/sources/port.ts';

interface Spec {
  readonly name: string;
  readonly help: string;
  readonly valueOf: (state: SourceState, now: number) => number | undefined;
}

const SPECS: readonly Spec[] = [
  {
    name: 'outcry_source_lag_seconds',
    help: 'Age of the moment up to which a source has been read completely.',
    valueOf: (state, now) =>
      state.completeUntil === undefined ? undefined : Math.max(0, now - state.completeUntil) / 1000,
  },
  {
    name: 'outcry_source_failures',
    help: 'Consecutive failed reads of a source.',
    valueOf: (state) => state.failures,
  },
  {
    name: 'outcry_source_quota_remaining',
    help: 'Requests that the site still allows.',
    valueOf: (state) => state.quota?.remaining,
  },
];

export function sourceMetrics(reads: Reads, clock: Clock, registers: Registry[]): void {
  for (const { name, help, valueOf } of SPECS) {
    new Gauge({
      name,
      help,
      labelNames: ['source'],
      registers,
      async collect() {
        this.reset();
        for (const state of await reads.sources.all()) {
          const value = valueOf(state, clock());
          if (value !== undefined) this.set({ source: state.source }, value);
        }
      },
    });
  }
  new Gauge({
    name: 'outcry_source_gaps',
    help: 'Gaps in what a source delivered, by state.',
    labelNames: ['source', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const { source, state } of await reads.sources.gaps({})) this.inc({ source, state });
    },
  });
}
