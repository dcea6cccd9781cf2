/** The PostgreSQL backend of the queue: BullMQ's own tables in the schema `bullmq` of a database. */
import { createPostgresBackend, runMigrations } from 'bullmq';
import pg from 'pg';
import { UserError } from '../domain/result.ts';
import type { Backend } from './bull.ts';

const READY_MS = 5_000;
/** Each stage listens on its own connection; the others are for queries. */
const CONNECTIONS = 20;
/** A handler that hangs keeps its connection; it is cut after this time. */
const CLOSE_MS = 1_000;

/** Part of a `pg` client that its types leave out. */
interface Wired {
  readonly connection: { readonly stream: { destroy(): void } };
}

function poolOf(connectionString: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: READY_MS,
    keepAlive: true,
    application_name: 'outcry queue',
    options: '-c search_path=bullmq',
  });
  pool.on('error', onError);
  // The query that uses a broken connection fails; the event adds nothing.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Connects to `url`. Throws UserError when no PostgreSQL answers within five seconds. */
export async function openPostgresBackend(url: string, onError: (error: Error) => void): Promise<Backend> {
  const pool = poolOf(url, onError);
  const clients = new Set<Wired>();
  pool.on('connect', (client) => clients.add(client as unknown as Wired));
  pool.on('remove', (client) => clients.delete(client as unknown as Wired));
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client as never);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `PostgreSQL at ${new URL(url).host} cannot hold the queue (${reason}). Start it, or unset QUEUE_URL to use the embedded queue.`,
    );
  }
  return {
    producer: pool as never,
    consumer: pool as never,
    factory: createPostgresBackend as NonNullable<Backend['factory']>,
    async close() {
      const ended = pool.end();
      const late = setTimeout(() => {
        for (const client of clients) client.connection.stream.destroy();
      }, CLOSE_MS);
      await ended.finally(() => clearTimeout(late));
    },
  };
}
