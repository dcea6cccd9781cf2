/** Deliberately wrong: counts a batch, then notes it as done, in separate transactions. */
import Database from 'better-sqlite3';
import { pause } from '../support/eventually.ts';

const db = new Database(process.argv[2] ?? '', { timeout: 15_000 });
const next = db
  .prepare('select id from mention where id not in (select id from naive_done) order by id limit 20')
  .pluck();
const add = db.prepare('update naive_count set n = n + ?');
const done = db.prepare('insert into naive_done values (?)');
for (;;) {
  const ids = next.all() as number[];
  if (ids.length > 0) add.run(ids.length);
  for (const id of ids) {
    await pause(1);
    done.run(id);
  }
  await pause(5);
}
