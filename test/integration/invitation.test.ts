/** An invitation by mail, through a real SMTP server, to a person who signs in with it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invitation } from '../../src/notify/email/invitation.ts';
import { invitationMailer } from '../../src/cli/invitation-mailer.ts';
import { type Mailer, smtpMailer } from '../../src/notify/email/mailer.ts';
import { createLog } from '../../src/ops/log.ts';
import { smtpServer, type TestSmtp } from '../support/smtp.ts';
import { dashboardFixture, type Fixture, ORIGIN } from '../unit/dashboard-fixture.ts';

let smtp: TestSmtp;
let mailer: Mailer;
let f: Fixture;
beforeAll(async () => {
  smtp = await smtpServer();
  mailer = smtpMailer(smtp.url, 'outcry@example.org');
  f = await dashboardFixture({
    deps: { mailInvitation: invitationMailer(mailer, createLog('silent')) },
  });
});
afterAll(async () => {
  await mailer.close();
  await smtp.down();
});

async function invite(email: string, more: Record<string, string>): Promise<string> {
  const headers = {
    ...(await f.cookie('admin')),
    origin: ORIGIN,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = new URLSearchParams({ email, role: 'viewer', all: '1', ...more }).toString();
  const answer = await f.app.request('/people', { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return answer.text();
}
const linkIn = (text: string) => /http\S+\/login\/([\w-]+)/.exec(text)?.[1];

it('is mailed, not shown, and signs in once', async () => {
  const html = await invite('ann@example.com', { mail: '1' });
  expect(html).toContain('Invitation sent to ann@example.com');
  expect(linkIn(html)).toBeUndefined();
  const [mail] = await smtp.parsed();
  expect(smtp.mails.map(({ recipients }) => recipients)).toEqual([['ann@example.com']]);
  expect(mail?.subject).toBe('Invitation to Outcry');
  expect(mail?.text).toContain('admin@example.org invites you');
  const token = linkIn(mail?.text ?? '');
  expect(mail?.html).toContain(`/login/${token}`);
  const signIn = () => f.app.request(`/login/${token}`, { method: 'POST', headers: { origin: ORIGIN } });
  expect([(await signIn()).status, (await signIn()).status]).toEqual([303, 401]);
});

it('without the tick nothing is mailed, and the link is shown', async () => {
  const before = smtp.mails.length;
  expect(linkIn(await invite('ben@example.com', {}))).toBeDefined();
  expect(smtp.mails).toHaveLength(before);
});

it('a server that does not take it: the reason, and the link to hand on', async () => {
  smtp.mood = 'refuse-recipient';
  const html = await invite('eve@example.com', { mail: '1' });
  expect(html).toContain('The invitation could not be sent');
  expect(linkIn(html)).toBeDefined();
  smtp.mood = 'ok';
});

it('who invites cannot begin another header or become markup', () => {
  const by = 'a@b.c\r\nBcc: x@y.z<script>alert(1)</script>';
  const { subject, text, html } = invitation({ by, link: 'javascript:alert(1)', goodFor: 'a day' });
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text.split('\n')[0]).toContain('a@b.c Bcc: x@y.z');
  expect(html).not.toMatch(/<script|javascript:/);
});
