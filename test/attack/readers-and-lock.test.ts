/**
 * Another process holds the write lock of the database, as an import does most of the time. Readers are answered all the
 * same: that a token or session was used is noted in the background.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { type App, createApp } from '../../dashboard/app.tsx';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { eventually } from '../support/eventually.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { config, ORIGIN } from '../unit/dashboard-fixture.ts';
import { attackRounds } from './rounds.ts';

const NOW = Date.UTC(2026, 0, 2);
const READERS = attackRounds(50, 200);

/** Holds the write lock until the returned function is called. */
async function holdLock(other: Store): Promise<() => Promise<void>> {
  let holding = true;
  let begun = () => {};
  const held = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const over = other.tx(async (tx) => {
    begun();
    // A transaction that asks nothing would be ended as lost.
    while (holding) {
      await tx.brands.all();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  await held;
  return async () => {
    holding = false;
    await over;
  };
}

describe.each(['SQLite', 'PostgreSQL'] as const)('an import holds the write lock of %s', (database) => {
  let postgres: TestPostgres | undefined;
  let store: Store;
  let other: Store;
  let app: App;

  beforeAll(async () => {
    if (database === 'PostgreSQL') postgres = await startPostgres();
    const dir = mkdtempSync(join(tmpdir(), 'outcry-lock-'));
    const url = postgres ? await postgres.database() : `sqlite:${join(dir, 'outcry.db')}`;
    store = await openStore(url, packageRoot);
    other = await openStore(url, packageRoot);
    app = createApp({ store, config, clock: () => NOW, publicUrl: ORIGIN, mailDir: dir });
  });
  afterAll(async () => {
    await store.close();
    await other.close();
    await postgres?.stop();
  });

  it('readers are answered meanwhile, and their use is noted afterwards', async () => {
    const token = randomToken();
    await store.tx((tx) =>
      tx.people.addApiToken({ hash: tokenHash(token), name: 'robot', role: 'viewer', brands: null, at: NOW }),
    );
    const release = await holdLock(other);
    // The control: a request that waited for its note would wait as long as this write does.
    let written = false;
    const write = store.tx((tx) => tx.brands.upsert({ slug: 'a', name: 'A', origin: 'config' }));
    void write.then(() => {
      written = true;
    });
    const headers = { Authorization: `Bearer ${token}` };
    const answers = await Promise.all(
      Array.from({ length: READERS }, async (_, i) => {
        const answer = await app.request(i % 2 === 0 ? '/incidents' : '/api/v1/incidents', { headers });
        await answer.text();
        return answer.status;
      }),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(written).toBe(false);
    expect((await store.read.people.apiToken(tokenHash(token)))?.lastUsedAt).toBeUndefined();
    await release();
    await write;
    await eventually('the use of the token is noted', async () => {
      return (await store.read.people.apiToken(tokenHash(token)))?.lastUsedAt === NOW;
    });
  });
});
