/** Standard Webhooks signatures (https://www.standardwebhooks.com): HMAC-SHA-256 of `id.timestamp.body`. */
import { createHash } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { UserError } from '../domain/result.ts';

/** Signs with `secret`. Throws UserError where it is no secret that can sign. */
export function webhookSigner(secret: string): (id: string, at: Date, body: string) => string {
  try {
    const webhook = new Webhook(secret);
    return (id, at, body) => webhook.sign(id, at, body);
  } catch {
    throw new UserError('OUTCRY_ALERT_HOOK_SECRET must be base64, as `openssl rand -base64 32` makes it.');
  }
}

/** What the signature of a delivery covers besides its time: the same whatever name it is sent to, and however often. */
export function deliveryHash(id: string, body: string): string {
  return createHash('sha256').update(`${id.length}.${id}.${body}`).digest('hex');
}

/** Why a signature was refused, or undefined when it is good. The timestamp may be 5 minutes off. */
export function signatureProblem(
  secrets: readonly string[],
  body: string,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  let reason = 'no secret is set';
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(body, { ...headers }, { jsonParse: false });
      return undefined;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      reason = error.message;
    }
  }
  return reason;
}
