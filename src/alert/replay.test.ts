/** A rule tried on the past, and storms of ever-new incidents in virtual time. */
import { describe, expect, it } from 'vitest';
import type { Route } from '../domain/alert.ts';
import { seededRandom } from '../domain/clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type PastIncident, replay } from './replay.ts';

const START = Date.UTC(2026, 2, 3, 12);
const ALL = { from: START - DAY_MS, to: START + 30 * DAY_MS };

function route(more: Partial<Route> = {}): Route {
  const base = {
    name: 'pr',
    brands: ['*'],
    recipients: [{ channel: 'email', address: 'a@x' }],
    kinds: ['backlash' as const],
    minSeverity: 3,
  };
  return { ...base, maxPerHour: 10, ...more };
}

function past(slug: string, more: Partial<PastIncident> = {}): PastIncident {
  const onset = more.onset ?? START;
  const spikes = [{ kind: 'backlash' as const, score: 0.9, categories: [], onset, severity: 5 }];
  return {
    slug,
    title: slug,
    brand: 'acme',
    onset,
    openedAt: onset + HOUR_MS,
    end: onset + DAY_MS,
    spikes,
    ...more,
  };
}

const notified = (messages: ReturnType<typeof replay>) =>
  messages.map(({ at, stage, slug }) => [stage, slug, (at - START) / HOUR_MS]);

describe('a rule tried on the past', () => {
  it('opens when the incident was found and ends a day after its end', () => {
    expect(notified(replay(route(), [past('one')], ALL))).toEqual([
      ['opened', 'one', 1],
      ['resolved', 'one', 48],
    ]);
  });

  it('sees a more severe spike when it begins, not before', () => {
    const spikes = [
      ...past('one').spikes,
      { kind: 'backlash' as const, score: 1, categories: [], onset: START + 6 * HOUR_MS, severity: 8 },
    ];
    expect(notified(replay(route(), [past('one', { spikes })], ALL)).slice(0, 2)).toEqual([
      ['opened', 'one', 1],
      ['escalated', 'one', 6],
    ]);
    expect(notified(replay(route({ minSeverity: 7 }), [past('one', { spikes })], ALL)).slice(0, 2)).toEqual([
      ['opened', 'one', 6],
      ['resolved', 'one', 48],
    ]);
  });

  it.each<[string, Partial<Route>, number]>([
    ['as it is', {}, 2],
    ['less sensitive: severity 5 and three hours', { sensitivity: 'low' }, 2],
    ['more severe ones only', { minSeverity: 6 }, 0],
    ['another brand', { brands: ['beta'] }, 0],
    ['operators', { audience: 'operator' }, 0],
    ['without the end', { resolved: false }, 1],
    [
      'delayed until it is over: one message says so',
      { quietHours: { from: '12:30', to: '12:29', zone: 'UTC' } },
      1,
    ],
  ])('%s', (_name, more, count) => {
    expect(replay(route(more), [past('one')], ALL)).toHaveLength(count);
  });

  it('returns messages between the two times only, and knows what was sent before', () => {
    const messages = replay(route(), [past('one')], { from: START + 2 * HOUR_MS, to: START + 49 * HOUR_MS });
    expect(notified(messages)).toEqual([['resolved', 'one', 48]]);
  });
});

describe('a storm: 10,000 spikes over three brands in an hour', () => {
  const random = seededRandom(19);
  const brands = ['acme', 'beta', 'gamma'];
  const storm = Array.from({ length: 10_000 }, (_, i): PastIncident => {
    const onset = START + Math.floor(random() * HOUR_MS);
    const spikes = [{ kind: 'backlash' as const, score: 0.9, categories: [], onset, severity: 5 }];
    const brand = brands[i % 3] ?? '';
    return past(`storm-${i}`, { brand, onset, openedAt: onset, end: undefined, spikes });
  });
  const hour = { from: START, to: START + HOUR_MS + 1 };

  it('each an incident of its own: at most 3 × (1 + 60/5) messages, 5 minutes apart in a brand', () => {
    const messages = replay(route(), storm, hour);
    expect(messages.length).toBeLessThanOrEqual(3 * (1 + 60 / 5));
    expect(messages.length).toBeGreaterThan(30);
    const brandOf = new Map(storm.map(({ slug, brand }) => [slug, brand]));
    for (const brand of brands) {
      const times = messages.filter(({ slug }) => brandOf.get(slug) === brand).map(({ at }) => at);
      for (const [i, at] of times.entries()) {
        if (i > 0) expect(at - times[i - 1]!).toBeGreaterThanOrEqual(5 * MINUTE_MS);
      }
    }
  });

  it('one incident a brand, as detection groups them: 3 messages', () => {
    const grouped = brands.map((brand) => {
      const spikes = storm.filter((one) => one.brand === brand).flatMap((one) => one.spikes);
      const onset = Math.min(...spikes.map((spike) => spike.onset));
      return past(brand, { brand, onset, openedAt: onset, end: undefined, spikes });
    });
    expect(replay(route(), grouped, hour)).toHaveLength(3);
  });

  it('control: without grouping there is a message for each', () => {
    expect(replay(route({ groupIntervalMinutes: 0 }), storm.slice(0, 2_000), hour)).toHaveLength(2_000);
  });
});
