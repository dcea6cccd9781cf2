/** Mails that say `text` wherever they say something. */
import type {
  DigestNotification,
  IncidentNotification,
  SourceOutageNotification,
} from '../../src/domain/notification.ts';
import { digestHtml } from '../../src/notify/email/digest.ts';
import { incidentHtml } from '../../src/notify/email/incident-html.ts';
import { invitation } from '../../src/notify/email/invitation.ts';
import { outageMail } from '../../src/notify/email/source-outage.ts';

function incidentNotification(text: string, chart?: Uint8Array): IncidentNotification {
  const sentences = {
    brand: text,
    label: text,
    number: text,
    course: text,
    meaning: text,
    why: text,
    trend: text,
    chartAlt: text,
    severityText: text,
    who: text,
    link: text,
  };
  const about = { stage: 'opened', incident: text, brandSlug: text, severity: 5, simulated: false } as const;
  return {
    kind: 'incident',
    to: { channel: 'email', address: text },
    id: text,
    at: 0,
    because: text,
    unsubscribeUrl: text,
    earlier: [],
    chart,
    content: { ...about, ...sentences, posts: [{ text, origin: text, url: text }] },
  };
}

/** The HTML of a mail about an incident. */
export function hostileMail(text: string, chart?: Uint8Array): string {
  return incidentHtml(incidentNotification(text, chart));
}

/** The other mails: a digest, a source health alert, an invitation. */
export function otherMails(text: string): string[] {
  const { content, earlier: _, chart: __, ...envelope } = incidentNotification(text);
  const digest: DigestNotification = { ...envelope, kind: 'digest', incidents: [content], cap: 3 };
  const outage: SourceOutageNotification = {
    ...envelope,
    kind: 'source-outage',
    content: { source: text, since: text, advice: text, brands: [text], back: false, link: text },
  };
  return [
    digestHtml(digest),
    outageMail(outage).html,
    invitation({ by: text, link: text, goodFor: text }).html,
  ];
}
