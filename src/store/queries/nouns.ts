/** Every noun's queries on one connection. */
import type { Reads, Tx } from '../ledger.ts';
import { answerQueries, answerWrites } from './answers.ts';
import { alertQueries, alertWrites } from './alerts.ts';
import { backfillQueries, backfillWrites } from './backfills.ts';
import { brandQueries, brandWrites } from './brands.ts';
import { controlQueries, controlWrites } from './controls.ts';
import { correctionQueries, correctionWrites } from './corrections.ts';
import { deltaCounter } from './count-deltas.ts';
import { countQueries } from './counts.ts';
import type { Db } from './db.ts';
import { deadLetterQueries, deadLetterWrites } from './dead-letters.ts';
import { exampleWrites } from './examples.ts';
import { factQueries, factWrites } from './facts.ts';
import type { HotPaths } from './hot.ts';
import { incidentQueries, incidentWrites } from './incidents.ts';
import { liveQueries } from './live.ts';
import { mentionQueries } from './mentions-read.ts';
import { mentionWrites } from './mentions-write.ts';
import { noticeQueries, noticeWrites } from './notices.ts';
import { markQueries, markWrites } from './marks.ts';
import { muteQueries, muteWrites } from './mutes.ts';
import { outboxQueries, outboxWrites } from './outbox.ts';
import { auditQueries, auditWrites, peopleQueries, peopleWrites } from './people.ts';
import { policyQueries, policyWrites } from './policies.ts';
import { rescoreQueries, rescoreWrites } from './rescores.ts';
import { silenceQueries, silenceWrites } from './silences.ts';
import { sourceQueries, sourceWrites } from './sources.ts';
import { spikeQueries, spikeWrites } from './spikes.ts';

/** Queries alone. */
export function reads(db: Db): Reads {
  return {
    answers: answerQueries(db),
    audit: auditQueries(db),
    alerts: alertQueries(db),
    backfills: backfillQueries(db),
    brands: brandQueries(db),
    controls: controlQueries(db),
    corrections: correctionQueries(db),
    counts: countQueries(db),
    deadLetters: deadLetterQueries(db),
    facts: factQueries(db),
    incidents: incidentQueries(db),
    live: liveQueries(db),
    mentions: mentionQueries(db),
    notices: noticeQueries(db),
    marks: markQueries(db),
    mutes: muteQueries(db),
    outbox: outboxQueries(db),
    people: peopleQueries(db),
    policies: policyQueries(db),
    rescores: rescoreQueries(db),
    silences: silenceQueries(db),
    sources: sourceQueries(db),
    spikes: spikeQueries(db),
  };
}

/** What a transaction may do. */
export function readsAndWrites(db: Db, hot: HotPaths): Tx {
  const queries = reads(db);
  const newDeltas = deltaCounter(db, hot);
  return {
    answers: { ...queries.answers, ...answerWrites(db) },
    audit: { ...queries.audit, ...auditWrites(db) },
    alerts: { ...queries.alerts, ...alertWrites(db) },
    backfills: { ...queries.backfills, ...backfillWrites(db) },
    brands: { ...queries.brands, ...brandWrites(db) },
    controls: { ...queries.controls, ...controlWrites(db) },
    corrections: { ...queries.corrections, ...correctionWrites(db, newDeltas) },
    counts: queries.counts,
    examples: exampleWrites(db, newDeltas),
    deadLetters: { ...queries.deadLetters, ...deadLetterWrites(db) },
    incidents: { ...queries.incidents, ...incidentWrites(db) },
    live: queries.live,
    mentions: { ...queries.mentions, ...mentionWrites(db, hot, newDeltas) },
    facts: { ...queries.facts, ...factWrites(db) },
    notices: { ...queries.notices, ...noticeWrites(db) },
    marks: { ...queries.marks, ...markWrites(db) },
    mutes: { ...queries.mutes, ...muteWrites(db, newDeltas) },
    outbox: { ...queries.outbox, ...outboxWrites(db) },
    people: { ...queries.people, ...peopleWrites(db) },
    policies: { ...queries.policies, ...policyWrites(db) },
    rescores: { ...queries.rescores, ...rescoreWrites(db) },
    silences: { ...queries.silences, ...silenceWrites(db) },
    sources: { ...queries.sources, ...sourceWrites(db) },
    spikes: { ...queries.spikes, ...spikeWrites(db) },
  };
}
