/** Decisions, silences, what people set on an incident, and notices about collectors. */
import { expect, it } from 'vitest';
import { BASE } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

export function alertCases(opened: Opened): void {
  const make = async (slug = 'one', simulated = false) => {
    const [brandId = 0] = await makeBrands(opened(), 'acme');
    const more = { title: 'T', onset: BASE, severity: 4, openedAt: BASE };
    return opened().tx((tx) => tx.incidents.open({ ...more, slug, brandId, simulated }));
  };

  it('a decision is stored once per stage, step and route; one that was sent is kept', async () => {
    const { id } = await make();
    const base = {
      incidentId: id,
      stage: 'escalated' as const,
      severity: 7,
      over: false,
      decidedAt: BASE,
      revision: 1,
    };
    const keep = (send: boolean, step = 4, route = 'pr') => {
      const reason = send ? ('escalated' as const) : ('silenced' as const);
      const notified = {
        send,
        reason,
        recipients: send ? ['a@b.c'] : [],
        until: send ? undefined : BASE + 9,
      };
      return opened().tx((tx) => tx.alerts.keep({ ...base, ...notified, step, route }));
    };
    expect([await keep(false), await keep(true), await keep(true), await keep(false)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([await keep(true, 5), await keep(false, 4, 'boss')]).toEqual([true, true]);
    const all = await opened().read.alerts.recent({ limit: 9 });
    expect(all.map(({ step, route, send }) => [step, route, send])).toEqual([
      [4, 'boss', false],
      [5, 'pr', true],
      [4, 'pr', true],
    ]);
    expect(all[0]).toMatchObject({
      until: BASE + 9,
      recipients: [],
      incident: { slug: 'one', brand: 'acme' },
    });
    expect(all[2]).toMatchObject({ recipients: ['a@b.c'], severity: 7 });
    expect(all[2]).not.toHaveProperty('until');
    const [brand] = await opened().read.brands.all();
    expect(await opened().read.alerts.ofBrand(brand!.id)).toHaveLength(3);
    expect(await opened().read.alerts.recent({ limit: 9, brandIds: [] })).toEqual([]);
  });

  it('alerts are decided when an incident changes, and again when a decision is due', async () => {
    const { id, slug } = await make();
    const due = async (now: number) => (await opened().read.incidents.undecided(now)).map((one) => one.slug);
    expect(await due(BASE)).toEqual([slug]);
    await opened().tx((tx) => tx.incidents.decided(id, 1, BASE + 100));
    expect([await due(BASE + 99), await due(BASE + 100)]).toEqual([[], [slug]]);
    await opened().tx((tx) => tx.incidents.decided(id, 1, undefined));
    expect(await due(Number.MAX_SAFE_INTEGER)).toEqual([]);
    const entry = { at: BASE, who: 'ann', what: 'assigned to bob' };
    const mark = (revision: number) =>
      opened().tx((tx) => tx.incidents.edit(id, revision, { assignee: 'bob', verdict: 'right' }, entry));
    expect([await mark(1), await mark(1)]).toEqual([true, false]);
    expect(await opened().read.incidents.find(slug)).toMatchObject({
      assignee: 'bob',
      verdict: 'right',
      revision: 2,
    });
    expect(await due(BASE)).toEqual([slug]);
    await opened().tx(async (tx) => {
      await tx.incidents.decided(id, 2, undefined);
      await tx.incidents.decideAgain(BASE + 5);
    });
    expect([await due(BASE + 4), await due(BASE + 5)]).toEqual([[], [slug]]);
  });

  it('a name that a person gave stays when detection names it again, until it is taken back', async () => {
    const { id, slug } = await make();
    const entry = { at: BASE, who: 'ann', what: 'renamed' };
    const name = (revision: number, named: string | null) =>
      opened().tx((tx) => tx.incidents.edit(id, revision, { named }, entry));
    const titles = async () => [
      (await opened().read.incidents.find(slug))?.title,
      ...(await opened().read.incidents.all()).filter((one) => one.id === id).map((one) => one.title),
    ];
    expect([await name(1, 'The contacts affair'), await name(1, 'Late')]).toEqual([true, false]);
    expect(await titles()).toEqual(['The contacts affair', 'The contacts affair']);
    const found = { onset: BASE, end: undefined, severity: 4, title: 'Found' };
    await opened().tx((tx) => tx.incidents.update(id, found));
    expect(await titles()).toEqual(['The contacts affair', 'The contacts affair']);
    expect(await name((await opened().read.incidents.find(slug))!.revision, null)).toBe(true);
    expect(await titles()).toEqual(['Found', 'Found']);
  });

  it('ended incidents are found when they are decided, real and not resolved', async () => {
    const real = await make();
    const made = await make('made', true);
    const change = { onset: BASE, end: BASE + 10, severity: 4, title: 'T' };
    await opened().tx(async (tx) => {
      await tx.incidents.update(real.id, change);
      await tx.incidents.update(made.id, change);
      await tx.incidents.decided(made.id, 2, undefined);
    });
    const ended = async (before: number) =>
      (await opened().read.incidents.ended(before)).map((one) => one.slug);
    expect(await ended(BASE + 10)).toEqual([]);
    await opened().tx((tx) => tx.incidents.decided(real.id, 2, undefined));
    expect([await ended(BASE + 9), await ended(BASE + 10)]).toEqual([[], ['one']]);
    const entry = { at: BASE + 20, who: 'ann', what: 'opened again' };
    await opened().tx((tx) => tx.incidents.setState(real.id, 2, 'resolved', entry));
    expect(await ended(BASE + 10)).toEqual([]);
    expect(await opened().read.incidents.reopened(real.id, BASE + 20)).toBe(1);
    expect(await opened().read.incidents.reopened(real.id, BASE + 21)).toBe(0);
  });

  it('a silence is in force until its end, or until somebody ends it, once', async () => {
    const base = {
      brands: ['acme'],
      kinds: [],
      maxSeverity: 7,
      author: 'ann',
      comment: 'c',
      createdAt: BASE,
    };
    const add = (until: number) => opened().tx((tx) => tx.silences.add({ ...base, from: BASE, until }));
    const [short, long] = [await add(BASE + 10), await add(BASE + 20)];
    const now = async (at: number) => (await opened().read.silences.current(at)).map(({ id }) => id);
    expect([await now(BASE), await now(BASE + 10), await now(BASE + 20)]).toEqual([
      [short.id, long.id],
      [long.id],
      [],
    ]);
    const expire = (at: number) => opened().tx((tx) => tx.silences.expire(long.id, at, 'bob'));
    expect([await expire(BASE + 5), await expire(BASE + 6)]).toEqual([true, false]);
    expect(await now(BASE + 5)).toEqual([short.id]);
    expect(await opened().read.silences.expired(BASE + 10, 9)).toMatchObject([
      { id: short.id },
      { id: long.id, expiredBy: 'bob' },
    ]);
    expect(await opened().tx((tx) => tx.silences.expire(short.id, BASE + 10, 'bob'))).toBe(false);
  });

  it('a source has one open outage until it recovers', async () => {
    const note = (at: number) => opened().tx((tx) => tx.outages.add({ source: 's', since: BASE, at }));
    const [first, again] = [await note(BASE + 1), await note(BASE + 2)];
    expect([first?.since, again]).toEqual([BASE, undefined]);
    const back = () => opened().tx((tx) => tx.outages.recover(first!.id, BASE + 3));
    expect([await back(), await back()]).toEqual([true, false]);
    expect(await opened().read.outages.open()).toEqual([]);
    expect((await note(BASE + 4))?.id).not.toBe(first!.id);
    expect((await opened().read.outages.recent(9)).map(({ recoveredAt }) => recoveredAt)).toEqual([
      undefined,
      BASE + 3,
    ]);
    expect(await opened().read.outages.find(first!.id)).toMatchObject({ source: 's', recoveredAt: BASE + 3 });
  });
}
