/**
 * The ledger on better-sqlite3: one connection writes, one reads. better-sqlite3 is synchronous, so a
 * transaction never waits for anything but the lock; a mutex keeps two callbacks from interleaving.
 */
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Ledger, Reads, Tx } from '../ledger.ts';
import { answerQueries, answerWrites } from '../queries/answers.ts';
import { alertQueries, alertWrites } from '../queries/alerts.ts';
import { backfillQueries, backfillWrites } from '../queries/backfills.ts';
import { brandQueries, brandWrites } from '../queries/brands.ts';
import { controlQueries, controlWrites } from '../queries/controls.ts';
import { correctionQueries, correctionWrites } from '../queries/corrections.ts';
import { deltaCounter } from '../queries/count-deltas.ts';
import { countQueries } from '../queries/counts.ts';
import type { Db } from '../queries/db.ts';
import { deadLetterQueries, deadLetterWrites } from '../queries/dead-letters.ts';
import { exampleWrites } from '../queries/examples.ts';
import { incidentQueries, incidentWrites } from '../queries/incidents.ts';
import { liveQueries } from '../queries/live.ts';
import { mentionQueries } from '../queries/mentions-read.ts';
import { mentionWrites } from '../queries/mentions-write.ts';
import { noticeQueries, noticeWrites } from '../queries/notices.ts';
import { markQueries, markWrites } from '../queries/marks.ts';
import { muteQueries, muteWrites } from '../queries/mutes.ts';
import { outboxQueries, outboxWrites } from '../queries/outbox.ts';
import { auditQueries, auditWrites, peopleQueries, peopleWrites } from '../queries/people.ts';
import { policyQueries, policyWrites } from '../queries/policies.ts';
import { rescoreQueries, rescoreWrites } from '../queries/rescores.ts';
import { silenceQueries, silenceWrites } from '../queries/silences.ts';
import { sourceQueries, sourceWrites } from '../queries/sources.ts';
import { spikeQueries, spikeWrites } from '../queries/spikes.ts';

const BUSY_TIMEOUT_MS = 15_000;

function reads(db: Db): Reads {
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

function readsAndWrites(db: Db): Tx {
  const queries = reads(db);
  const newDeltas = deltaCounter(db);
  return {
    answers: { ...queries.answers, ...answerWrites(db) },
    audit: { ...queries.audit, ...auditWrites(db) },
    alerts: { ...queries.alerts, ...alertWrites(db) },
    backfills: { ...queries.backfills, ...backfillWrites(db) },
    brands: { ...queries.brands, ...brandWrites(db) },
    controls: { ...queries.controls, ...controlWrites(db) },
    corrections: { ...queries.corrections, ...correctionWrites(db, newDeltas) },
    counts: queries.counts,
    examples: exampleWrites(db),
    deadLetters: { ...queries.deadLetters, ...deadLetterWrites(db) },
    incidents: { ...queries.incidents, ...incidentWrites(db) },
    live: queries.live,
    mentions: { ...queries.mentions, ...mentionWrites(db) },
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

function connect(file: string, readonly: boolean): Database.Database {
  const client = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  if (!readonly) {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('secure_delete = ON');
  }
  return client;
}

/** What answers at once may be awaited: sound for every statement that the noun files know. */
function awaited(db: BetterSQLite3Database): Db {
  return db as unknown as Db;
}

/** Two processes may start at once: the one that loses the race sees the tables on its second look. */
function migrateOnce(db: BetterSQLite3Database, migrationsFolder: string): void {
  try {
    migrate(db, { migrationsFolder });
  } catch {
    migrate(db, { migrationsFolder });
  }
}

/** Opens (and migrates) the ledger in `file`. Throws what better-sqlite3 throws when it cannot. */
export function openSqliteLedger(file: string, migrationsFolder: string): Ledger {
  const writer = connect(file, false);
  const own = drizzle(writer);
  migrateOnce(own, migrationsFolder);
  const db = awaited(own);
  const reader = connect(file, true);
  const readDb = awaited(drizzle(reader));
  const nouns = readsAndWrites(db);
  let last: Promise<unknown> = Promise.resolve();

  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await db.run(sql`begin immediate`);
    try {
      const result = await work(nouns);
      await db.run(sql`commit`);
      return result;
    } catch (error) {
      if (writer.inTransaction) await db.run(sql`rollback`);
      throw error;
    }
  }

  return {
    read: reads(readDb),
    tx(work) {
      const mine = last.then(() => run(work));
      last = mine.catch(() => undefined);
      return mine;
    },
    async ping() {
      await readDb.get(sql`select 1`);
    },
    async close() {
      await last;
      reader.close();
      writer.close();
    },
  };
}
