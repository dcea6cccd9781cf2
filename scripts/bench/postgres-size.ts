/** A database of mentions on PostgreSQL, and what it takes on the disk. */
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { moveDatabase } from '../../src/store/postgres/move.ts';
import { startPostgres } from '../../test/support/postgres.ts';

/** Starts a server and moves the SQLite database in `file` there. `bytes`: of all tables and indexes, after a full vacuum. */
export async function onPostgres(file: string) {
  const postgres = await startPostgres();
  const url = await postgres.database();
  await (await openStore(url, packageRoot)).close();
  await moveDatabase(file, url, () => {});
  const bytes = async () => {
    await postgres.ask(url, 'vacuum full analyze');
    const [row] = await postgres.ask(
      url,
      `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    return Number(row?.bytes);
  };
  return { url, bytes, stop: () => postgres.stop() };
}
