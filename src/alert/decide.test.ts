/** Every reason for sending an alert or not, at its boundaries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALERT_REASONS, type Route, type Silence } from '../domain/alert.ts';
import { recipientText } from '../domain/recipient.ts';
import type { ThemeCode } from '../domain/kind/theme.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/series.ts';
import { type DecideInput, decide, decideAll, type NotifiedState } from './decide.ts';

const NOON = Date.UTC(2026, 2, 3, 12);
const SECOND = 1_000;

const to = (...addresses: string[]) => addresses.map((address) => ({ channel: 'email', address }));

function route(more: Partial<Route> = {}): Route {
  const base = {
    name: 'pr',
    brands: ['*'],
    recipients: to('a@x'),
    kinds: ['backlash' as const],
    minSeverity: 3,
  };
  return { ...base, maxPerHour: 10, ...more };
}

const INCIDENT: DecideInput['incident'] = {
  brand: 'acme',
  severity: 5,
  state: 'open',
  onset: NOON - HOUR_MS,
  openedAt: NOON - HOUR_MS,
};
const theme = (code: ThemeCode) => ({ code, share: 0.4, lower: 0.3, upper: 0.5 });
const FAME = { kind: 'attention' as const, score: 1, themes: [theme('service')] };
const CLEAR = { kind: 'backlash' as const, score: 0.9, themes: [theme('deception'), theme('service')] };
const DOWN = { kind: 'complaints' as const, score: 0.9, themes: [theme('service')] };
const DEAR = { kind: 'complaints' as const, score: 0.9, themes: [theme('price_terms')] };
const OPENED: NotifiedState = { openedAt: NOON - HOUR_MS, severity: 5, lastAboutBrand: NOON - HOUR_MS };

function input(more: Partial<DecideInput> = {}): DecideInput {
  return { incident: INCIDENT, spikes: [CLEAR], route: route(), notified: {}, now: NOON, ...more };
}

const of = (incident: Partial<DecideInput['incident']>) => ({ incident: { ...INCIDENT, ...incident } });
const by = (more: Partial<Route>) => ({ route: route(more) });
const nights = { quietHours: { from: '22:00', to: '07:00', zone: 'UTC' } };
const NIGHT = Date.UTC(2026, 2, 3, 23);
const MORNING = Date.UTC(2026, 2, 4, 7);

function silence(more: Partial<Silence> = {}): Silence {
  const when = { from: NOON - HOUR_MS, until: NOON + HOUR_MS, createdAt: NOON - HOUR_MS };
  const who = { author: 'ann', comment: 'planned' };
  return { id: 1, brands: ['acme'], kinds: [], maxSeverity: 10, ...when, ...who, ...more };
}

type Row = [string, Partial<DecideInput>, string, number?];

const OPENING: Row[] = [
  ['a backlash that the route asks for', {}, 'opened'],
  ['exactly the minimum severity', of({ severity: 3 }), 'opened'],
  ['acknowledged by hand before', of({ state: 'acknowledged' }), 'opened'],
  ['backlash beside attention', { spikes: [FAME, CLEAR] }, 'opened'],
  ['attention that the route asks for', { spikes: [FAME], ...by({ kinds: ['attention'] }) }, 'opened'],
  ['notified before', { notified: OPENED }, 'already-notified'],
  [
    'notified before, and acknowledged',
    { notified: OPENED, ...of({ state: 'acknowledged' }) },
    'acknowledged',
  ],
  ['resolved before anybody was notified', of({ state: 'resolved' }), 'resolved-already'],
  ['over before the re-score that found it', of({ end: NOON - 9, rescoredAt: NOON - 9 }), 'rescored'],
  ['over after that re-score began', of({ end: NOON - 8, rescoredAt: NOON - 9 }), 'opened'],
  ['found by a re-score and ongoing', of({ rescoredAt: NOON - 9 }), 'opened'],
  ['over, and found in fresh mentions', of({ end: NOON - 9 }), 'opened'],
  ['half of it backfilled', { backfilledShare: 0.5 }, 'opened'],
  ['more than half of it backfilled', { backfilledShare: 0.51 }, 'backfilled'],
  ['attention alone', { spikes: [FAME] }, 'attention-only', NOON + HOUR_MS],
  ['an outage', { spikes: [DOWN, FAME] }, 'outage-only', NOON + HOUR_MS],
  ['an outage that is over', { spikes: [DOWN], ...of({ end: NOON }) }, 'outage-only'],
  ['complaints about a price', { spikes: [DEAR, FAME] }, 'complaints-only', NOON + HOUR_MS],
  ['a backlash in which a service fails too', { spikes: [CLEAR] }, 'opened'],
  ['an outage that the route asks for', { spikes: [DOWN], ...by({ kinds: ['outage'] }) }, 'opened'],
  ['an outage among complaints', { spikes: [DOWN], ...by({ kinds: ['complaints'] }) }, 'opened'],
  ['a theme that the route asks for', by({ themes: ['privacy', 'deception'] }), 'opened'],
  ['another theme', by({ themes: ['privacy'] }), 'other-theme', NOON + HOUR_MS],
  ['no spike left', { spikes: [] }, 'attention-only', NOON + HOUR_MS],
  ['one below the minimum severity', of({ severity: 2 }), 'below-severity'],
];

const SUPPRESSED: Row[] = [
  ['a silence', { silences: [silence()] }, 'silenced', NOON + HOUR_MS],
  ['the first second of a silence', { silences: [silence({ from: NOON })] }, 'silenced', NOON + HOUR_MS],
  ['a second before a silence', { silences: [silence({ from: NOON + SECOND })] }, 'opened'],
  ['its last second', { silences: [silence({ until: NOON + SECOND })] }, 'silenced', NOON + SECOND],
  ['its end', { silences: [silence({ until: NOON })] }, 'opened'],
  ['a silence ended early', { silences: [silence({ expiredAt: NOON })] }, 'opened'],
  ['a silence of another brand', { silences: [silence({ brands: ['beta'] })] }, 'opened'],
  ['a silence of all brands', { silences: [silence({ brands: ['*'] })] }, 'silenced', NOON + HOUR_MS],
  ['a silence of attention', { silences: [silence({ kinds: ['attention'] })] }, 'opened'],
  ['a silence of less severe ones', { silences: [silence({ maxSeverity: 4 })] }, 'opened'],
  ['a silence with invalid times', { silences: [silence({ until: Number.NaN })] }, 'opened'],
  ['snoozed', of({ snoozedUntil: NOON + SECOND }), 'snoozed', NOON + SECOND],
  ['a snooze that is over', of({ snoozedUntil: NOON }), 'opened'],
  [
    'a more severe one is open',
    { others: [{ severity: 6, notified: true }] },
    'inhibited',
    NOON + 5 * MINUTE_MS,
  ],
  ['a more severe one that nobody was notified of', { others: [{ severity: 6, notified: false }] }, 'opened'],
  ['one of the same severity', { others: [{ severity: 5, notified: true }] }, 'opened'],
  ['a more severe one that is over', { others: [{ severity: 6, notified: true, end: NOON }] }, 'opened'],
  ['quiet hours', { now: NIGHT, ...by(nights) }, 'quiet-hours', MORNING],
  ['a second before they begin', { now: NIGHT - HOUR_MS - SECOND, ...by(nights) }, 'opened'],
  ['their first second', { now: NIGHT - HOUR_MS, ...by(nights) }, 'quiet-hours', MORNING],
  ['their last second', { now: MORNING - SECOND, ...by(nights) }, 'quiet-hours', MORNING],
  ['their end', { now: MORNING, ...by(nights) }, 'opened'],
  ['severity 7 at night', { now: NIGHT, ...by(nights), ...of({ severity: 7 }) }, 'quiet-hours', MORNING],
  ['severity 8 at night', { now: NIGHT, ...by(nights), ...of({ severity: 8 }) }, 'opened'],
  ['the group wait', { ...by({ groupWaitMinutes: 61 }) }, 'waiting-confirmation', NOON + MINUTE_MS],
  ['after the group wait', { ...by({ groupWaitMinutes: 60 }) }, 'opened'],
  ['medium: an hour', by({ sensitivity: 'medium' }), 'opened'],
  ['low: not three hours yet', by({ sensitivity: 'low' }), 'waiting-confirmation', NOON + 2 * HOUR_MS],
  ['low: over before', { ...by({ sensitivity: 'low' }), ...of({ end: NOON - 1 }) }, 'waiting-confirmation'],
  ['low: critical', { ...by({ sensitivity: 'low' }), ...of({ severity: 8 }) }, 'opened'],
  [
    'not certain enough',
    { ...by({ sensitivity: 'medium' }), spikes: [{ ...CLEAR, score: 0.54 }] },
    'waiting-confirmation',
    NOON + HOUR_MS,
  ],
  ['group interval', { notified: { lastAboutBrand: NOON - 5 * MINUTE_MS + 1 } }, 'cooldown', NOON + 1],
  ['after it', { notified: { lastAboutBrand: NOON - 5 * MINUTE_MS } }, 'opened'],
  [
    'cooldown',
    { notified: { lastAboutBrand: NOON - HOUR_MS }, ...by({ cooldownMinutes: 61 }) },
    'cooldown',
    NOON + MINUTE_MS,
  ],
  [
    'a critical one in the cooldown',
    { notified: { lastAboutBrand: NOON - HOUR_MS }, ...by({ cooldownMinutes: 61 }), ...of({ severity: 8 }) },
    'opened',
  ],
];

const higher = { notified: OPENED, ...of({ severity: 7 }) };
const ESCALATION: Row[] = [
  ['one level higher', higher, 'escalated'],
  ['higher within the same level', { notified: OPENED, ...of({ severity: 6 }) }, 'already-notified'],
  [
    'one level higher, although acknowledged',
    { notified: OPENED, ...of({ severity: 7, state: 'acknowledged' }) },
    'escalated',
  ],
  [
    'notified of that level before',
    { notified: { ...OPENED, severity: 7 }, ...of({ severity: 8 }) },
    'already-notified',
  ],
  ['a route that asks for none', { ...higher, ...by({ escalate: false }) }, 'switched-off'],
  ['backfilled', { ...higher, backfilledShare: 0.9 }, 'backfilled'],
  ['silenced', { ...higher, silences: [silence()] }, 'silenced', NOON + HOUR_MS],
  ['snoozed', { notified: OPENED, ...of({ severity: 7, snoozedUntil: NOON + 1 }) }, 'snoozed', NOON + 1],
  ['snoozed and critical', { notified: OPENED, ...of({ severity: 9, snoozedUntil: NOON + 1 }) }, 'escalated'],
];

const ended = { state: 'resolved' as const, end: NOON - MINUTE_MS };
const END: Row[] = [
  ['over', { notified: OPENED, ...of(ended) }, 'resolved'],
  ['resolved by hand while it goes on', { notified: OPENED, ...of({ state: 'resolved' }) }, 'resolved'],
  ['notified of its end', { notified: { ...OPENED, resolved: true }, ...of(ended) }, 'already-notified'],
  [
    'first notified when it was over',
    { notified: { ...OPENED, saidOver: true }, ...of(ended) },
    'already-notified',
  ],
  [
    'never notified, below the minimum severity',
    { notified: { considered: true }, ...of({ ...ended, severity: 2 }) },
    'below-severity',
  ],
  ['never notified', { notified: { considered: true }, ...of(ended) }, 'never-notified'],
  [
    'over for more than a week',
    { notified: { ...OPENED, openedAt: 0 }, ...of({ ...ended, end: NOON - 7 * DAY_MS - 1 }) },
    'resolved-already',
  ],
  [
    'a route that asks for none',
    { notified: OPENED, ...of(ended), ...by({ resolved: false }) },
    'switched-off',
  ],
  ['opened again twice', { notified: OPENED, ...of(ended), reopened: 2 }, 'resolved'],
  ['opened again three times', { notified: OPENED, ...of(ended), reopened: 3 }, 'flapping', NOON + HOUR_MS],
  ['silenced', { notified: OPENED, ...of(ended), silences: [silence()] }, 'silenced', NOON + HOUR_MS],
  ['at night', { notified: OPENED, ...of(ended), now: NIGHT, ...by(nights) }, 'quiet-hours', MORNING],
];

describe.each([
  ['opening', OPENING],
  ['suppression', SUPPRESSED],
  ['escalation', ESCALATION],
  ['end', END],
])('%s', (_name, rows) => {
  it.each(rows)('%s: %s', (_case, more, reason, until) => {
    const { send, recipients, ...decision } = decide(input(more));
    expect(decision).toMatchObject({ reason, ...(until === undefined ? {} : { until }) });
    expect(decision.until).toBe(until);
    expect([send, recipients.length > 0]).toEqual(Array(2).fill(reason === decision.stage));
  });
});

it('the tables have every reason', () => {
  const seen = [...OPENING, ...SUPPRESSED, ...ESCALATION, ...END].map(([, , reason]) => reason);
  expect(ALERT_REASONS.filter((reason) => !seen.includes(reason))).toEqual(['no-route']);
});

describe('decideAll', () => {
  const { route: _route, notified: _notified, ...context } = input();
  const all = (routes: Route[]) =>
    decideAll({ ...context, routes, notifiedOf: () => ({}), othersOf: () => [] }).map((one) => [
      one.route,
      one.reason,
    ]);

  it('decides for each route that names the brand, and for none by name', () => {
    const routes = [
      route(),
      route({ name: 'boss', minSeverity: 9 }),
      route({ name: 'beta', brands: ['beta'] }),
    ];
    expect(all(routes)).toEqual([
      ['pr', 'opened'],
      ['boss', 'below-severity'],
    ]);
    expect(all([])).toEqual([['', 'no-route']]);
    expect(all(routes.slice(2))).toEqual([['', 'no-route']]);
  });

  it('sends no incident to operators', () => {
    expect(all([route({ audience: 'operator' })])).toEqual([['', 'no-route']]);
  });
});

it('sends exactly when it names recipients, and to each only once', () => {
  const kind = fc.constantFrom('backlash' as const, 'attention' as const);
  const given = fc.record({
    emails: fc.array(fc.constantFrom('a@x', 'b@x', 'c@x'), { minLength: 1 }),
    minSeverity: fc.integer({ min: 1, max: 10 }),
    severity: fc.integer({ min: 1, max: 10 }),
    state: fc.constantFrom('open' as const, 'acknowledged' as const, 'resolved' as const),
    spikes: fc.array(
      fc.record({ kind, score: fc.double({ min: 0.5, max: 1, noNaN: true }), categories: fc.constant([]) }),
    ),
    openedAt: fc.option(fc.integer({ min: NOON - DAY_MS, max: NOON }), { nil: undefined }),
    backfilledShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(given, ({ emails, minSeverity, severity, state, spikes, openedAt, backfilledShare }) => {
      const notified = openedAt === undefined ? {} : { openedAt, severity: 1, lastAboutBrand: openedAt };
      const more = {
        ...of({ severity, state }),
        ...by({ recipients: to(...emails), minSeverity }),
        spikes,
        notified,
        backfilledShare,
      };
      const { send, reason, stage, step, recipients } = decide(input(more));
      seen.add(reason);
      expect(send).toBe(recipients.length > 0);
      expect(send).toBe(reason === stage);
      expect(step > 0).toBe(stage === 'escalated');
      expect(new Set(recipients.map(recipientText)).size).toBe(recipients.length);
      if (openedAt === undefined && backfilledShare > 0.5) expect(send).toBe(false);
    }),
    { seed: 20_260_302, numRuns: 500 },
  );
  for (const stage of ['opened', 'escalated', 'resolved']) expect(seen).toContain(stage);
});
