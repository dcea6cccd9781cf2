/** Every table of the database. */
import * as alertLinks from './alert-links/schema.ts';
import * as alerts from './alerts/schema.ts';
import * as backfills from './backfills/schema.ts';
import * as brands from './brands/schema.ts';
import * as configuration from './configuration/schema.ts';
import * as controls from './controls/schema.ts';
import * as counts from './counts/schema.ts';
import * as deadLetters from './dead-letters/schema.ts';
import * as deliveries from './deliveries/schema.ts';
import * as drafts from './drafts/schema.ts';
import * as expired from './expired/schema.ts';
import * as imports from './imports/schema.ts';
import * as incidents from './incidents/schema.ts';
import * as mentions from './mentions/schema.ts';
import * as openReadings from './open-readings/schema.ts';
import * as outages from './outages/schema.ts';
import * as outbox from './outbox/schema.ts';
import * as people from './people/schema.ts';
import * as policies from './policies/schema.ts';
import * as readingChecks from './reading-checks/schema.ts';
import * as rescores from './rescores/schema.ts';
import * as search from './search/schema.ts';
import * as settings from './settings/schema.ts';
import * as silences from './silences/schema.ts';
import * as sources from './sources/schema.ts';
import * as spikes from './spikes/schema.ts';
import * as triage from './triage/schema.ts';
import * as views from './views/schema.ts';

export const SCHEMA_FILES = [
  alertLinks,
  alerts,
  backfills,
  brands,
  configuration,
  controls,
  counts,
  deadLetters,
  deliveries,
  drafts,
  expired,
  imports,
  incidents,
  mentions,
  openReadings,
  outages,
  outbox,
  people,
  policies,
  readingChecks,
  rescores,
  search,
  settings,
  silences,
  sources,
  spikes,
  triage,
  views,
] as const;
