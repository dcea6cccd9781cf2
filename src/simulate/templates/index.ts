/** All themes by code. */
import * as brokenTrust from './broken-trust.ts';
import * as byDomain from './by-domain.ts';
import * as context from './context.ts';
import * as harmsData from './harms-data.ts';
import * as harmsTrust from './harms-trust.ts';
import * as ordinary from './ordinary.ts';
import type { Theme } from './types.ts';

const ALL: readonly Theme[] = [
  ...Object.values(harmsData),
  ...Object.values(harmsTrust),
  ...Object.values(context),
  ...Object.values(brokenTrust),
  ...Object.values(ordinary),
  ...Object.values(byDomain),
];

/** Themes by code, e.g. `third_party_sharing` or `music_talk`. */
export const THEMES: ReadonlyMap<string, Theme> = new Map(ALL.map((theme) => [theme.code, theme]));

/** The theme of a code; a scenario that names an unknown one is wrong. */
export function themeOf(code: string): Theme {
  const theme = THEMES.get(code);
  if (theme === undefined) throw new Error(`Unknown theme "${code}" in scenario`);
  return theme;
}
