/** Standard Webhooks signatures (https://www.standardwebhooks.com): HMAC-SHA-256 of `id.timestamp.body`. */
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

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
