/** From posts to a mail in somebody's inbox, over a real SMTP server. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { acceptPage } from '../../src/ingest/accept.ts';
import { drain } from '../../workers/drain.ts';
import { handlers } from '../../workers/stages.ts';
import type { TestInstallation } from '../support/installation.ts';
import { headerOf, mailGround, outboxOf, route, TO } from '../support/mail-ground.ts';

const ground = mailGround();

describe('one incident', () => {
  it('one mail to each recipient, and nothing more the second time', async () => {
    const installation = await ground.ready();
    const incidents = await installation.store.read.incidents.all();
    expect(incidents.filter((i) => i.simulated)).toEqual([]);
    await drain(installation.ctx);
    const notified = (
      await Promise.all(incidents.map((i) => installation.store.read.incidents.alerts(i.id)))
    ).flat();
    const sent = notified.filter((alert) => alert.send);
    expect(sent.map(({ stage, route: name }) => [stage, name])).toEqual([
      ['opened', 'pr'],
      ['opened', 'legal'],
    ]);
    expect(ground.recipients()).toEqual(TO);
    await drain(installation.ctx);
    await ground.pass(installation, 180);
    await drain(installation.ctx);
    expect(ground.recipients()).toEqual(TO);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(['sent', 'sent']);
    const timeline = await installation.store.read.incidents.timeline(sent[0]!.incidentId);
    expect(timeline.map((entry) => entry.what)).toEqual([
      expect.stringMatching(/^alert for 2 recipient/),
      expect.stringMatching(/^resolved: inside the prediction interval/),
    ]);
  });

  it('says the same in subject, text, HTML and picture, and asks nothing of the network', async () => {
    const installation = await ground.ready();
    await drain(installation.ctx);
    const [mail] = await ground.smtp.parsed();
    const raw = ground.smtp.mails[0]!.raw;
    const subject = mail!.subject ?? '';
    process.stderr.write(`mail: ${raw.length} bytes, "${subject}"\n`);
    expect(subject.length).toBeLessThanOrEqual(70);
    const number = />?[\d.,]+×/.exec(subject)?.[0] ?? 'none';
    expect(subject.match(/[\d.,]+×/g)).toHaveLength(1);
    expect(subject).toMatch(/^\[Spotify\] .*backlash: /i);
    const spike = (await installation.store.read.spikes.list()).find((s) => s.kind === 'backlash');
    const slug = spike?.incident ?? '';
    const link = 'https://outcry.example/shared/';
    expect(slug).not.toBe('');
    const [text, html] = [mail!.text ?? '', mail!.html ?? ''];
    for (const part of [text, html]) {
      expect(part.replaceAll('&gt;', '>')).toContain(number);
      expect(part).toMatch(/Why/);
      expect(part).toMatch(/Severity/);
      expect(part).toContain(link);
      expect(part).toMatch(/What people say/);
      expect(part.replaceAll('&quot;', '"')).toMatch(/route "pr"/);
    }
    expect(text.match(/^ {2}> /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(text).not.toMatch(/<[a-z]/i);
    expect(html).not.toMatch(/src=["']?https?:|url\(|<script|<link|<form|<iframe/i);
    const image = mail!.attachments[0]!;
    expect(mail!.attachments).toHaveLength(1);
    expect(image).toMatchObject({ mimeType: 'image/png', disposition: 'inline', contentId: '<chart>' });
    expect(
      Buffer.from(image.content as ArrayBuffer)
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(html).toContain('src="cid:chart"');
    const alt = /alt="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(alt.replaceAll('&gt;', '>')).toContain(number);
    expect(text).toContain(alt.replaceAll('&gt;', '>'));
    // Gmail cuts off HTML over 102 kB; the rest is the picture.
    expect(html.length + text.length).toBeLessThan(20_000);
    expect(raw.length).toBeLessThan(100_000);
    expect(headerOf(mail!, 'auto-submitted')).toEqual(['auto-generated']);
    expect(headerOf(mail!, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    const [stop] = headerOf(mail!, 'list-unsubscribe');
    expect(stop).toMatch(/^<https:\/\/outcry\.example\/unsubscribe\/[\w.-]+>$/);
    for (const part of [text, html]) expect(part).toContain(stop!.slice(1, -1));
    expect(mail!.from).toEqual({ name: 'Outcry', address: 'outcry@example.org' });
    expect(mail!.to).toMatchObject([{ address: 'ann@example.com' }]);
    expect(headerOf(mail!, 'bcc')).toEqual([]);
    expect(mail!.messageId).toMatch(/^<[0-9a-f]{32}@outcry\.example>$/);
  });

  it('has a message id of its own for each recipient, the same on every run', async () => {
    const ids: string[][] = [];
    for (let run = 0; run < 2; run += 1) {
      const installation = await ground.ready();
      await drain(installation.ctx);
      ids.push((await outboxOf(installation)).map((row) => row.messageId).sort());
    }
    expect(ids[0]).toEqual(ids[1]);
    expect(new Set(ids[0]).size).toBe(2);
    const sent = (await ground.smtp.parsed()).map((mail) => mail.messageId);
    expect([...new Set(sent)].sort()).toEqual(ids[0]);
  });
});

describe('stages and recipients', () => {
  it('later mails of an incident refer to the earlier ones, so that mail programs thread them', async () => {
    const installation = await ground.ready({ routes: [route('pr', ['ann@example.com'])] });
    await drain(installation.ctx);
    const [first] = await outboxOf(installation);
    if (first?.kind !== 'incident') throw new Error('no mail of an incident');
    for (const stage of ['escalated', 'resolved']) {
      const { kind, incidentId, channel, recipient } = first;
      const row = { kind, incidentId, stage, channel, recipient };
      await installation.store.tx((tx) =>
        tx.outbox.add([{ ...row, messageId: `<${stage}@outcry.example>`, createdAt: ground.now }]),
      );
      await handlers.notify(installation.ctx, {});
    }
    const mails = await ground.smtp.parsed();
    expect(mails.map((mail) => mail.subject)).toEqual([
      expect.stringMatching(/^\[Spotify\] Privacy backlash/),
      expect.stringMatching(/^\[Spotify\] Worse: Privacy backlash/),
      expect.stringMatching(/^\[Spotify\] Over: Privacy backlash/),
    ]);
    const [a, b, c] = mails;
    expect([a!.inReplyTo, b!.inReplyTo, c!.inReplyTo]).toEqual([undefined, a!.messageId, b!.messageId]);
    expect(c!.references).toBe(`${a!.messageId} ${b!.messageId}`);
  });

  it('who stopped the mails gets none; the others do; nothing is lost when they are wanted again', async () => {
    const installation = await ground.ready();
    await installation.store.tx((tx) => tx.outbox.optOut('ann@example.com', ground.now));
    await drain(installation.ctx);
    expect(ground.recipients()).toEqual(['bob@example.com']);
    expect((await outboxOf(installation)).map((row) => row.state).sort()).toEqual(['sent', 'skipped']);
    expect(await installation.store.read.deadLetters.waiting()).toBe(0);
  });
});

describe('where it goes', () => {
  const written = (of: TestInstallation) => {
    const folder = join(of.env.dataDir, 'mail');
    return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  };

  it('without SMTP: one .eml file each, readable, the same on a second run', async () => {
    const installation = await ground.ready({ env: { SMTP_URL: '' } });
    await drain(installation.ctx);
    const mails = await Promise.all(written(installation).map((raw) => PostalMime.parse(raw)));
    expect(mails.map((mail) => mail.to?.[0]?.address).sort()).toEqual(TO);
    expect(mails[0]?.attachments).toHaveLength(1);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(['written', 'written']);
    await drain(installation.ctx);
    expect(written(installation)).toHaveLength(2);
  });

  it('a simulated incident never goes over SMTP, and says what it is', async () => {
    const installation = await ground.ready({
      sql: 'update mention set simulated = 1; update incident set simulated = 1',
    });
    await drain(installation.ctx);
    expect([ground.smtp.mails, (await outboxOf(installation)).map((row) => row.state)]).toEqual([
      [],
      ['written', 'written'],
    ]);
    const mail = await PostalMime.parse(written(installation)[0]!);
    expect(mail.subject).toContain('(simulated)');
    expect(mail.subject!.length).toBeLessThanOrEqual(70);
    expect(mail.text).toMatch(/^SIMULATED EXAMPLE/);
    expect(mail.html).toMatch(/Simulated example/);
  });
});

describe('header injection', () => {
  const NAMES = [
    'Evil\r\nBcc: evil@example.com',
    'Evil\nTo: evil@example.com',
    'Evil\rCc: evil@example.com',
    'Evil\r\n\r\n<b>body</b>',
    'Evil\u2028Bcc: evil@example.com',
    'Evil\0Bcc: x',
    '=?utf-8?q?Evil=0D=0ABcc:_evil@example.com?=',
    '"<evil@example.com>"',
    'Evil‮gpj.exe',
    'x'.repeat(300),
    '🙂'.repeat(90),
    `Bcc: evil@example.com, ${'a'.repeat(80)}`,
  ];

  it('a brand name makes no header and no recipient', async () => {
    const installation = await ground.ready({ routes: [route('pr', ['ann@example.com'], 100)] });
    const { store, ctx } = installation;
    const incident = (await store.read.spikes.list()).find((s) => s.kind === 'backlash')!.incidentId!;
    for (const [i, name] of NAMES.entries()) {
      await store.tx(async (tx) => {
        await tx.brands.upsert({ slug: 'spotify', name, origin: 'config' });
        const row = {
          kind: 'incident' as const,
          incidentId: incident,
          stage: `s${i}`,
          channel: 'email',
          recipient: 'ann@example.com',
          createdAt: ground.now,
        };
        await tx.outbox.add([{ ...row, messageId: `<inject-${i}@x>` }]);
      });
      await handlers.notify(ctx, {});
    }
    expect(ground.smtp.mails).toHaveLength(NAMES.length);
    const allowed = new Set(
      'auto-submitted content-type date from in-reply-to list-unsubscribe list-unsubscribe-post message-id mime-version references subject to x-auto-response-suppress'.split(
        ' ',
      ),
    );
    for (const [i, mail] of (await ground.smtp.parsed()).entries()) {
      expect(ground.smtp.mails[i]?.recipients).toEqual(['ann@example.com']);
      expect(mail.headers.map((h) => h.key).filter((key) => !allowed.has(key))).toEqual([]);
      expect(headerOf(mail, 'to')).toHaveLength(1);
      expect(headerOf(mail, 'subject')).toHaveLength(1);
      expect(mail.subject!.length).toBeLessThanOrEqual(70);
      expect(mail.html).not.toContain('<b>body</b>');
    }
  });

  it('a recipient that is more than one plain address gets nothing', async () => {
    const bad = [
      'b@x\r\nRCPT TO:<evil@example.com>',
      'a@x, evil@example.com',
      'A <evil@example.com>',
      'a@x;b@x',
      '',
      'a b@x',
    ];
    const installation = await ground.ready({ routes: [] });
    const [incident] = await installation.store.read.incidents.all();
    const rows = bad.map((recipient, i) => ({
      kind: 'incident' as const,
      incidentId: incident!.id,
      stage: 's',
      channel: 'email',
      recipient,
      messageId: `<bad-${i}@x>`,
      createdAt: ground.now,
    }));
    await installation.store.tx((tx) => tx.outbox.add(rows));
    await handlers.notify(installation.ctx, {});
    expect(ground.smtp.mails).toEqual([]);
    expect((await outboxOf(installation)).map((row) => row.state)).toEqual(bad.map(() => 'dead'));
  });
});

describe('a post that its author deletes', () => {
  it('leaves the written mails within a round, under the same Message-ID; a mail that was sent is out of reach', async () => {
    const installation = await ground.ready({ env: { SMTP_URL: '' } });
    const { ctx, store, env } = installation;
    await drain(ctx);
    const folder = join(env.dataDir, 'mail');
    const mails = () =>
      Promise.all(readdirSync(folder).map((file) => PostalMime.parse(readFileSync(join(folder, file)))));
    const before = await mails();
    expect(before).toHaveLength(2);
    const brand = (await store.read.brands.bySlug('spotify'))!;
    const all = { brandId: brand.id, from: 0, to: ground.now, order: 'reach' as const, limit: 100_000 };
    const lines = before[0]!.text!.split('\n').filter((line) => line.startsWith('  > '));
    const start = lines[0]!.slice(4, 40);
    const quoted = (await store.read.mentions.list(all)).filter((m) =>
      m.text.replace(/\s+/g, ' ').startsWith(start),
    );
    expect(quoted.length).toBeGreaterThan(0);

    const audit = await store.read.counts.audit();
    for (const { source, externalId } of quoted) {
      const page = { source, mentions: [], deletions: [{ externalId }], apart: true };
      expect(await acceptPage(ctx, page)).toMatchObject({ erased: 1 });
    }
    await handlers.notify(ctx, {});
    const after = await mails();
    expect(after.map((mail) => mail.messageId).sort()).toEqual(before.map((mail) => mail.messageId).sort());
    for (const mail of after) {
      expect(mail.text).not.toContain(start);
      expect(mail.html?.replace(/\s+/g, ' ')).not.toContain(start);
      expect(mail.text!.split('\n').filter((line) => line.startsWith('  > ')).length).toBeGreaterThan(0);
    }
    expect(before[0]!.text).toContain(start);
    expect((await store.read.mentions.list(all)).map((m) => m.externalId)).not.toContain(
      quoted[0]!.externalId,
    );
    expect([audit, await store.read.counts.audit()]).toEqual([[], []]);
  });
});
