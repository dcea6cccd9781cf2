/** Every table of the ledger. */
import * as base from './schema.ts';
import * as aged from './schema-aged.ts';
import * as alerts from './schema-alerts.ts';
import * as answers from './schema-answers.ts';
import * as facts from './schema-facts.ts';
import * as people from './schema-people.ts';
import * as policy from './schema-policy.ts';
import * as rescore from './schema-rescore.ts';
import * as sources from './schema-sources.ts';
import * as triage from './schema-triage.ts';

export const SCHEMA_FILES = [
  base,
  aged,
  alerts,
  answers,
  facts,
  people,
  policy,
  rescore,
  sources,
  triage,
] as const;
