/** A delivery that was accepted is a replay under any other name, and a secret of one source opens no other. */
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tempDirs } from '../support/temp.ts';
import { DATABASES, databases, type Opened, storedIds } from './databases.fixture.ts';
import { secretOf, webhookServer } from './webhook.fixture.ts';

const NOW = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
const tempDir = tempDirs();
const all = databases(tempDir);
afterAll(() => all.stop());

let made = 0;
function delivery(more: Record<string, unknown> = {}): string {
  made += 1;
  return JSON.stringify({ externalId: `e-${made}`, text: `Acme sold ${made}`, brand: 'acme', ...more });
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

describe.each(DATABASES)('%s', (name) => {
  const clock = () => Date.now();
  const stored = async ({ store }: Opened) => (await storedIds(store)).length;

  it('counts once under all names, for as long as its signature is good', async () => {
    const opened = await all.open(name, { clock });
    const server = await webhookServer(opened, tempDir());
    for (const at of [NOW - 4 * MINUTE, NOW, NOW + 4 * MINUTE]) {
      vi.setSystemTime(NOW);
      const body = delivery();
      const signing = { id: `id-${made}`, at };
      const before = await stored(opened);
      expect((await server.post('s1', body, signing)).answer).toMatchObject({ accepted: 1, duplicates: 0 });
      for (const other of ['s2', 'S1', 's1.', 's-1', 's1']) {
        const { status, answer } = await server.post(other, body, signing);
        expect([other, status, answer]).toEqual([
          other,
          200,
          { read: 1, accepted: 0, duplicates: 1, rejected: [] },
        ]);
      }
      // To the end of what the signature allows, and beyond it nothing passes anyway.
      for (let now = NOW; now < at + 7 * MINUTE; now += MINUTE) {
        vi.setSystemTime(now);
        const { answer } = await server.post('s2', body, signing);
        expect(answer.accepted ?? 0).toBe(0);
      }
      vi.setSystemTime(NOW);
      expect((await stored(opened)) - before).toBe(1);
    }
    // Controls: another delivery with the same id, and the same posts in another delivery, are new.
    const body = delivery();
    expect((await server.post('s2', body, { id: 'id-1', at: NOW })).answer).toMatchObject({ accepted: 1 });
    expect((await server.post('s3', body, { id: 'id-other', at: NOW })).answer).toMatchObject({
      accepted: 1,
    });
    expect(server.failures).toEqual([]);
    await server.close();
    await opened.close();
  });

  it('a delivery that failed or was refused as a whole may be sent again, under any name', async () => {
    const opened = await all.open(name, { clock });
    const failing = { ...opened, ctx: { ...opened.ctx, store: brokenAfter(opened) } };
    const [bad, server] = [await webhookServer(failing, tempDir()), await webhookServer(opened, tempDir())];
    const body = delivery();
    const signing = { id: 'again', at: NOW };
    expect((await bad.post('s1', body, signing)).status).toBe(500);
    expect(await stored(opened)).toBe(0);
    expect((await server.post('s2', body, signing)).answer).toMatchObject({ accepted: 1 });
    const nobody = delivery({ brand: 'nobody' });
    const refused = { id: 'refused', at: NOW };
    expect((await server.post('s1', nobody, refused)).status).toBe(422);
    await opened.store.tx((tx) => tx.brands.upsert({ slug: 'nobody', name: 'Nobody', origin: 'config' }));
    expect((await server.post('s2', nobody, refused)).answer).toMatchObject({ accepted: 1 });
    await bad.close();
    await server.close();
    await opened.close();
  });

  it('counts once when two processes get it under two names at the same moment', async () => {
    const opened = await all.open(name, { clock });
    const other = await opened.another();
    const servers = [await webhookServer(opened, tempDir()), await webhookServer(other, tempDir())];
    for (let i = 0; i < 10; i += 1) {
      const body = delivery();
      const signing = { id: `race-${i}`, at: NOW };
      const answers = await Promise.all(
        ['s1', 's2', 's3', 's4'].map((source, n) => servers[n % 2]!.post(source, body, signing)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(answers.map(({ answer }) => answer.accepted).toSorted()).toEqual([0, 0, 0, 1]);
    }
    expect(await stored(opened)).toBe(10);
    for (const server of servers) await server.close();
    await other.close();
    await opened.close();
  });

  it('a memory of eleven minutes', async () => {
    const { store, close } = await all.open(name, { clock });
    const note = (hash: string, at: number) =>
      store.tx((tx) => tx.deliveries.accepted({ hash, source: 's1', at }, at - 11 * MINUTE));
    const known = (hash: string, at: number) =>
      store.tx((tx) => tx.deliveries.acceptedAs(hash, at - 11 * MINUTE));
    await note('a', NOW);
    expect(await known('a', NOW + 10 * MINUTE)).toBe('s1');
    expect(await known('a', NOW + 12 * MINUTE)).toBeUndefined();
    await note('b', NOW + 12 * MINUTE);
    expect(await known('a', NOW)).toBeUndefined();
    await close();
  });

  it('a secret of one source signs for that source alone', async () => {
    const opened = await all.open(name, { clock });
    const secretsByName = new Map([
      ['helpdesk', [secretOf('helpdesk'), secretOf('helpdesk, new')]],
      ['shop', [secretOf('shop')]],
    ]);
    const server = await webhookServer(opened, tempDir(), { secrets: [secretOf('all')], secretsByName });
    const status = async (source: string, secret: string) =>
      (await server.post(source, delivery(), { id: `k-${made}`, at: NOW, secret: secretOf(secret) })).status;
    expect(await status('helpdesk', 'helpdesk')).toBe(200);
    expect(await status('helpdesk', 'helpdesk, new')).toBe(200);
    expect(await status('shop', 'shop')).toBe(200);
    for (const other of ['shop', 'Helpdesk', 'helpdesk2', 'help', '__proto__', 'constructor'])
      expect([other, await status(other, 'helpdesk')]).toEqual([other, other.startsWith('_') ? 400 : 401]);
    expect(await status('helpdesk', 'all')).toBe(200);
    expect(await status('anything', 'all')).toBe(200);
    await server.close();
    const strict = await webhookServer(opened, tempDir(), { secrets: [], secretsByName });
    const other = await strict.post('anything', delivery(), { id: 'k', at: NOW, secret: secretOf('all') });
    expect(other.status).toBe(401);
    await strict.close();
    await opened.close();
  });
});

/** Accepts, and fails before the transaction ends, as a database that goes away does. */
function brokenAfter({ store }: Opened): Opened['store'] {
  return {
    ...store,
    tx: (work) =>
      store.tx(async (tx) => {
        await work(tx);
        throw new Error('the connection ended');
      }),
  };
}
