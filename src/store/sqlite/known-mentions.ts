/** The statements for mentions that come in again: one prepared statement a row. */
import type Database from 'better-sqlite3';
import { KNOWN_COLUMNS, type KnownWithBrands } from '../mentions/known-row.ts';
import type { Bringer, BulkWrites } from '../sql/bulk-writes.ts';
import { wellFormed } from './well-formed.ts';

/** Prepares them. */
export function knownMentions(client: Database.Database): Pick<BulkWrites, 'known' | 'bring'> {
  const known = client.prepare<unknown[], KnownWithBrands>(
    `select ${KNOWN_COLUMNS} from mention m where m.source = ? and m.external_id = ?`,
  );
  const some = 'exists (select 1 from mention_import where mention_id = @mentionId and brand_id = @brandId)';
  const bring = (where: string) =>
    client.prepare<[Bringer]>(
      `insert into mention_import (mention_id, brand_id, import_id) select @mentionId, @brandId, @importId
       where ${where}
       on conflict do nothing`,
    );
  const brings = { any: bring('true'), some: bring(some), none: bring(`not ${some}`) };
  return {
    async known(rows) {
      return rows.map(({ source, externalId }) => known.get(wellFormed(source), wellFormed(externalId)));
    },
    async bring(rows, where) {
      for (const row of rows) brings[where].run(row);
    },
  };
}
