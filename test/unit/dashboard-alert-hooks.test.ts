/** Alert webhooks entered on a page: for admins of all brands alone, at public addresses, never shown again, used by channels. */
import { beforeAll, describe, expect, test } from 'vitest';
import { hookMessage, deliverToHook } from '../../src/notify/hook.ts';
import type { SetupTools } from '../../src/setup/port.ts';
import type { Recipient } from '../../src/domain/recipient.ts';
import { testEditors } from '../support/editors.ts';
import { config, dashboardFixture, type Fixture, HOSTILE, ONSET } from './dashboard-fixture.ts';

const TOKEN = 'T0/B1/s3cret-path-8842';
const URL_ = `https://hooks.example.org/services/${TOKEN}`;
const SAME = { 'Sec-Fetch-Site': 'same-origin' };
let f: Fixture;
let made: Awaited<ReturnType<typeof testEditors>>;
let admin: Record<string, string>;
const sent: Recipient[] = [];
const setup = {
  cards: () => [],
  channels: { hooks: [], mail: 'files' },
  async sendTest(to: Recipient) {
    sent.push(to);
    return { ok: true, text: `Test sent to ${to.address}.` };
  },
} as Partial<SetupTools> as SetupTools;

beforeAll(async () => {
  const { store } = await dashboardFixture();
  const hooks = new Map([['pager', `https://pager.example.org/${TOKEN}`]]);
  made = await testEditors({ store, config, clock: () => ONSET, hooks });
  const { editor, keyEditor, hookEditor } = made;
  f = await dashboardFixture({ deps: { store, setup, editor, keyEditor, hookEditor } });
  admin = { ...(await f.cookie('admin')), ...SAME };
});

const post = (fields: Record<string, string>, headers = admin) =>
  f.app.request('/settings/hooks', { method: 'POST', headers, body: new URLSearchParams(fields) });
const get = async (path: string) => (await f.app.request(path, { headers: admin })).text();
const names = async () => (await made.hookEditor.list()).map(({ name, from }) => `${name} ${from}`);

describe('an alert webhook', () => {
  test('is entered, tested, used and removed, and its address is on no page, in no answer, export or log', async () => {
    expect((await post({ name: 'team', url: ` ${URL_} `, do: 'save' })).status).toBe(303);
    expect(await names()).toEqual(['pager environment', 'team entered']);
    const shown = await get('/settings/hooks');
    expect(shown).toContain('hooks.example.org');
    expect(shown).toContain('entered by admin@example.org');
    const pages = [
      '/settings/hooks',
      '/settings/keys',
      '/settings',
      '/audit',
      '/settings/export',
      '/api/v1/source-keys',
    ];
    for (const path of pages) expect([path, (await get(path)).includes(TOKEN)]).toEqual([path, false]);
    expect(JSON.stringify(await f.store.read.configuration.keys())).not.toContain(TOKEN);
    const audit = JSON.stringify(await f.store.read.audit.list({ limit: 50 } as never));
    expect([audit.includes('entered an alert webhook'), audit.includes(TOKEN)]).toEqual([true, false]);
    // It is no key of a site: connectors do not get it.
    expect(JSON.stringify(made.live.current().keys)).not.toContain(TOKEN);
    expect(made.live.current().hooks).toEqual({ team: URL_ });

    const posted: string[] = [];
    const message = {
      ...hookMessage({ kind: 'test', to: { channel: 'slack', address: 'team' }, id: '<1@x>' } as never, {}),
    };
    const hooks = { get: (name: string) => made.live.current().hooks[name] };
    const answer = async (url: string) => {
      posted.push(url);
      return { status: 200, headers: new Map<string, string>() };
    };
    const options = { hooks, post: answer as never, sign: 'unsigned' as const, now: ONSET };
    expect(await deliverToHook(message, options)).toEqual({ kind: 'sent' });
    expect(posted).toEqual([URL_]);

    expect(await (await post({ name: 'team', do: 'test-slack' })).text()).toContain('Test sent to team.');
    expect(sent).toEqual([{ channel: 'slack', address: 'team' }]);
    expect((await post({ name: 'nobody', do: 'test-webhook' })).status).toBe(404);
    expect((await post({ name: 'team', do: 'remove' })).status).toBe(303);
    expect(await names()).toEqual(['pager environment']);
    expect((await deliverToHook(message, options)).kind).toBe('dead');
  });

  test('at an inner address, without a proper name, or of the environment is refused, and its address not shown again', async () => {
    for (const [name, url, status] of [
      ['team', 'http://169.254.169.254/latest', 422],
      ['team', 'http://127.0.0.1:3000/', 422],
      ['team', 'https://[::1]/', 422],
      ['team', 'https://localhost/x', 422],
      ['team', `https://user:${TOKEN}@example.org/`, 422],
      ['team', 'https://example.org:22/', 422],
      ['team', 'ftp://example.org/x', 422],
      ['team', 'javascript:alert(1)', 422],
      ['team', '', 422],
      ['Team A', URL_, 422],
      [HOSTILE, URL_, 422],
      ['pager', URL_, 409],
    ] as const) {
      const answer = await post({ name, url, do: 'save' });
      const html = await answer.text();
      expect([name, url, answer.status]).toEqual([name, url, status]);
      expect([html.includes(TOKEN), html.includes('<script>alert')]).toEqual([false, false]);
    }
    expect(await names()).toEqual(['pager environment']);
    expect((await post({ name: 'pager', do: 'remove' })).status).toBe(409);
    expect((await post({ name: 'nobody', do: 'remove' })).status).toBe(404);
  });

  test('is for admins of all brands alone, and no other site can enter one', async () => {
    const fields = { name: 'team', url: URL_, do: 'save' };
    for (const cookie of [
      await f.cookie('viewer'),
      await f.cookie('analyst'),
      await f.cookie('admin', ['spotify']),
    ]) {
      const headers = { ...cookie, ...SAME };
      expect((await f.app.request('/settings/hooks', { headers })).status).toBe(403);
      expect((await post(fields, headers)).status).toBe(403);
    }
    const own = { ...(await f.cookie('admin')), 'Sec-Fetch-Site': 'cross-site' };
    expect((await post(fields, own)).status).toBe(403);
    expect(await names()).toEqual(['pager environment']);
  });
});
