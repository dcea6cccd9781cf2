/** Alerts posted to hooks over real HTTP: what they say, how they are signed, and a server with moods. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '../../src/domain/incident.ts';
import type { Recipient } from '../../src/domain/recipient.ts';
import { drain } from '../../workers/drain.ts';
import { handlers } from '../../workers/stages.ts';
import type { TestInstallation } from '../support/installation.ts';
import { mailGround, outboxOf, route } from '../support/mail-ground.ts';
import { HANG_MS } from '../support/eventually.ts';
import { byMail } from '../support/recipients.ts';

const ground = mailGround();
const SECRET = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let base = '';
const posted: Posted[] = [];
let mood: { status: number; headers?: Record<string, string>; after?: Promise<void> } = { status: 204 };

beforeAll(async () => {
  // A connection that the server closes between two tests is an error of the next message.
  server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      posted.push({ path: request.url ?? '', headers: request.headers, body });
      const { status, headers, after = Promise.resolve() } = mood;
      void after.then(() => response.writeHead(status, headers).end());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  posted.length = 0;
  mood = { status: 204 };
});

const SLACK = { channel: 'slack', address: 'team' };
const PAGER = { channel: 'webhook', address: 'pager' };
const only = (...recipients: Recipient[]): Route => ({ ...route('pr', []), recipients });
const TO_ALL = only(...byMail('ann@example.com'), SLACK, PAGER);

function ready(routes: readonly Route[], env: Record<string, string> = {}): Promise<TestInstallation> {
  const hooks = `team=${base}/services/T0/s3cret pager=${base}/pager?key=s3cret`;
  return ground.ready({
    routes,
    env: {
      OUTCRY_ALERT_HOOKS: hooks,
      OUTCRY_ALERT_HOOK_SECRET: SECRET,
      OUTCRY_FETCH_PRIVATE: '1',
      ...env,
    },
  });
}

const states = async (of: TestInstallation) =>
  Object.fromEntries((await outboxOf(of)).map((row) => [row.recipient, row.state]));

describe('hooks', () => {
  it('mail, Slack and a signed webhook say the same number, each once', async () => {
    const one = await ready([TO_ALL]);
    await drain(one.ctx);
    await ground.pass(one, 60);
    expect(await states(one)).toEqual({
      'ann@example.com': 'sent',
      'slack:team': 'sent',
      'webhook:pager': 'sent',
    });
    const number = /[\d.,]+×/.exec((await ground.smtp.parsed())[0]!.subject!)![0];
    const slack = posted.filter(({ path }) => path.startsWith('/services'));
    const pager = posted.filter(({ path }) => path.startsWith('/pager'));
    expect([slack.length, pager.length]).toEqual([1, 1]);
    expect((JSON.parse(slack[0]!.body) as { text: string }).text).toContain(number);
    const { body, headers } = pager[0]!;
    expect(body.length).toBeLessThan(20_000);
    const signed = headers as Record<string, string>;
    const good = new Webhook(SECRET);
    // Its clock is the incident's: the check of the time has tests of its own.
    const check = () => good.sign(signed['webhook-id']!, new Date(ground.now - 60 * 60_000), body);
    expect(signed['webhook-signature']).toBe(check());
    expect(JSON.parse(body)).toMatchObject({
      type: 'incident.opened',
      data: { brand: 'spotify', stage: 'opened', simulated: false, number: expect.stringContaining(number) },
    });
    // No text of a post leaves this way.
    const [post] = await one.store.read.mentions.list({
      brandId: 1,
      from: 0,
      to: ground.now,
      order: 'reach',
      limit: 1,
    });
    for (const { body: sent } of posted) expect(sent).not.toContain(post!.text.slice(0, 30));
  });

  it.each([
    [500, 'waiting'],
    [429, 'waiting'],
    [410, 'dead'],
    [403, 'dead'],
  ])(
    'a response of %i leaves the message %s and does not reveal the secret address',
    async (status, state) => {
      const one = await ready([only(PAGER)]);
      mood = { status, headers: status === 429 ? { 'retry-after': '1800' } : {} };
      await drain(one.ctx);
      expect(await states(one)).toEqual({ 'webhook:pager': state });
      const [row] = await outboxOf(one);
      const letters = await one.store.read.deadLetters.list(9);
      expect(JSON.stringify([row, letters])).not.toContain('s3cret');
      if (state === 'dead') return;
      if (status === 429) expect(row!.nextAt - ground.now).toBe(1_800_000);
      mood = { status: 200 };
      await ground.pass(one, 60);
      expect(await states(one)).toEqual({ 'webhook:pager': 'sent' });
      expect(new Set(posted.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(posted.length).toBeGreaterThan(1);
    },
  );

  it('a redirect is not followed, and a private address is not reached', async () => {
    mood = { status: 302, headers: { location: `${base}/elsewhere` } };
    const one = await ready([only(SLACK)]);
    await drain(one.ctx);
    expect(posted.map(({ path }) => path)).toEqual(['/services/T0/s3cret']);
    posted.length = 0;
    const other = await ready([only(SLACK)], { OUTCRY_FETCH_PRIVATE: '0' });
    await drain(other.ctx);
    expect(posted).toEqual([]);
    expect((await outboxOf(other))[0]?.lastError).toMatch(/private|public|loopback|127\.0\.0\.1/);
  });

  it('what is not set is a dead letter that says what to set', async () => {
    const one = await ready([only({ channel: 'slack', address: 'other' }, PAGER)], {
      OUTCRY_ALERT_HOOK_SECRET: '',
    });
    await drain(one.ctx);
    expect((await outboxOf(one)).map((row) => row.lastError).sort()).toEqual([
      'set OUTCRY_ALERT_HOOKS to other=https://…, or enter it under Alert webhooks',
      'set OUTCRY_ALERT_HOOK_SECRET',
    ]);
  });

  it('a slow hook does not hold the mail up', async () => {
    const one = await ready([TO_ALL]);
    await handlers.alert(one.ctx, {});
    let answer = () => {};
    const after = new Promise<void>((resolve) => {
      answer = resolve;
    });
    mood = { status: 204, after };
    const round = handlers.notify(one.ctx, {});
    await expect.poll(() => ground.smtp.mails.length, { timeout: HANG_MS }).toBe(1);
    expect((await states(one))['webhook:pager']).toBe('waiting');
    answer();
    await round;
    expect((await states(one))['webhook:pager']).toBe('sent');
  });
});
