/** Every table of the database. */
import * as base from './sql/schema.ts';
import * as expired from './expired/schema.ts';
import * as alerts from './alerts/schema.ts';
import * as drafts from './drafts/schema.ts';
import * as settings from './settings/schema.ts';
import * as people from './people/schema.ts';
import * as policy from './policies/schema.ts';
import * as rescore from './rescores/schema.ts';
import * as sources from './sources/schema.ts';
import * as triage from './triage/schema.ts';

export const SCHEMA_FILES = [
  base,
  expired,
  alerts,
  drafts,
  settings,
  people,
  policy,
  rescore,
  sources,
  triage,
] as const;
