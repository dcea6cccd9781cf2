import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { signatureProblem, webhookSigner } from './webhook-signature.ts';

const AT = new Date();
const BODY = '{"text":"Acme lied"}';
const KEYS = ['one', 'another', 'the third key', 'four'].map((key) => Buffer.from(key).toString('base64'));

describe('a secret', () => {
  it.each(KEYS)('works with and without its padding: %s', (key) => {
    const signature = new Webhook(key).sign('id', AT, BODY);
    const headers = {
      'webhook-id': 'id',
      'webhook-timestamp': String(Math.floor(AT.getTime() / 1000)),
      'webhook-signature': signature,
    };
    const bare = key.replace(/=+$/, '');
    for (const secret of [key, bare, `whsec_${key}`, `whsec_${bare}`]) {
      expect(signatureProblem([secret], BODY, headers)).toBeUndefined();
      expect(webhookSigner(secret)('id', AT, BODY)).toBe(signature);
      expect(signatureProblem([secret], `${BODY} `, headers)).toBeDefined();
    }
  });

  it.each(['not base64!', 'a', '===='])('that is none is refused: %s', (secret) => {
    expect(() => webhookSigner(secret)).toThrow(/must be base64/);
  });
});
