import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Route } from '../domain/incident.ts';
import { type DecideInput, decideOpened } from './decide.ts';
import { hourlyCap } from './recipients.ts';

function route(more: Partial<Route> = {}): Route {
  const base = { name: 'pr', brands: ['*'], emails: ['a@x'], kinds: ['backlash' as const], minSeverity: 3 };
  return { ...base, maxPerHour: 10, ...more };
}

function input(more: Partial<DecideInput> = {}): DecideInput {
  const incident = { brand: 'acme', severity: 5, state: 'open' as const };
  return { incident, kinds: ['backlash'], routes: [route()], told: false, ...more };
}

const with_ = (incident: Partial<DecideInput['incident']>) => ({
  incident: { ...input().incident, ...incident },
});

describe('decideOpened', () => {
  it.each<[string, Partial<DecideInput>, string, string[]]>([
    ['a backlash that a route asks for', {}, 'opened', ['a@x']],
    ['a route for this brand alone', { routes: [route({ brands: ['acme'] })] }, 'opened', ['a@x']],
    ['exactly the severity asked for', with_({ severity: 3 }), 'opened', ['a@x']],
    ['acknowledged by hand before', with_({ state: 'acknowledged' }), 'opened', ['a@x']],
    ['backlash beside attention', { kinds: ['attention', 'backlash'] }, 'opened', ['a@x']],
    [
      'attention that a route asks for',
      { kinds: ['attention'], routes: [route({ kinds: ['attention'] })] },
      'opened',
      ['a@x'],
    ],
    ['told before', { told: true }, 'already-told', []],
    ['resolved before anybody was told', with_({ state: 'resolved' }), 'resolved-already', []],
    ['over before the re-score that found it', with_({ end: 5, rescoredAt: 5 }), 'rescored', []],
    ['over after that re-score began', with_({ end: 6, rescoredAt: 5 }), 'opened', ['a@x']],
    ['found by a re-score and going on', with_({ rescoredAt: 5 }), 'opened', ['a@x']],
    ['over, and found in fresh mentions', with_({ end: 5 }), 'opened', ['a@x']],
    ['no route', { routes: [] }, 'no-route', []],
    ['routes of other brands', { routes: [route({ brands: ['beta'] })] }, 'no-route', []],
    ['attention alone', { kinds: ['attention'] }, 'attention-only', []],
    ['no spike left', { kinds: [] }, 'attention-only', []],
    ['one below the severity asked for', with_({ severity: 2 }), 'below-severity', []],
  ])('%s: %s', (_name, more, reason, recipients) => {
    expect(decideOpened(input(more))).toEqual({ send: recipients.length > 0, reason, recipients });
  });

  it('tells each address once, of the routes that ask for it alone', () => {
    const routes = [
      route({ emails: ['a@x', 'b@x'] }),
      route({ emails: ['b@x', 'c@x'] }),
      route({ emails: ['d@x'], minSeverity: 9 }),
      route({ emails: ['e@x'], brands: ['beta'] }),
      route({ emails: ['f@x'], kinds: ['attention'] }),
    ];
    expect(decideOpened(input({ routes })).recipients).toEqual(['a@x', 'b@x', 'c@x']);
  });

  it('sends exactly when it names recipients, and never twice to one', () => {
    const email = fc.constantFrom('a@x', 'b@x', 'c@x');
    const kind = fc.constantFrom('backlash' as const, 'attention' as const);
    const routes = fc.array(
      fc.record({
        name: fc.constant('r'),
        brands: fc.array(fc.constantFrom('*', 'acme', 'beta'), { minLength: 1 }),
        emails: fc.array(email, { minLength: 1 }),
        kinds: fc.array(kind),
        minSeverity: fc.integer({ min: 1, max: 10 }),
        maxPerHour: fc.integer({ min: 1, max: 100 }),
      }),
    );
    const state = fc.constantFrom('open' as const, 'acknowledged' as const, 'resolved' as const);
    const incident = fc.record({
      brand: fc.constant('acme'),
      severity: fc.integer({ min: 1, max: 10 }),
      state,
    });
    const any = fc.record({
      incident,
      kinds: fc.array(kind),
      routes,
      told: fc.boolean(),
      backfilledShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(any, (given) => {
        const { send, reason, recipients } = decideOpened(given);
        expect(send).toBe(recipients.length > 0);
        expect(send).toBe(reason === 'opened');
        expect(new Set(recipients).size).toBe(recipients.length);
        if (given.told || given.backfilledShare > 0.5) expect(send).toBe(false);
      }),
      { seed: 20_260_302 },
    );
  });
});

describe('hourlyCap', () => {
  it('is the smallest of the routes that name the address', () => {
    const routes = [
      route({ maxPerHour: 20 }),
      route({ maxPerHour: 5 }),
      route({ emails: ['z@x'], maxPerHour: 1 }),
    ];
    expect(hourlyCap('a@x', routes)).toBe(5);
    expect(hourlyCap('z@x', routes)).toBe(1);
    expect(hourlyCap('nobody@x', routes)).toBe(10);
  });
});
