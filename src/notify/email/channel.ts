/** E-mail: each incident a thread, charts inline, links to unsubscribe, digests beyond the hourly limit. */
import { z } from 'zod';
import type {
  DigestNotification,
  IncidentNotification,
  Notification,
  TestNotification,
} from '../../domain/notification.ts';
import type { Channel, ChannelParts, ChannelType } from '../channel.ts';
import { subjectOf } from '../wording.ts';
import { digestHtml, digestSubject, digestText } from './digest.ts';
import { incidentHtml } from './incident-html.ts';
import { incidentText } from './incident-text.ts';
import { fileMailer, type Mail, smtpMailer } from './mailer.ts';
import { outageMail } from './source-outage.ts';
import { testMail } from './test.ts';

export interface EmailMessage extends Mail {
  /** Simulated incidents go to files, never to a mail server. */
  readonly simulated: boolean;
}

function envelope({ to, id, unsubscribeUrl }: Notification | DigestNotification) {
  return { to: to.address, messageId: id, unsubscribeUrl };
}

function incidentMail(notification: IncidentNotification): EmailMessage {
  const { content, chart, earlier } = notification;
  return {
    ...envelope(notification),
    subject: subjectOf(content),
    text: incidentText(notification),
    html: incidentHtml(notification),
    references: earlier,
    simulated: content.simulated,
    ...(chart ? { chartPng: chart } : {}),
  };
}

function render(notification: Notification): EmailMessage {
  if (notification.kind === 'incident') return incidentMail(notification);
  return { ...envelope(notification), ...outageMail(notification), references: [], simulated: false };
}

function renderDigest(digest: DigestNotification): EmailMessage {
  return {
    ...envelope(digest),
    subject: digestSubject(digest),
    text: digestText(digest),
    html: digestHtml(digest),
    references: [],
    simulated: digest.incidents.every(({ simulated }) => simulated),
  };
}

function renderTest(test: TestNotification): EmailMessage {
  return { to: test.to.address, messageId: test.id, ...testMail(test), references: [], simulated: false };
}

function open({ smtpUrl, mailFrom, mailDir }: ChannelParts): Channel<EmailMessage> {
  const files = fileMailer(mailDir, mailFrom);
  const server = smtpUrl === undefined ? files : smtpMailer(smtpUrl, mailFrom);
  return {
    render,
    renderDigest,
    renderTest,
    deliver: ({ simulated, ...mail }) => (simulated ? files : server).deliver(mail),
    async close() {
      await Promise.all([files.close(), server.close()]);
    },
  };
}

/** One address, no display name: what reaches a mail server is exactly this. */
const address = z.email('write one plain address, e.g. pr@example.com').max(254);

export const email: ChannelType = { name: 'email', routeKey: 'emails', address, open };
