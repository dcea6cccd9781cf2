/** Links of alerts: who opened them, and which were revoked; reports of imports. */
import { expect, it } from 'vitest';
import { BASE } from '../support/mentions.ts';
import type { Opened } from './store-opened.ts';

const PR = 'pr@example.com';
const BOSS = 'boss@example.com';

export function alertLinkCases(opened: Opened): void {
  it('counts how often the link of a message was opened, the last one first', async () => {
    const open = (outboxId: number, incidentId: number, recipient: string, at: number) =>
      opened().tx((tx) => tx.alertLinks.noteOpen({ outboxId, incidentId, recipient, at }));
    await open(1, 7, PR, BASE);
    await open(2, 7, BOSS, BASE + 10);
    await open(1, 7, PR, BASE + 20);
    await open(3, 8, PR, BASE + 30);
    expect(await opened().read.alertLinks.opens(7)).toEqual([
      { outboxId: 1, incidentId: 7, recipient: PR, opens: 2, firstAt: BASE, lastAt: BASE + 20 },
      { outboxId: 2, incidentId: 7, recipient: BOSS, opens: 1, firstAt: BASE + 10, lastAt: BASE + 10 },
    ]);
    expect((await opened().read.alertLinks.recent(2)).map((one) => one.outboxId)).toEqual([3, 1]);
  });

  it('revokes the links of one, of an incident, and of one everywhere; each can be allowed again', async () => {
    const { alertLinks } = opened().read;
    const by = { at: BASE, who: 'ann@example.com' };
    const all = async () =>
      Promise.all([
        alertLinks.revoked(7, PR),
        alertLinks.revoked(7, BOSS),
        alertLinks.revoked(8, PR),
        alertLinks.revoked(8, BOSS),
      ]);
    expect(await all()).toEqual([false, false, false, false]);
    await opened().tx((tx) => tx.alertLinks.revoke({ incidentId: 7, recipient: PR, ...by }));
    await opened().tx((tx) => tx.alertLinks.revoke({ incidentId: 7, recipient: PR, ...by }));
    expect(await all()).toEqual([true, false, false, false]);
    await opened().tx((tx) => tx.alertLinks.revoke({ incidentId: 7, recipient: '', ...by }));
    expect(await all()).toEqual([true, true, false, false]);
    await opened().tx((tx) => tx.alertLinks.revoke({ incidentId: 0, recipient: BOSS, ...by }));
    expect(await all()).toEqual([true, true, false, true]);
    expect(await alertLinks.revocations()).toHaveLength(3);
    await opened().tx(async (tx) => {
      await tx.alertLinks.allow(7, '');
      await tx.alertLinks.allow(0, BOSS);
    });
    expect(await all()).toEqual([true, false, false, false]);
  });

  it('keeps the report of an import, which lists leave out', async () => {
    const id = await opened().tx((tx) =>
      tx.imports.start({ file: 'a.csv', hash: undefined, brand: 'acme', who: 'x', settings: {}, at: BASE }),
    );
    const report = { read: 3, refusals: [{ reason: 'no text', count: 1, lines: [2] }] };
    await opened().tx((tx) => tx.imports.finish(id, { state: 'done', report, at: BASE + 1 }));
    expect(await opened().read.imports.one(id)).toMatchObject({ state: 'done', report });
    expect((await opened().read.imports.list(1))[0]?.report).toBeUndefined();
  });
}
