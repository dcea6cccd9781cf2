/** Installations on both databases, each with a trigger that refuses some mentions or a store that is not the real one. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import {
  brandOf,
  openTestInstallation,
  openTestStore,
  type TestInstallation,
  type TestInstallationOptions,
} from '../support/installation.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type DatabaseName = (typeof DATABASES)[number];

export const BRANDS = [brandOf('acme', 'Acme'), brandOf('beta', 'Beta')];

export interface Opened extends TestInstallation {
  /** Makes the database refuse mentions whose id starts with `refuse`, with this error of PostgreSQL; SQLite has one. */
  refuse(code?: string): Promise<void>;
  /** The same database as another process has it open; close it. */
  another(): Promise<TestInstallation>;
}

export interface Databases {
  open(name: DatabaseName, options?: Partial<TestInstallationOptions>): Promise<Opened>;
  stop(): Promise<void>;
}

const FUNCTION = (code: string) => `create or replace function refuse() returns trigger language plpgsql as $$
  begin raise exception 'not this one' using errcode = '${code}'; end $$;
  create or replace trigger refused before insert on mention for each row
  when (new.external_id like 'refuse%') execute function refuse()`;
const TRIGGER = `create trigger refused before insert on mention when new.external_id like 'refuse%'
  begin select raise(abort, 'not this one'); end`;

/** `tempDir` gives a new folder. PostgreSQL starts when it is first needed. */
export function databases(tempDir: () => string): Databases {
  let server: Promise<TestPostgres> | undefined;
  return {
    async open(name, options = {}) {
      const dir = tempDir();
      server ??= name === 'postgres' ? startPostgres() : undefined;
      const url = name === 'postgres' ? await (await server!).database() : undefined;
      const { config, ...more } = options;
      const openOne = async () =>
        openTestInstallation({
          dir,
          store: url === undefined ? openTestStore(dir) : await openStore(url, packageRoot),
          config: { brands: BRANDS, ...config },
          ...more,
        });
      return {
        ...(await openOne()),
        another: openOne,
        async refuse(code = '22003') {
          if (url !== undefined) return void (await (await server!).ask(url, FUNCTION(code)));
          const file = new Database(join(dir, 'outcry.db'));
          file.exec(TRIGGER);
          file.close();
        },
      };
    },
    async stop() {
      await (await server)?.stop();
    },
  };
}

/** The store as it was before: what the database refuses of a page takes the whole page with it. */
export function withoutFallback(store: Store): Store {
  const attempt = async <T>(work: () => Promise<T>) => ({ value: await work() });
  return { ...store, tx: (work) => store.tx((tx) => work({ ...tx, attempt })) };
}

/** External ids of a brand's mentions, as often as they are stored. */
export async function storedIds(store: Store, brand = 'acme'): Promise<string[]> {
  const brandId = (await store.read.brands.bySlug(brand))!.id;
  const filter = {
    brandId,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    order: 'newest' as const,
    limit: 1_000_000,
  };
  return (await store.read.mentions.list(filter)).map((m) => m.externalId);
}
