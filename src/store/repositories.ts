/** All queries and writes on one connection. */
import type { Reads, Tx } from './store.ts';
import { draftQueries, draftWrites } from './drafts/queries.ts';
import { alertLinkQueries, alertLinkWrites } from './alert-links/queries.ts';
import { alertQueries, alertWrites } from './alerts/queries.ts';
import { backfillQueries, backfillWrites } from './backfills/queries.ts';
import { brandQueries, brandWrites } from './brands/queries.ts';
import { configurationQueries, configurationWrites } from './configuration/queries.ts';
import { controlQueries, controlWrites } from './controls/queries.ts';
import { correctionQueries, correctionWrites } from './triage/corrections.ts';
import { deltaCounter } from './counts/deltas.ts';
import { countQueries } from './counts/queries.ts';
import { attempts } from './sql/attempt.ts';
import type { Db } from './sql/db.ts';
import { deadLetterQueries, deadLetterWrites } from './dead-letters/queries.ts';
import { deliveryWrites } from './deliveries/queries.ts';
import { exampleWrites } from './examples/queries.ts';
import { settingQueries, settingWrites } from './settings/queries.ts';
import type { BulkWrites } from './sql/bulk-writes.ts';
import { importQueries, importWrites } from './imports/queries.ts';
import { incidentQueries, incidentWrites } from './incidents/queries.ts';
import { liveQueries } from './live/queries.ts';
import { mentionQueries } from './mentions/read.ts';
import { mentionWrites } from './mentions/write.ts';
import { openReadingQueries, openReadingWrites } from './open-readings/queries.ts';
import { outageQueries, outageWrites } from './outages/queries.ts';
import { annotationQueries, annotationWrites } from './triage/annotations.ts';
import { muteQueries, muteWrites } from './triage/mutes.ts';
import { outboxQueries, outboxWrites } from './outbox/queries.ts';
import { auditQueries, auditWrites } from './people/audit.ts';
import { peopleQueries, peopleWrites } from './people/queries.ts';
import { policyQueries, policyWrites } from './policies/queries.ts';
import { readingCheckQueries, readingCheckWrites } from './reading-checks/queries.ts';
import { rescoreQueries, rescoreWrites } from './rescores/queries.ts';
import { searchQueries, searchWrites } from './search/queries.ts';
import { silenceQueries, silenceWrites } from './silences/queries.ts';
import { sourceQueries, sourceWrites } from './sources/queries.ts';
import { spikeQueries, spikeWrites } from './spikes/queries.ts';
import { chartNoteQueries, chartNoteWrites, viewQueries, viewWrites } from './views/queries.ts';

/** Queries alone. */
export function reads(db: Db): Reads {
  return {
    drafts: draftQueries(db),
    audit: auditQueries(db),
    alertLinks: alertLinkQueries(db),
    alerts: alertQueries(db),
    backfills: backfillQueries(db),
    brands: brandQueries(db),
    configuration: configurationQueries(db),
    controls: controlQueries(db),
    corrections: correctionQueries(db),
    counts: countQueries(db),
    deadLetters: deadLetterQueries(db),
    settings: settingQueries(db),
    imports: importQueries(db),
    incidents: incidentQueries(db),
    live: liveQueries(db),
    mentions: mentionQueries(db),
    openReadings: openReadingQueries(db),
    outages: outageQueries(db),
    annotations: annotationQueries(db),
    mutes: muteQueries(db),
    outbox: outboxQueries(db),
    people: peopleQueries(db),
    policies: policyQueries(db),
    readingChecks: readingCheckQueries(db),
    rescores: rescoreQueries(db),
    search: searchQueries(db),
    silences: silenceQueries(db),
    sources: sourceQueries(db),
    spikes: spikeQueries(db),
    views: viewQueries(db),
    chartNotes: chartNoteQueries(db),
  };
}

/** What a transaction may do. */
export function readsAndWrites(db: Db, bulk: BulkWrites): Tx {
  const queries = reads(db);
  const newDeltas = deltaCounter(db, bulk);
  const attempt = attempts(db);
  return {
    attempt,
    drafts: { ...queries.drafts, ...draftWrites(db) },
    audit: { ...queries.audit, ...auditWrites(db) },
    alertLinks: { ...queries.alertLinks, ...alertLinkWrites(db) },
    alerts: { ...queries.alerts, ...alertWrites(db) },
    backfills: { ...queries.backfills, ...backfillWrites(db) },
    brands: { ...queries.brands, ...brandWrites(db) },
    configuration: { ...queries.configuration, ...configurationWrites(db) },
    controls: { ...queries.controls, ...controlWrites(db) },
    corrections: { ...queries.corrections, ...correctionWrites(db, newDeltas) },
    counts: queries.counts,
    examples: exampleWrites(db, newDeltas),
    deadLetters: { ...queries.deadLetters, ...deadLetterWrites(db, attempt) },
    deliveries: deliveryWrites(db),
    imports: { ...queries.imports, ...importWrites(db, newDeltas) },
    incidents: { ...queries.incidents, ...incidentWrites(db) },
    live: queries.live,
    mentions: { ...queries.mentions, ...mentionWrites(db, bulk, newDeltas) },
    settings: { ...queries.settings, ...settingWrites(db) },
    openReadings: { ...queries.openReadings, ...openReadingWrites(db, newDeltas) },
    outages: { ...queries.outages, ...outageWrites(db) },
    annotations: { ...queries.annotations, ...annotationWrites(db) },
    mutes: { ...queries.mutes, ...muteWrites(db, newDeltas) },
    outbox: { ...queries.outbox, ...outboxWrites(db) },
    people: { ...queries.people, ...peopleWrites(db) },
    policies: { ...queries.policies, ...policyWrites(db) },
    readingChecks: { ...queries.readingChecks, ...readingCheckWrites(db) },
    rescores: { ...queries.rescores, ...rescoreWrites(db) },
    search: { ...queries.search, ...searchWrites(db) },
    silences: { ...queries.silences, ...silenceWrites(db) },
    sources: { ...queries.sources, ...sourceWrites(db) },
    spikes: { ...queries.spikes, ...spikeWrites(db) },
    views: { ...queries.views, ...viewWrites(db) },
    chartNotes: { ...queries.chartNotes, ...chartNoteWrites(db) },
  };
}
