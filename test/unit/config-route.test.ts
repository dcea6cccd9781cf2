/** Routes: what a short file means, what is refused, and the YAML that a page shows reads back as the same. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { routeYaml } from '../../config/route-yaml.ts';
import { routeSchema } from '../../config/schema/route.ts';
import { byMail } from '../support/recipients.ts';

const SHORT = { name: 'pr', brands: ['*'], emails: ['a@example.com'] };

describe('a route', () => {
  it('needs no more than a name, brands and addresses', () => {
    expect(routeSchema.parse(SHORT)).toEqual({
      name: 'pr',
      brands: ['*'],
      recipients: byMail('a@example.com'),
      kinds: ['backlash'],
      sensitivity: 'high',
      minSeverity: 1,
      maxPerHour: 10,
      cooldownMinutes: 0,
      groupWaitMinutes: 0,
      groupIntervalMinutes: 5,
      resolved: true,
      escalate: true,
      audience: 'team',
    });
  });

  it.each([
    [{ sensitivity: 'low' }, 5],
    [{ sensitivity: 'medium' }, 3],
    [{ sensitivity: 'low', minSeverity: 2 }, 2],
  ])('%j asks for severity %d', (more, severity) => {
    expect(routeSchema.parse({ ...SHORT, ...more }).minSeverity).toBe(severity);
  });

  it.each([
    [{ sensitivity: 'some' }],
    [{ audience: 'boss' }],
    [{ cooldownMinutes: -1 }],
    [{ cooldownMinutes: 1.5 }],
    [{ groupWaitMinutes: 99_999 }],
    [{ quietHours: { from: '22:00', to: '7:00', zone: 'UTC' } }],
    [{ quietHours: { from: '22:00', to: '24:00', zone: 'UTC' } }],
    [{ quietHours: { from: '22:00', to: '22:00', zone: 'UTC' } }],
    [{ quietHours: { from: '22:00', to: '07:00', zone: 'Mars/Olympus' } }],
    [{ quietHours: { from: '22:00', to: '07:00', zone: 'UTC', days: ['monday'] } }],
    [{ quietHours: { from: '22:00', to: '07:00' } }],
    [{ kinds: ['joke'] }],
    [{ silent: true }],
  ])('%j is refused', (more) => {
    expect(routeSchema.safeParse({ ...SHORT, ...more }).success).toBe(false);
  });
});

it.each([
  [{}],
  [{ sensitivity: 'low' }],
  [{ sensitivity: 'low', minSeverity: 1, kinds: ['outage', 'backlash'] }],
  [{ minSeverity: 4, cooldownMinutes: 30, groupIntervalMinutes: 0, resolved: false, audience: 'executive' }],
  [{ quietHours: { from: '22:00', to: '07:30', zone: 'Asia/Kolkata', days: ['mon', 'sun'] } }],
  [{ emails: ['a@example.com', 'yes@example.com'], maxPerHour: 3, escalate: false, groupWaitMinutes: 2 }],
])('as YAML %j reads back as the same', (more) => {
  const route = routeSchema.parse({ ...SHORT, ...more });
  expect(routeSchema.parse(parse(routeYaml(route)))).toEqual(route);
});

it('the YAML leaves out what is as it would be anyway', () => {
  expect(
    routeYaml(routeSchema.parse({ ...SHORT, sensitivity: 'low' }))
      .trim()
      .split('\n'),
  ).toEqual(['name: pr', 'brands:', '  - "*"', 'emails:', '  - a@example.com', 'sensitivity: low']);
});
