/**
 * Retention: removes expired texts, dead letters, sessions and login links. 500 texts per transaction, so that other writes
 * get through; PostgreSQL's autovacuum gives their space to new rows.
 */
import { DAY_MS } from '../src/domain/series.ts';
import {
  dropOldDatabases,
  inKeptDatabase,
  isDump,
  KEPT_DAYS,
  keptDatabases,
} from '../src/store/kept-databases.ts';
import type { Store } from '../src/store/store.ts';
import type { StageContext } from './context.ts';

const SESSION_IDLE_MS = DAY_MS / 2;
const SESSION_MAX_MS = 7 * DAY_MS;
/** What people deleted can be brought back for so long. */
const UNDO_MS = 7 * DAY_MS;
/** Texts per transaction. */
const BATCH = 500;

/** Removes texts that were collected more than `keepTextDays` ago; returns how many. Counts stay. */
export async function expireTexts(ctx: Pick<StageContext, 'store' | 'clock' | 'env'>): Promise<number> {
  const { keepTextDays } = ctx.env;
  if (keepTextDays === undefined) return 0;
  const now = ctx.clock();
  const before = now - keepTextDays * DAY_MS;
  let expired = 0;
  for (;;) {
    const erased = await ctx.store.tx(async (tx) => {
      const { erased, places } = await tx.mentions.age(before, BATCH);
      // Mails that quote them are rendered again.
      if (places.length > 0) await tx.outbox.writeAgain(places, now);
      return erased;
    });
    expired += erased;
    if (erased < BATCH) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ctx.store.tx((tx) => tx.deadLetters.drop(before));
  return expired;
}

/** Posts that nobody scores any more: in a copy they would wait for ever. */
async function giveUpPending(store: Store, collectedBefore: number): Promise<void> {
  for (;;) {
    const ids = await store.read.mentions.pendingIds(BATCH, 0, collectedBefore);
    if (ids.length === 0) return;
    await store.tx((tx) => tx.mentions.markDead(ids));
  }
}

/** The same in the databases that lie beside the one in use; those that a restore replaced long ago are deleted. */
async function retainKept({ clock, env, log }: Pick<StageContext, 'clock' | 'env' | 'log'>): Promise<void> {
  const { keepTextDays } = env;
  if (keepTextDays === undefined) return;
  const days = Math.min(KEPT_DAYS, keepTextDays);
  for (const file of dropOldDatabases(env, clock(), days))
    log.info({ file }, 'a replaced database was deleted');
  for (const copy of keptDatabases(env)) {
    if (isDump(copy)) continue;
    try {
      await inKeptDatabase(env, copy, async (store) => {
        await giveUpPending(store, clock() - keepTextDays * DAY_MS - 1);
        await expireTexts({ store, clock, env });
      });
    } catch (error) {
      const hint = 'a copy of the database could not be read: its texts do not expire; delete it';
      log.warn({ file: copy.file, reason: String(error) }, hint);
    }
  }
}

/** The environment goes before the configuration; undefined: as long as the database. */
function keptDays({ env, config }: Pick<StageContext, 'env' | 'config'>): number | undefined {
  if (env.keepTextDaysGiven || !config.retention) return env.keepTextDays;
  return config.retention.keepTextDays === 0 ? undefined : config.retention.keepTextDays;
}

type RetainContext = Pick<StageContext, 'store' | 'clock' | 'env' | 'log' | 'config'>;

export async function retain(given: RetainContext): Promise<void> {
  const ctx = { ...given, env: { ...given.env, keepTextDays: keptDays(given) } };
  const now = ctx.clock();
  await ctx.store.tx((tx) => tx.people.dropSessions(now - SESSION_IDLE_MS, now - SESSION_MAX_MS));
  await ctx.store.tx((tx) => tx.chartNotes.purge(now - UNDO_MS));
  const expired = await expireTexts(ctx);
  if (expired > 0) ctx.log.info({ expired }, 'expired texts were removed');
  await retainKept(ctx);
}
