/** A database of release 0.1, opened by this version. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { startNode } from '../support/cli.ts';
import { openTestStore } from '../support/installation.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { asRelease01, emptyPostgresRelease01, emptyRelease01 } from '../support/release-0.1.ts';
import { tempDirs } from '../support/temp.ts';
import { makeBrands } from './store-opened.ts';

const tempDir = tempDirs();
const WRITER = join(packageRoot, 'test/contract/store-writer.ts');

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

/** Rows whose names or codes changed, as 0.1 wrote them; both databases read them. */
const OLD_ROWS = `
  insert into alert (incident_id, stage, send, reason, decided_at, revision) values
    (4, 'opened', true, 'new', 1, 1), (4, 'resolved', false, 'already-told', 2, 2), (5, 'resolved', false, 'never-told', 2, 2);
  insert into source_notice (source, since, at, back_at) values ('feed:a', 1, 2, 3), ('feed:b', 1, 2, null);
  insert into outbox (incident_id, stage, channel, recipient, message_id, state, next_at, created_at) values
    (4, 'opened', 'email', 'a@b.c', '<1>', 'sent', 1, 1),
    (-1, 'source-silent', 'email', 'a@b.c', '<2>', 'sent', 1, 1),
    (-1, 'source-back', 'webhook', 'webhook:x', '<3>', 'waiting', 1, 1);
  insert into policy_proposal (slug, brand, document, text_hash, title, state, touches, words, summary, evidence, minor, created_at)
    values ('acme-1', 'acme', 'Terms', 'h', 'T', 'proposed', '[]', '[]', '[]', '[]', false, 1),
      ('acme-2', 'acme', 'Terms', 'i', 'T', 'dismissed', '[]', '[]', '[]', '[]', false, 1);
  insert into policy_record (source, brand, document, collection, observed_at, kind, text_hash, ref)
    values ('ota', 'acme', 'Terms', 'c', 5, 'record', 'h', 'r');
  insert into answer (brand, title, kind, text, state, created_at, created_by, changed_at, changed_by)
    values ('acme', 'T', 'other', 'We are sorry', 'draft', 1, 'ann', 1, 'ann');
  insert into fact (name, value) values ('pseudonym key', 'abc');
  insert into login_try (key, tries, until_at) values ('k', 3, 9007199254740991);
  insert into "user" (email, role, created_at) values ('Boss@x.y', 'admin', 1), ('boss@x.y', 'viewer', 1);
  insert into api_token (hash, name, role, created_at, created_by) values
    ('t1', 'report', 'admin', 1, 'boss@x.y'), ('t2', 'gone', 'viewer', 1, 'ann@x.y'), ('t3', 'cli', 'viewer', 1, null);
  insert into audit (at, who, what, subject) values (1, 'boss@x.y', 'signed in with a link', 'boss@x.y');`;

async function expectNewNames(store: Store): Promise<void> {
  const { read } = store;
  expect((await read.incidents.alerts(4)).map(({ reason }) => reason)).toEqual(['new', 'already-notified']);
  expect((await read.incidents.alerts(5)).map(({ reason }) => reason)).toEqual(['never-notified']);
  expect(await read.outages.recent(9)).toMatchObject([
    { source: 'feed:b' },
    { source: 'feed:a', recoveredAt: 3 },
  ]);
  expect((await read.outbox.list(9)).toReversed()).toMatchObject([
    { id: 1, kind: 'incident', incidentId: 4, stage: 'opened' },
    { id: 2, kind: 'source-outage', outageId: 1, stage: 'source-outage' },
    { id: 3, kind: 'source-outage', outageId: 1, stage: 'source-recovered', channel: 'webhook' },
  ]);
  const states = (await read.policies.candidates()).map(({ slug, state }) => [slug, state]);
  expect(Object.fromEntries(states)).toEqual({ 'acme-1': 'candidate', 'acme-2': 'dismissed' });
  expect(await read.policies.documents()).toMatchObject([{ brand: 'acme', snapshots: 1 }]);
  expect(await read.drafts.list('acme')).toMatchObject([{ text: 'We are sorry', state: 'draft' }]);
  expect(await read.settings.get('pseudonym key')).toBe('abc');
  expect(await store.tx((tx) => tx.people.countAttempt('k', 1, 1))).toMatchObject({ attempts: 4 });
  // A token belongs to who made it, if that person is here.
  expect(
    (await read.people.apiTokens()).map(({ name, owner, person }) => [name, owner, person?.email]),
  ).toEqual([
    ['report', 'person', 'boss@x.y'],
    ['gone', undefined, undefined],
    ['cli', undefined, undefined],
  ]);
  expect(await read.people.everSignedIn()).toBe(true);
  // Two people whose addresses differ in case alone stay, and each is found as it is written.
  const found = ['Boss@x.y', 'boss@x.y', 'BOSS@X.Y'].map((email) => read.people.userByEmail(email));
  expect((await Promise.all(found)).map((one) => one?.email)).toEqual(['Boss@x.y', 'boss@x.y', 'boss@x.y']);
  const third = { email: 'bOSS@x.y', role: 'admin', at: 1 } as const;
  expect(await store.tx((tx) => tx.people.addUser(third))).toBeUndefined();
}

