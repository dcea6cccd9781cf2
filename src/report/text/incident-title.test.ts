import { expect, it } from 'vitest';
import type { Spike } from '../../domain/spike.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import { incidentTitle, saysKindOnly } from './incident-title.ts';

const category = (code: string, title: string, type: 'harm' | 'context') => ({
  code,
  title,
  description: 'x',
  type,
  strong: [],
  weak: [],
  decoys: [],
});
const packs: TaxonomyPack[] = [
  {
    name: 'p',
    version: 1,
    title: 'P',
    subject: [],
    categories: [
      category('more', 'Takes more than it needs', 'harm'),
      category('sold', 'Sold or shared onward', 'harm'),
      category('exit', 'Leaving', 'context'),
    ],
  },
];
const onset = Date.UTC(2026, 10, 29, 22);
const spike = (kind: Spike['kind'], counts: Record<string, number>): Spike => ({
  series: 'negative',
  source: 'all',
  kind,
  onset,
  peakAt: onset,
  observed: 9,
  expected: 1,
  score: 0.9,
  severity: 6,
  betrayalShare: 0.5,
  negativeShare: 0.5,
  categories: Object.entries(counts).map(([code, count]) => ({ code, count, share: 0.1 })),
});
const titleOf = (spikes: Spike[], now = onset) => incidentTitle('Tunely', spikes, onset, { packs, now });

it('names the broken trust that rose most over all spikes', () => {
  expect(titleOf([spike('backlash', { sold: 5, more: 4, exit: 90 }), spike('backlash', { more: 4 })])).toBe(
    'Tunely: takes more than it needs, 29 Nov',
  );
  expect(titleOf([spike('backlash', { sold: 5 })], Date.UTC(2027, 1, 1))).toBe(
    'Tunely: sold or shared onward, 29 Nov 2026',
  );
});

it('says the kind where nothing else is known, and such a title may change later', () => {
  const [none, attention] = [
    titleOf([spike('backlash', { unknown: 3 })]),
    titleOf([spike('attention', { more: 3 })]),
  ];
  expect([none, attention]).toEqual(['Tunely: backlash, 29 Nov', 'Tunely: attention peak, 29 Nov']);
  for (const title of [
    none,
    attention,
    'Tunely: burst of attention of 2026-11-29',
    'A: backlash of 2015-08-20',
  ])
    expect([title, saysKindOnly(title)]).toEqual([title, true]);
  for (const title of [titleOf([spike('backlash', { sold: 1 })]), 'Spotify: the backlash of the year'])
    expect([title, saysKindOnly(title)]).toEqual([title, false]);
});
