/** The words of a capsule: themes, kinds of change, answers, outcomes and sectors, each with its name on pages. */

import type { ThemeCode } from './kind/theme.ts';

/** Labels of the themes that detection uses; a sentence names them as in `THEME_NAMES`. */
export const THEMES: Readonly<Record<ThemeCode, string>> = {
  privacy: 'privacy',
  broken_promise: 'broken promise',
  price_terms: 'price and terms',
  deception: 'deception',
  treatment: 'treatment of people',
  safety: 'safety',
  values: 'values',
  conduct: 'conduct',
  service: 'service',
};

/** What set it off. */
export const CHANGES = {
  feature: 'a new feature',
  terms: 'new terms or a new policy',
  practice: 'a practice that came to light',
  breach: 'a data breach or leak',
  price: 'a price or fee',
  removal: 'something taken away',
  harm: 'people harmed or in danger',
  act: 'an act of the company or its people',
  campaign: 'an advertisement or statement',
  failure: 'a failing product or service',
  takeover: 'a new owner or a sale',
} as const;
export type ChangeKind = keyof typeof CHANGES;

export const ANSWERS = {
  silence: 'silence',
  denial: 'denial',
  clarification: 'clarification',
  apology: 'apology',
  apology_with_reform: 'apology with reform',
  reform: 'reform without apology',
  compensation: 'compensation',
  reversal: 'reversal',
  delay: 'delay',
  resignation: 'resignation',
} as const;
export type AnswerKind = keyof typeof ANSWERS;

export const OUTCOMES = {
  reversed: 'reversed',
  partly_reversed: 'partly reversed',
  delayed: 'delayed',
  closed: 'product closed',
  fined: 'fined',
  settlement: 'settlement',
  ordered: 'ordered by an authority',
  users_lost: 'users lost',
  value_lost: 'value lost',
  nothing: 'kept as it was',
} as const;
export type OutcomeKind = keyof typeof OUTCOMES;

export const SECTORS = {
  social_media: 'social media',
  messaging: 'messaging',
  software: 'software',
  security: 'security software',
  devices: 'devices',
  games: 'games',
  media: 'media and streaming',
  health: 'health',
  finance: 'finance',
  retail: 'retail',
  food: 'food and drink',
  travel: 'travel and transport',
  cars: 'cars',
  aerospace: 'aerospace',
  energy: 'energy',
  telecom: 'telecommunications',
  other: 'other',
} as const;
export type Sector = keyof typeof SECTORS;

/** What a course counts. */
export const COURSE_MEASURES = {
  headlines: 'headlines',
  posts: 'posts',
  searches: 'index of searches',
} as const;
export type CourseMeasure = keyof typeof COURSE_MEASURES;
