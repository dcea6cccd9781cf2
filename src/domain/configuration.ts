/** What people configure: in files, or in the dashboard and by the API. */

/** As addresses and tables name them. */
export const CONFIG_KINDS = [
  'brands',
  'sources',
  'routes',
  'policy-changes',
  'responses',
  'answer-templates',
  'retention',
  'thresholds',
] as const;
export type ConfigKind = (typeof CONFIG_KINDS)[number];

export function isConfigKind(text: string): text is ConfigKind {
  return (CONFIG_KINDS as readonly string[]).includes(text);
}

/** An entry as a file would write it. */
export type ConfigDocument = Readonly<Record<string, unknown>>;

/** An entry that the database holds. */
export interface StoredEntry {
  readonly kind: ConfigKind;
  /** Its slug; of a route its name. */
  readonly slug: string;
  readonly document: ConfigDocument;
  /** Id of its last change: the compare-and-set value. */
  readonly revision: number;
  /** In ms since 1970 UTC. */
  readonly changedAt: number;
  readonly changedBy: string;
}
