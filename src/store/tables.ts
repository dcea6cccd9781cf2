/** Every table of the ledger. */
import * as base from './sql/schema.ts';
import * as aged from './expired/schema.ts';
import * as alerts from './alerts/schema.ts';
import * as answers from './drafts/schema.ts';
import * as facts from './settings/schema.ts';
import * as people from './people/schema.ts';
import * as policy from './policies/schema.ts';
import * as rescore from './rescores/schema.ts';
import * as sources from './sources/schema.ts';
import * as triage from './triage/schema.ts';

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
