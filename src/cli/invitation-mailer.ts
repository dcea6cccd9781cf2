/** Sends invitations and sign-in links directly: the link is a secret of which only a hash is stored, so it cannot wait in the outbox. */
import type { AppDeps } from '../../dashboard/app.tsx';
import { invitation } from '../notify/email/invitation.ts';
import { signInMail } from '../notify/email/sign-in.ts';
import type { Mailer } from '../notify/email/mailer.ts';
import type { Log } from '../ops/log.ts';
import { tokenHash } from '../ops/secrets.ts';

/** Resolves to the reason if the mail server refused it. */
export function invitationMailer(mailer: Mailer, log: Log): NonNullable<AppDeps['mailInvitation']> {
  return async ({ to, by, link, goodFor }) => {
    const messageId = `<invitation-${tokenHash(link).slice(0, 24)}@outcry>`;
    const delivery = await mailer.deliver({
      ...invitation({ by, link, goodFor }),
      to,
      messageId,
      references: [],
    });
    if (!('reason' in delivery)) return undefined;
    log.warn({ reason: delivery.reason }, 'an invitation was not mailed');
    return delivery.reason;
  };
}

/** Mails sign-in links that people ask for, or writes them as files where no server is set. */
export function signInMailer(mailer: Mailer, log: Log): NonNullable<AppDeps['mailSignInLink']> {
  return async ({ to, link, goodFor }) => {
    const messageId = `<sign-in-${tokenHash(link).slice(0, 24)}@outcry>`;
    const delivery = await mailer.deliver({
      ...signInMail({ link, goodFor }),
      to,
      messageId,
      references: [],
    });
    if (!('reason' in delivery)) return undefined;
    log.warn({ reason: delivery.reason }, 'a sign-in link was not mailed');
    return delivery.reason;
  };
}
