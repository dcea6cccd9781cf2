/** One-time links to sign in. */
import { DAY_MS, MINUTE_MS } from '../../src/domain/series.ts';
import type { Clock } from '../../src/domain/clock.ts';
import { UserError } from '../../src/domain/result.ts';
import type { Store } from '../../src/store/store.ts';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';

/** How long a link works. */
export const LINK_MS = 60 * MINUTE_MS;
/** How long an invitation works. */
export const INVITATION_MS = 7 * DAY_MS;

/** Makes a link that signs `email` in once, within `goodForMs`. Throws UserError for an unknown user. */
export async function createLoginLink(
  store: Store,
  clock: Clock,
  email: string,
  publicUrl: string,
  goodForMs = LINK_MS,
): Promise<string> {
  const token = randomToken();
  await store.tx(async (tx) => {
    const user = await tx.people.userByEmail(email);
    if (!user) throw new UserError(`No user ${email}. Add one with: npx outcry user add ${email}`);
    const expiresAt = clock() + goodForMs;
    await tx.people.addLoginToken({ hash: tokenHash(token), userId: user.id, expiresAt });
  });
  return `${publicUrl}/login/${token}`;
}
