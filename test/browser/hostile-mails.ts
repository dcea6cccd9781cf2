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

function incidentNotification(text: string, chart?: Uint8Array, brief = false): IncidentNotification {
  const sentences = {
    brand: text,
    label: text,
    number: text,
    course: text,
    meaning: text,
    headline: text,
    cause: text,
    reasons: [text, text],
    methodLink: text,
    trend: text,
    chartAlt: text,
    severityText: text,
    who: text,
    link: text,
  };
  const about = {
    stage: 'opened',
    incident: text,
    brandSlug: text,
    severity: 5,
    simulated: false,
    over: false,
  } as const;
  return {
    kind: 'incident',
    to: { channel: 'email', address: text },
    id: text,
    at: 0,
    because: text,
    unsubscribeUrl: text,
    earlier: [],
    brief,
    chart,
    content: { ...about, ...sentences, posts: [{ text, origin: text, url: text }] },
  };
}

/** The HTML of a mail about an incident. */
export function hostileMail(text: string, chart?: Uint8Array): string {
  return incidentHtml(incidentNotification(text, chart));
}

/** The other mails: the short form, a digest, a source health alert, an invitation. */
export function otherMails(text: string): string[] {
  const { content, earlier: _, chart: __, brief: ___, ...envelope } = incidentNotification(text);
  const digest: DigestNotification = { ...envelope, kind: 'digest', incidents: [content], cap: 3 };
  const outage: SourceOutageNotification = {
    ...envelope,
    kind: 'source-outage',
    content: { source: text, since: text, advice: text, brands: [text], back: false, link: text },
  };
  return [
    incidentHtml(incidentNotification(text, undefined, true)),
    digestHtml(digest),
    outageMail(outage).html,
    invitation({ by: text, link: text, goodFor: text }).html,
  ];
}
