/** Who may deliver to the webhook: about thirty cases of signatures, times and keys. */
import { describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import {
  type Headers,
  incoming,
  json,
  NEW_KEY,
  OLD_KEY,
  SECONDS,
  type Signing,
  signed,
  webhookGround,
} from '../support/webhook-ground.ts';

const FOREIGN = Buffer.from('somebody else has this one').toString('base64');
const ground = webhookGround();

describe('who may deliver', () => {
  const flip = (h: Headers) => {
    const last = h['webhook-signature']!.at(-2);
    return {
      ...h,
      'webhook-signature': `${h['webhook-signature']!.slice(0, -2)}${last === 'A' ? 'B' : 'A'}=`,
    };
  };
  const without = (name: string) => (h: Headers) =>
    Object.fromEntries(Object.entries(h).filter(([k]) => k !== name));
  const also = (extra: (h: Headers, body: string) => string) => (h: Headers, body: string) => ({
    ...h,
    'webhook-signature': extra(h, body),
  });
  const foreign = (h: Headers, body: string) =>
    new Webhook(FOREIGN).sign(h['webhook-id']!, new Date(SECONDS * 1000), body);

  it.each<[string, number, Signing, (h: Headers, body: string) => Headers]>([
    ['a good signature', 200, {}, (h) => h],
    ['the older of two keys', 200, { secret: OLD_KEY }, (h) => h],
    ['a foreign key', 401, { secret: FOREIGN }, (h) => h],
    [
      'two signatures, one good and last',
      200,
      {},
      also((h, b) => `${foreign(h, b)} ${h['webhook-signature']}`),
    ],
    [
      'two signatures, one good and first',
      200,
      {},
      also((h, b) => `${h['webhook-signature']} ${foreign(h, b)}`),
    ],
    ['two signatures, none good', 401, {}, also((h, b) => `${foreign(h, b)} ${foreign(h, b)}`)],
    ['a signature of another version', 401, {}, also((h) => h['webhook-signature']!.replace('v1,', 'v2,'))],
    ['a version without a signature', 401, {}, also(() => 'v1')],
    ['an empty signature', 401, {}, also(() => 'v1,')],
    ['garbage for a signature', 401, {}, also(() => ',,, ,v1 v1,é')],
    ['a signature changed in its last letter', 401, {}, flip],
    ['another id', 401, {}, (h) => ({ ...h, 'webhook-id': 'other' })],
    ['another time', 401, {}, (h) => ({ ...h, 'webhook-timestamp': String(SECONDS + 1) })],
    ['a time that is no number', 401, {}, (h) => ({ ...h, 'webhook-timestamp': 'now' })],
    ['no id', 401, {}, without('webhook-id')],
    ['no time', 401, {}, without('webhook-timestamp')],
    ['no signature', 401, {}, without('webhook-signature')],
    ['no header at all', 401, {}, () => ({})],
    ['5 minutes old', 200, { at: SECONDS - 300 }, (h) => h],
    ['5 minutes and a second old', 401, { at: SECONDS - 301 }, (h) => h],
    ['5 minutes ahead', 200, { at: SECONDS + 300 }, (h) => h],
    ['5 minutes and a second ahead', 401, { at: SECONDS + 301 }, (h) => h],
    [
      'a browser of another site with a good signature',
      200,
      {},
      (h) => ({ ...h, origin: 'https://evil.example' }),
    ],
    [
      'a browser of another site without',
      401,
      {},
      () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }),
    ],
    ['a bearer token instead', 401, {}, () => ({ authorization: 'Bearer x' })],
  ])('%s: %i', async (_name, status, delivery, change) => {
    const before = await ground.stored();
    const body = json(incoming());
    const result = await ground.post(body, change(signed(body, delivery), body));
    expect(result.status).toBe(status);
    expect((await ground.stored()) - before).toBe(status === 200 ? 1 : 0);
    if (status === 401) expect(result.answer).toMatchObject({ error: 'signature' });
  });

  it('a body changed by one letter: 401', async () => {
    const body = json(incoming());
    expect((await ground.post(body.replace('data', 'dada'), signed(body))).status).toBe(401);
    expect((await ground.post(`${body} `, signed(body))).status).toBe(401);
  });

  it('tells nothing of keys or signatures', async () => {
    const body = json(incoming());
    const { answer } = await ground.post(body, { ...signed(body), 'webhook-id': 'other' });
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${NEW_KEY.slice(0, 8)}|v1,`));
  });
});
