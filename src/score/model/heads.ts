/** What the models answer, in order. */

/** Sentiment logits stand first. */
export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const;
/** Packs with a trained head, by name. */
export const TRAINED_PACKS = ['privacy-betrayal', 'broken-trust'] as const;
/** Categories and context tags with a trained head. */
export const TRAINED_CODES = [
  'over_collection',
  'third_party_sharing',
  'tracking_profiling',
  'surveillance',
  'secondary_use_ads',
  'security_breach',
  'retention_erasure',
  'broken_promise',
  'consent_coercion',
  'exit_intent',
  'price_or_terms',
  'feature_removed',
  'safety_harm',
  'deception',
  'service_failure',
  'treatment',
  'values_politics',
  'other_conduct',
  'regulator_action',
  'company_response',
] as const;

/** Categories that break no trust by themselves: no phrase or label of theirs speaks for it. */
export const FAULTS: ReadonlySet<string> = new Set(['service_failure']);
/** Of these, the categories that only the pack on broken trust has. */
export const TRUST_CODES = TRAINED_CODES.slice(10, 18);

export const PACK_HEAD = SENTIMENTS.length;
export const CODE_HEAD = PACK_HEAD + TRAINED_PACKS.length;
export const HEADS = CODE_HEAD + TRAINED_CODES.length;
/** Of the linear model alone, after the packs: broken trust of any kind. */
export const ANY_HEAD = CODE_HEAD;
/** Heads of the linear model. */
export const LINEAR_HEADS = ANY_HEAD + 1;