const TOO_OLD = /made by a version before release 0\.1/;
const why = (url: string) =>
  openStore(url, packageRoot).then(
    () => 'opened',
    (error: Error) => error.message,
  );

/** Three processes at once: whichever is first upgrades it. */
async function openByThree(url: string): Promise<void> {
  const open = () => startNode(['--import', 'tsx', WRITER, url, 'w', '0'], {}).exited;
  const results = await Promise.all([open(), open(), open()]);
  expect(results.map((r) => [r.code, r.stderr])).toEqual(results.map(() => [0, '']));
}

describe('SQLite', () => {
  /** Columns, indexes and how rows are stored, a line each. */
  function shape(dir: string): string[] {
    const db = new Database(join(dir, 'outcry.db'), { readonly: true });
    const plain = (sql: unknown) =>
      String(sql)
        .replaceAll(/[`"\s()]/g, '')
        .toLowerCase();
    const columns = db
      .prepare(
        `select m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c."notnull" || ' ' || c.pk from sqlite_master m
         join pragma_table_info(m.name) c where m.type = 'table'`,
      )
      .pluck()
      .all() as string[];
    const indexes = db.prepare("select sql from sqlite_master where type = 'index' and sql is not null");
    const kinds = db.prepare(`select name || ' ' || wr as line from pragma_table_list where schema = 'main'`);
    const found = [
      ...columns,
      ...(indexes.pluck().all() as string[]).map(plain),
      ...(kinds.pluck().all() as string[]),
    ];
    db.close();
    return found.sort();
  }

  it('has the same tables, columns and indexes as a new database', async () => {
    const [old, made] = [tempDir(), tempDir()];
    emptyRelease01(old).close();
    const before = shape(old);
    await openTestStore(old).close();
    await openTestStore(made).close();
    expect(shape(old)).toEqual(shape(made));
    // Control: before the upgrade they differ.
    expect(before).not.toEqual(shape(made));
  });

  it('rows get the names and codes of today', async () => {
    const dir = tempDir();
    emptyRelease01(dir).exec(OLD_ROWS).close();
    const url = `sqlite:${join(dir, 'outcry.db')}`;
    await openByThree(url);
    const store = await openStore(url, packageRoot);
    await expectNewNames(store);
    await store.close();
  });

  it('one that is older is refused, and left as it is', async () => {
    const dir = tempDir();
    const file = emptyRelease01(dir);
    file.exec('delete from __drizzle_migrations where created_at > 1795880000000');
    file.close();
    const before = shape(dir);
    expect(await why(`sqlite:${join(dir, 'outcry.db')}`)).toMatch(TOO_OLD);
    expect(shape(dir)).toEqual(before);
  });

  it('where nobody has signed in, nobody has', async () => {
    const dir = tempDir();
    emptyRelease01(dir)
      .exec(`insert into "user" (email, role, created_at) values ('a@b.c', 'admin', 1)`)
      .close();
    const store = await openStore(`sqlite:${join(dir, 'outcry.db')}`, packageRoot);
    expect(await store.read.people.everSignedIn()).toBe(false);
    await store.close();
  });

  async function everything({ read }: Store) {
    const brands = await read.brands.all();
    const range = { widthMs: 3_600_000, from: 0, to: BASE * 2 };
    return {
      brands,
      dirty: await read.brands.dirty(),
      incidents: await read.incidents.all(),
      undecided: await read.incidents.undecided(BASE),
      outbox: await read.outbox.list(10),
      states: await read.mentions.countByState(),
      mentions: await Promise.all(
        brands.map(({ id }) =>
          read.mentions.list({ brandId: id, from: 0, to: BASE * 2, order: 'newest', limit: 500 }),
        ),
      ),
      buckets: await Promise.all(brands.map(({ id }) => read.counts.buckets({ ...range, brandId: id }))),
      codes: await Promise.all(brands.map(({ id }) => read.counts.categories({ ...range, brandId: id }))),
    };
  }

  it('keeps all of it, finds its near-duplicates, and can be scored again', async () => {
    const full = tempDir();
    const made = openTestStore(full);
    const [acme = 0, beta = 0] = await makeBrands(made, 'acme', 'beta');
    const fingerprint = { exact: 7, sketch: 8 };
    const ids = await made.tx(async (tx) => {
      const inserted = await tx.mentions.insert(
        Array.from({ length: 120 }, (_, i) => insertOf(i, [acme, beta], i === 0 ? { fingerprint } : {})),
      );
      const scores = inserted.ids.slice(0, 100).map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }));
      await tx.mentions.saveScores(scores);
      const more = { title: 'T', onset: BASE, severity: 4, simulated: false, openedAt: BASE };
      const { id } = await tx.incidents.open({ ...more, slug: 'one', brandId: acme });
      const mail = {
        channel: 'email' as const,
        stage: 'opened',
        recipient: 'a@b.c',
        messageId: '<1>',
        createdAt: BASE,
      };
      await tx.outbox.add([{ kind: 'incident', incidentId: id, ...mail }]);
      return inserted.ids;
    });
    const before = await everything(made);
    await made.close();

    const store = openTestStore(asRelease01(full, tempDir()));
    expect(await everything(store)).toEqual(before);
    expect(await store.read.counts.audit()).toEqual([]);
    const query = { fingerprint, publishedAt: BASE };
    const found = await store.tx((tx) => tx.mentions.nearDuplicateCandidates([query], 7 * 86_400_000));
    expect(found).toMatchObject([{ id: ids[0], exact: 7, sketch: 8 }]);
    expect(await store.read.rescores.countStale('v2')).toBe(100);
    expect(await store.read.rescores.countStale('v1')).toBe(0);
    const scores = ids.map((id, i) => ({ id, score: scoreOf(i + 500), version: 'v2' }));
    expect((await store.tx((tx) => tx.mentions.rescore(scores))).changed).toBe(100);
    expect(await store.read.counts.audit()).toEqual([]);
    await store.close();
  });
});

describe('PostgreSQL', () => {
  const SHAPE = `select concat_ws(' ', table_name || '.' || column_name, data_type, collation_name, is_nullable, is_identity,
      column_default) as line from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`;
  const shape = async (url: string) => (await server.ask(url, SHAPE)).map(({ line }) => String(line)).sort();

  it('has the same tables, columns, indexes and sequences as a new database', async () => {
    const [old, made] = [await emptyPostgresRelease01(server), await server.database()];
    const before = await shape(old);
    for (const url of [old, made]) await (await openStore(url, packageRoot)).close();
    expect(await shape(old)).toEqual(await shape(made));
    // Control: before the upgrade they differ.
    expect(before).not.toEqual(await shape(made));
  });

  it('rows get the names and codes of today', async () => {
    const url = await emptyPostgresRelease01(server);
    await server.ask(url, OLD_ROWS);
    await openByThree(url);
    const store = await openStore(url, packageRoot);
    await expectNewNames(store);
    await store.close();
  });

  it('one that was restored over a newer database is upgraded too', async () => {
    const url = await emptyPostgresRelease01(server);
    await server.ask(
      url,
      `${OLD_ROWS}; create table source_outage (id bigint); create table response_draft (id bigint)`,
    );
    const store = await openStore(url, packageRoot);
    await expectNewNames(store);
    await store.close();
  });

  it('one that is older is refused, and left as it is', async () => {
    const url = await emptyPostgresRelease01(server);
    await server.ask(url, 'delete from __drizzle_migrations where created_at > 1795880000000');
    const before = await shape(url);
    expect(await why(url)).toMatch(TOO_OLD);
    expect(await shape(url)).toEqual(before);
  });
});
