/** Alert mail when the server is in a mood, when there is too much of it, and when there is not. */
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import { drain } from '../../workers/drain.ts';
import { handlers } from '../../workers/stages.ts';
import { AFTER, mailGround, outboxOf, route, TO } from '../support/mail-ground.ts';

const ground = mailGround();

describe('a server with moods', () => {
  it('4xx: tried again, delivered once', async () => {
    const installation = await ground.ready();
    ground.smtp.mood = 'greylist';
    await drain(installation.ctx);
    await handlers.notify(installation.ctx, {});
    expect(ground.smtp.tries()).toBeGreaterThanOrEqual(2);
    expect((await outboxOf(installation)).map((row) => [row.state, row.attempts])).toEqual([
      ['waiting', 1],
      ['waiting', 1],
    ]);
    expect((await outboxOf(installation))[0]?.lastError).toMatch(/451|try again/);
    ground.smtp.mood = 'ok';
    await ground.pass(installation, 60);
    expect(ground.recipients()).toEqual(TO);
  });

  it.each(['refuse-recipient', 'refuse-data'] as const)(
    '5xx (%s): a dead letter with the reason, no second try',
    async (mood) => {
      const installation = await ground.ready();
      ground.smtp.mood = mood;
      await drain(installation.ctx);
      ground.smtp.mood = 'ok';
      await ground.pass(installation, 180);
      expect(ground.smtp.mails).toEqual([]);
      expect((await outboxOf(installation)).map((row) => row.state)).toEqual(['dead', 'dead']);
      const letters = await installation.store.read.deadLetters.list(10);
      expect(letters).toHaveLength(2);
      for (const letter of letters)
        expect(letter).toMatchObject({
          stage: 'notify',
          reason: expect.stringMatching(/no such user|content refused/),
        });
    },
  );

  it('554 to everybody is about us, not about the mail: tried again', async () => {
    const installation = await ground.ready();
    ground.smtp.mood = 'turn-away';
    await drain(installation.ctx);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(['waiting', 'waiting']);
    ground.smtp.mood = 'ok';
    await ground.pass(installation, 60);
    expect(ground.recipients()).toEqual(TO);
  });

  it('hung up after DATA: sent again under the same message id', async () => {
    const installation = await ground.ready({ routes: [route('pr', TO.slice(0, 1))] });
    ground.smtp.mood = 'drop';
    await drain(installation.ctx);
    expect(ground.smtp.mails).toHaveLength(1);
    ground.smtp.mood = 'ok';
    await ground.pass(installation, 60);
    expect(ground.smtp.mails).toHaveLength(2);
    const ids = (await ground.smtp.parsed()).map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(1);
    await ground.pass(installation, 120);
    expect(ground.smtp.mails).toHaveLength(2);
  });

  it('down, then up: each once', async () => {
    const installation = await ground.ready();
    await ground.smtp.down();
    await drain(installation.ctx);
    await ground.pass(installation, 30);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(['waiting', 'waiting']);
    await ground.smtp.up();
    await ground.pass(installation, 120);
    await ground.pass(installation, 120);
    expect(ground.recipients()).toEqual(TO);
  });

  it('down for good: given up after twelve tries, as a dead letter', async () => {
    const installation = await ground.ready({ routes: [route('pr', TO.slice(0, 1))] });
    await ground.smtp.down();
    await drain(installation.ctx);
    await ground.pass(installation, 16 * 60, 15);
    expect(await outboxOf(installation)).toMatchObject([{ state: 'dead', attempts: 12 }]);
    expect(await installation.store.read.deadLetters.waiting()).toBe(1);
  });

  it('a sender that died after its claim: taken up again after the lease, not before', async () => {
    const installation = await ground.ready({ routes: [route('pr', TO.slice(0, 1))] });
    await handlers.alert(installation.ctx, {});
    const [row] = await outboxOf(installation);
    await installation.store.tx((tx) => tx.outbox.claim(row!.id, 0, ground.now + 2 * MINUTE_MS));
    await ground.pass(installation, 1, 1);
    expect(ground.smtp.mails).toHaveLength(0);
    await ground.pass(installation, 4, 1);
    expect(ground.smtp.mails).toHaveLength(1);
  });
});

