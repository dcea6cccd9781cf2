/** The link that stops alert mail: whose it is, by one click, undone, and of no use to anybody else. */
import { beforeEach, describe, expect, it } from 'vitest';
import { unsubscribeToken } from '../../src/alert/unsubscribe.ts';
import { dashboardFixture, type Fixture } from './dashboard-fixture.ts';

const TO = 'pr@example.com';
let fixture: Fixture;
beforeEach(async () => {
  fixture = await dashboardFixture({ empty: true });
});

const path = `/unsubscribe/${unsubscribeToken('key', TO)}`;
const optedOut = () => fixture.store.read.outbox.optedOut(TO);
const post = (body: string, at = path) =>
  fixture.app.request(at, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

describe('stopping alert mail', () => {
  it('one click of a mail program, without a session or an origin (RFC 8058)', async () => {
    expect((await post('List-Unsubscribe=One-Click')).status).toBe(303);
    expect(await optedOut()).toBe(true);
    expect((await post('List-Unsubscribe=One-Click')).status).toBe(303);
    expect(await fixture.store.read.outbox.optOuts()).toHaveLength(1);
  });

  it('looking at the page does nothing; its button stops, and brings them back', async () => {
    const page = await (await fixture.app.request(path)).text();
    expect(page).toContain(`Alerts will no longer be sent to ${TO}`);
    expect(await optedOut()).toBe(false);
    await post('do=stop');
    expect(await (await fixture.app.request(path)).text()).toContain('Subscribe again');
    await post('do=resume');
    expect(await optedOut()).toBe(false);
  });

  it.each([
    ['of another key', `/unsubscribe/${unsubscribeToken('other', TO)}`],
    ['cut', path.slice(0, -1)],
    ['with another address', path.replace(/[^/]+(?=\.)/, Buffer.from('x@example.com').toString('base64url'))],
    ['empty', '/unsubscribe/.'],
    ['nonsense', '/unsubscribe/%00%ff'],
  ])('a link %s is unknown', async (_name, at) => {
    expect((await post('List-Unsubscribe=One-Click', at)).status).toBeGreaterThanOrEqual(400);
    expect(await fixture.store.read.outbox.optOuts()).toEqual([]);
  });
});
