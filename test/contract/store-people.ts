/** People: who may sign in, their links, sessions and API tokens, and attempts that failed. */
import { expect, it } from 'vitest';
import { BASE } from '../support/mentions.ts';
import type { Opened } from './store-opened.ts';

export function peopleCases(opened: Opened): void {
  it('sign-in attempts count together until their window ends', async () => {
    const count = (key: string, at: number) =>
      opened().tx((tx) => tx.people.countAttempt(key, BASE + at, 100));
    const eight = await Promise.all(Array.from({ length: 8 }, () => count('a', 0)));
    expect(eight.map(({ attempts }) => attempts).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await count('b', 50)).toEqual({ attempts: 1, until: BASE + 150 });
    expect(await count('a', 99)).toEqual({ attempts: 9, until: BASE + 100 });
    expect(await count('a', 100)).toEqual({ attempts: 1, until: BASE + 200 });
    expect(await count('b', 100)).toEqual({ attempts: 2, until: BASE + 150 });
  });

  it('people: a login token works once and in time; sessions end', async () => {
    const added = await opened().tx((tx) =>
      tx.people.addUser({ email: 'ann@example.com', role: 'viewer', at: BASE }),
    );
    const ann = added!;
    const login = { userId: ann.id, expiresAt: BASE + 100 };
    await opened().tx(async (tx) => {
      await tx.people.addLoginToken({ ...login, hash: 'h1' });
      await tx.people.addLoginToken({ ...login, hash: 'h2' });
    });
    const use = (hash: string, now: number) => opened().tx((tx) => tx.people.useLoginToken(hash, now));
    expect(await use('nothing', BASE)).toBeUndefined();
    expect(await Promise.all([use('h1', BASE), use('h1', BASE)])).toEqual([ann, undefined]);
    expect(await use('h2', BASE + 100)).toBeUndefined();
    for (const email of ['ann@example.com', 'Ann@Example.com']) {
      const again = { email, role: 'admin', brands: ['other'], at: BASE } as const;
      expect(await opened().tx((tx) => tx.people.addUser(again))).toBeUndefined();
    }
    expect(await opened().read.people.users()).toEqual([ann]);
    const change = { role: 'viewer', brands: ['acme'] } as const;
    const changes = [1, 2, 3].map(() => opened().tx((tx) => tx.people.changeUser(ann.id, 1, change)));
    expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1);
    expect(await opened().read.people.userById(ann.id)).toMatchObject({ ...change, revision: 2 });
    const session = async (hash: string) => opened().read.people.session(hash);
    await opened().tx(async (tx) => {
      for (const hash of ['s1', 's2', 's3']) await tx.people.addSession({ hash, userId: ann.id, at: BASE });
      await tx.people.touchSession('s2', BASE + 50);
      await tx.people.endSession('s3');
    });
    expect(await session('s3')).toBeUndefined();
    expect(await session('s2')).toMatchObject({ user: { role: 'viewer' }, lastSeenAt: BASE + 50 });
    await opened().tx((tx) => tx.people.dropSessions(BASE + 10, 0));
    expect([await session('s1'), (await session('s2'))?.createdAt]).toEqual([undefined, BASE]);
    await opened().tx((tx) => tx.people.dropSessions(0, BASE + 1));
    expect(await session('s2')).toBeUndefined();
    await opened().tx((tx) => tx.people.addApiToken({ hash: 'k', name: 'ci', role: 'viewer', at: BASE }));
    expect(await opened().read.people.apiToken('k')).toMatchObject({ name: 'ci', role: 'viewer' });
    expect(await opened().read.people.apiToken('K')).toBeUndefined();
    await opened().tx(async (tx) => {
      await tx.people.setPassword(ann.id, 'secret');
      for (const hash of ['t1', 't2']) await tx.people.addSession({ hash, userId: ann.id, at: BASE });
      await tx.people.endSessions(ann.id, 't1');
      const [token] = await tx.people.apiTokens();
      await tx.people.touchApiToken(token!.id, BASE + 1);
    });
    expect([await session('t2'), (await session('t1'))?.user.hasPassword]).toEqual([undefined, true]);
    expect((await opened().read.people.apiTokens())[0]?.lastUsedAt).toBe(BASE + 1);
    await opened().tx((tx) => tx.people.removeUser(ann.id));
    expect([await session('t1'), await opened().read.people.passwordHash(ann.id)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('people: a zone and the last visit are kept; a break begins a new visit, an earlier page changes nothing', async () => {
    const { read } = opened();
    const ann = await opened().tx((tx) =>
      tx.people.addUser({ email: 'visits@example.com', role: 'viewer', at: BASE }),
    );
    const bob = await opened().tx((tx) =>
      tx.people.addUser({ email: 'other@example.com', role: 'viewer', at: BASE }),
    );
    await opened().tx(async (tx) => {
      await tx.people.addSession({ hash: 'v1', userId: ann!.id, at: BASE });
      await tx.people.addSession({ hash: 'v2', userId: bob!.id, at: BASE });
    });
    const visit = (at: number) => opened().tx((tx) => tx.people.noteVisit(ann!.id, BASE + at, 100));
    const kept = async () => (await read.people.session('v1'))?.visits;
    expect(await kept()).toEqual({ at: undefined, before: undefined });
    await visit(10);
    expect(await kept()).toEqual({ at: BASE + 10, before: undefined });
    await visit(110);
    expect(await kept()).toEqual({ at: BASE + 110, before: undefined });
    await visit(50);
    expect(await kept()).toEqual({ at: BASE + 110, before: undefined });
    await visit(300);
    expect(await kept()).toEqual({ at: BASE + 300, before: BASE + 110 });
    await opened().tx((tx) => tx.people.setZone(ann!.id, 'Europe/Stockholm'));
    expect((await read.people.session('v1'))?.zone).toBe('Europe/Stockholm');
    const other = await read.people.session('v2');
    expect([other?.zone, other?.visits.at]).toEqual([undefined, undefined]);
    await opened().tx((tx) => tx.people.setZone(ann!.id, null));
    expect((await read.people.session('v1'))?.zone).toBeUndefined();
  });

  it('people: addresses are one in upper and lower case', async () => {
    const { read } = opened();
    const add = (email: string) =>
      opened().tx((tx) => tx.people.addUser({ email, role: 'viewer', at: BASE }));
    const ann = await add('Ann@example.com');
    expect(await add('ann@EXAMPLE.com')).toBeUndefined();
    expect(await read.people.userByEmail('ANN@example.com')).toEqual(ann);
    expect(await read.people.userByEmail('ann@example.con')).toBeUndefined();
    expect(await read.people.userByEmail('%@example.com')).toBeUndefined();
    expect(await read.people.userByEmail('ann@example.com\0')).toBeUndefined();
  });

  it('people: who has signed in is noted for good; a link that is looked at still works', async () => {
    const { read, tx } = opened();
    const ann = (await tx((one) => one.people.addUser({ email: 'a@b.c', role: 'viewer', at: BASE })))!;
    await tx((one) => one.people.addLoginToken({ hash: 'h', userId: ann.id, expiresAt: BASE + 10 }));
    expect([await read.people.hasLoginToken('h', BASE), await read.people.hasLoginToken('x', BASE)]).toEqual([
      true,
      false,
    ]);
    expect(await read.people.hasLoginToken('h', BASE + 10)).toBe(false);
    expect(await read.people.everSignedIn()).toBe(false);
    for (const hash of ['1', '2']) {
      await tx((one) => one.people.addSession({ hash, userId: ann.id, at: BASE }));
    }
    await tx((one) => one.people.removeUser(ann.id));
    expect(await read.people.everSignedIn()).toBe(true);
  });

  it('people: API tokens come with their owner and end with a person; those of nobody stay', async () => {
    const { read, tx } = opened();
    const ann = (await tx((one) => one.people.addUser({ email: 'a@b.c', role: 'viewer', at: BASE })))!;
    const base = { name: 'n', role: 'admin', at: BASE } as const;
    await tx(async ({ people }) => {
      await people.addApiToken({ ...base, hash: 'hers', owner: 'person', userId: ann.id });
      await people.addApiToken({ ...base, hash: 'ours', owner: 'operator' });
      await people.addApiToken({ ...base, hash: 'old' });
    });
    expect(await read.people.apiToken('hers')).toMatchObject({ owner: 'person', person: ann });
    expect((await read.people.apiTokens()).map(({ owner, person }) => [owner, person?.email])).toEqual([
      ['person', 'a@b.c'],
      ['operator', undefined],
      [undefined, undefined],
    ]);
    await tx((one) => one.people.removeUser(ann.id));
    // Made in the moment of the removal: it belongs to nobody who is there.
    await tx((one) => one.people.addApiToken({ ...base, hash: 'late', owner: 'person', userId: ann.id }));
    expect(await Promise.all(['hers', 'late'].map((hash) => read.people.apiToken(hash)))).toEqual([
      undefined,
      undefined,
    ]);
    expect((await read.people.apiTokens()).map(({ owner }) => owner)).toEqual(['operator', undefined]);
  });

  it('people: an API token ends at a moment, and never later than it would have', async () => {
    const { read, tx } = opened();
    const base = { name: 'n', role: 'viewer', at: BASE } as const;
    const ends = async (expiresAt?: number) => {
      const hash = `ends-${expiresAt}`;
      await tx((one) => one.people.addApiToken({ ...base, hash, ...(expiresAt ? { expiresAt } : {}) }));
      const token = (await read.people.apiToken(hash))!;
      await tx((one) => one.people.endApiToken(token.id, BASE + 10));
      return (await read.people.apiToken(hash))?.expiresAt;
    };
    expect([await ends(), await ends(BASE + 5), await ends(BASE + 99)]).toEqual([
      BASE + 10,
      BASE + 5,
      BASE + 10,
    ]);
  });

  it('sign-in attempts are given back', async () => {
    const count = () => opened().tx((tx) => tx.people.countAttempt('a', BASE, 100));
    await count();
    await opened().tx((tx) => tx.people.forgiveAttempt('a'));
    expect(await count()).toMatchObject({ attempts: 1 });
    for (let i = 0; i < 3; i += 1) await opened().tx((tx) => tx.people.forgiveAttempt('a'));
    expect(await count()).toMatchObject({ attempts: 1 });
  });
}
