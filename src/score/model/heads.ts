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
  'regulator_action',
  'company_response',
] as const;

export const PACK_HEAD = SENTIMENTS.length;
export const CODE_HEAD = PACK_HEAD + TRAINED_PACKS.length;
export const HEADS = CODE_HEAD + TRAINED_CODES.length;
/** Heads of the linear model over all features; codes have a table of their own. */
export const LINEAR_HEADS = CODE_HEAD;
