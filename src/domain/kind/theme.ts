/** What an outcry is about: themes, each with the codes of the taxonomy packs that speak for it. */

export type ThemeCode =
  | 'privacy'
  | 'broken_promise'
  | 'price_terms'
  | 'deception'
  | 'treatment'
  | 'safety'
  | 'values'
  | 'conduct'
  | 'service';

/** Codes by theme. `exit_intent`, `regulator_action` and `company_response` go with any theme and stand in none. */
export const THEME_CODES: Readonly<Record<ThemeCode, readonly string[]>> = {
  privacy: [
    'over_collection',
    'third_party_sharing',
    'tracking_profiling',
    'surveillance',
    'secondary_use_ads',
    'security_breach',
    'retention_erasure',
    'consent_coercion',
  ],
  broken_promise: ['broken_promise'],
  price_terms: ['price_or_terms', 'feature_removed'],
  deception: ['deception'],
  treatment: ['treatment'],
  safety: ['safety_harm'],
  values: ['values_politics'],
  conduct: ['other_conduct'],
  service: ['service_failure'],
};

/** Which theme a category speaks for; those that go with any theme are absent. */
export const THEME_OF: ReadonlyMap<string, ThemeCode> = new Map(
  Object.entries(THEME_CODES).flatMap(([theme, codes]) =>
    codes.map((code) => [code, theme as ThemeCode] as const),
  ),
);

export const THEMES = Object.keys(THEME_CODES) as readonly ThemeCode[];

/** The theme that speaks for complaints; the others speak for a backlash. */
export const SERVICE: ThemeCode = 'service';

/** As a sentence names them: `about privacy and price or terms`. */
export const THEME_NAMES: Readonly<Record<ThemeCode, string>> = {
  privacy: 'privacy',
  broken_promise: 'a broken promise',
  price_terms: 'price or terms',
  deception: 'deception',
  treatment: 'how people are treated',
  safety: 'safety',
  values: 'values and politics',
  conduct: 'the company’s conduct',
  service: 'a failing service',
};

/** Share of the excess posts that speak of a theme, 0 to 1, with its 95% interval. */
export interface ThemeShare {
  readonly code: ThemeCode;
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
}
