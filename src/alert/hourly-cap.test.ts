import { describe, expect, it } from 'vitest';
import type { Route } from '../domain/alert.ts';
import { hourlyCap } from './outbox-policy.ts';

function route(maxPerHour: number, address = 'a@x'): Route {
  const recipients = [{ channel: 'email', address }];
  return { name: 'pr', brands: ['*'], recipients, kinds: ['backlash'], minSeverity: 3, maxPerHour };
}

describe('hourlyCap', () => {
  it('is the smallest of the routes that name the address', () => {
    const routes = [route(20), route(5), route(1, 'z@x')];
    expect(hourlyCap('a@x', routes)).toBe(5);
    expect(hourlyCap('z@x', routes)).toBe(1);
    expect(hourlyCap('nobody@x', routes)).toBe(10);
  });
});