describe('limits', () => {
  const extra = (count: number, incidentId: number) =>
    Array.from({ length: count }, (_, i) => ({
      kind: 'incident' as const,
      incidentId,
      stage: `storm-${i}`,
      channel: 'email',
      recipient: 'ann@example.com',
      messageId: `<storm-${i}@x>`,
      createdAt: AFTER,
    }));

  it('at most so many mails an hour; the others come later, none is lost', async () => {
    const installation = await ground.ready({ routes: [route('pr', ['ann@example.com'], 3)] });
    const [incident] = await installation.store.read.incidents.all();
    await installation.store.tx((tx) => tx.outbox.add(extra(10, incident!.id)));
    const sentAt: number[] = [];
    for (let minute = 0; minute < 6 * 60; minute += 5) {
      await handlers.notify(installation.ctx, {});
      while (sentAt.length < ground.smtp.mails.length) sentAt.push(ground.now);
      ground.now += 5 * MINUTE_MS;
    }
    // Three, then one digest of the seven others when the hour has room again.
    expect(sentAt).toHaveLength(4);
    expect(sentAt[3]! - sentAt[0]!).toBeGreaterThan(HOUR_MS);
    const digest = (await ground.smtp.parsed()).at(-1)!;
    expect(digest.subject).toBe('[Outcry] 7 more alerts: Spotify');
    expect(digest.text?.match(/^- Spotify: /gm)).toHaveLength(7);
    expect(digest.html?.match(/<li/g)).toHaveLength(7);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(Array(10).fill('sent'));
  });

  it('a digest whose sender dies, or whose server is down, comes once, under one message id', async () => {
    const installation = await ground.ready({ routes: [route('pr', ['ann@example.com'], 1)] });
    const [incident] = await installation.store.read.incidents.all();
    await installation.store.tx((tx) => tx.outbox.add(extra(5, incident!.id)));
    await handlers.notify(installation.ctx, {});
    expect(ground.smtp.mails).toHaveLength(1);
    ground.now += HOUR_MS + MINUTE_MS;
    const waiting = (await outboxOf(installation)).filter((row) => row.state === 'waiting');
    const [digest] = new Set(waiting.map((row) => row.digest));
    expect(new Set(waiting.map((row) => row.digest)).size).toBe(1);
    await installation.store.tx((tx) => tx.outbox.claimDigest(digest!, 0, ground.now + 2 * MINUTE_MS));
    await ground.smtp.down();
    await ground.pass(installation, 10);
    await ground.smtp.up();
    await ground.pass(installation, 120);
    expect(ground.smtp.mails).toHaveLength(2);
    expect((await ground.smtp.parsed()).at(-1)).toMatchObject({
      messageId: digest,
      subject: '[Outcry] 4 more alerts: Spotify',
    });
  });

  it('fifty mails while the server is down for a minute: each once', async () => {
    const to = Array.from({ length: 50 }, (_, i) => `p${i}@example.com`);
    const installation = await ground.ready({ routes: [route('pr', to)] });
    await ground.smtp.down();
    await drain(installation.ctx);
    await ground.pass(installation, 1, 1);
    expect(ground.smtp.mails).toEqual([]);
    await ground.smtp.up();
    await ground.pass(installation, 20, 1);
    expect(ground.recipients()).toEqual(to.toSorted());
  });

  it('an incident that is gone is a dead letter', async () => {
    const installation = await ground.ready();
    await installation.store.tx((tx) => tx.outbox.add(extra(1, 4_711)));
    await handlers.notify(installation.ctx, {});
    expect(ground.smtp.mails).toEqual([]);
    expect(await outboxOf(installation)).toMatchObject([
      { state: 'dead', lastError: 'what it is about was deleted' },
    ]);
  });
});
