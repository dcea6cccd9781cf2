/** Makes messages of outbox rows: texts are made when they are sent, and once for all recipients of a round. */
import { createHash } from 'node:crypto';
import { digestHtml, digestSubject, digestText } from '../src/alert/digest.ts';
import { slackBody, webhookBody } from '../src/alert/hook-body.ts';
import { sourceHealthHtml } from '../src/alert/source-health-html.ts';
import { sourceOutage } from '../src/alert/source-health.ts';
import { subjectOf } from '../src/alert/mail.ts';
import { mailHtml } from '../src/alert/mail-html.ts';
import { mailText } from '../src/alert/mail-text.ts';
import { channelOf, hourlyCap } from '../src/alert/recipients.ts';
import { unsubscribeToken } from '../src/alert/unsubscribe.ts';
import type { AlertStage, Incident } from '../src/domain/incident.ts';
import type { Message } from '../src/notify/channel.ts';
import { loadIncidentReport } from '../src/report/incident/report.ts';
import {
  becauseOf,
  type IncidentContent,
  mailChart,
  mailContent,
} from '../src/report/incident/notification.ts';
import { sourceHealthAlertContent } from '../src/report/source/health-alert.ts';
import type {
  IncidentOutboxRow,
  IncidentSubject,
  OutboxRow,
  SourceOutageOutboxRow,
} from '../src/store/outbox/port.ts';
import type { StageContext } from './context.ts';

/** An incident at a stage, ready to be told to anybody. */
export interface Notification {
  readonly incident: Incident;
  readonly content: IncidentContent;
  readonly chart: Buffer | undefined;
}

export type NotificationLoader = (row: IncidentSubject) => Promise<Notification | undefined>;

const STAGES: readonly string[] = ['opened', 'escalated', 'resolved'];

function stageOf(stage: string): AlertStage {
  return STAGES.includes(stage) ? (stage as AlertStage) : 'opened';
}

async function notify(ctx: StageContext, row: IncidentSubject): Promise<Notification | undefined> {
  const { read } = ctx.store;
  const incident = await read.incidents.find(String(row.incidentId));
  const brand = incident && (await read.brands.bySlug(incident.brand));
  if (!incident || !brand) return undefined;
  const now = ctx.clock();
  const report = await loadIncidentReport(read, ctx.config, incident, now);
  const options = { publicUrl: ctx.env.publicUrl, now, stage: stageOf(row.stage) };
  const content = await mailContent(read, brand, report, options);
  return { incident, content, chart: mailChart(report, content.chartAlt) };
}

/** Tells each incident and stage once, however many are told of it. For one round: what it says grows old. */
export function notificationLoader(ctx: StageContext): NotificationLoader {
  const notified = new Map<string, Promise<Notification | undefined>>();
  return (row) => {
    const key = `${row.incidentId} ${row.stage}`;
    const known = notified.get(key) ?? notify(ctx, row);
    notified.set(key, known);
    return known;
  };
}

/** Why they get it, and where to stop it. */
function closing(ctx: StageContext, recipient: string): { becauseOf: string; stop: string } {
  const token = unsubscribeToken(ctx.pseudonymKey, recipient);
  return {
    becauseOf: becauseOf(ctx.config.routes, recipient),
    stop: `${ctx.env.publicUrl}/unsubscribe/${token}`,
  };
}

/** The mail of a row. Mails of an incident to the same recipient refer to the ones before. */
export async function mailOf(
  ctx: StageContext,
  row: IncidentOutboxRow,
  { content, chart }: Notification,
): Promise<Message> {
  const own = closing(ctx, row.recipient);
  const full = { ...content, ...own };
  const earlier = (await ctx.store.read.outbox.ofIncident(row.incidentId)).filter(
    (one) => one.recipient === row.recipient && one.id < row.id && one.digest === undefined,
  );
  return {
    to: row.recipient,
    subject: subjectOf(full),
    text: mailText(full),
    html: mailHtml(full, chart !== undefined),
    messageId: row.messageId,
    references: earlier.map((one) => one.messageId),
    unsubscribeUrl: own.stop,
    ...(chart ? { chartPng: chart } : {}),
  };
}

/** What operators are told of a collector; undefined where the outage is gone. */
export async function sourceHealthAlertOf(
  ctx: StageContext,
  row: SourceOutageOutboxRow,
): Promise<{ subject: string; text: string } | undefined> {
  const { read } = ctx.store;
  const outage = await read.outages.find(row.outageId);
  if (!outage) return undefined;
  const options = { publicUrl: ctx.env.publicUrl, now: ctx.clock(), back: row.stage === 'source-recovered' };
  return sourceOutage(
    await sourceHealthAlertContent(read, outage, { sources: ctx.config.sources, ...options }),
  );
}

/** The same words as a mail. */
export function sourceHealthMail(
  ctx: StageContext,
  row: OutboxRow,
  { subject, text }: { readonly subject: string; readonly text: string },
): Message {
  const own = closing(ctx, row.recipient);
  const end = `-- \nYou get this because of ${own.becauseOf}\nStop these mails: ${own.stop}\n`;
  return {
    to: row.recipient,
    subject,
    text: `${text}\n${end}`,
    html: sourceHealthHtml({ subject, text, ...own }),
    messageId: row.messageId,
    references: [],
    unsubscribeUrl: own.stop,
  };
}

/** One mail for all rows of a digest. */
export function digestOf(
  ctx: StageContext,
  recipient: string,
  digest: string,
  notifications: readonly Notification[],
): Message {
  const own = closing(ctx, recipient);
  const lines = notifications.map(({ content }) => content);
  const content = { lines, cap: hourlyCap(recipient, ctx.config.routes), ...own };
  return {
    to: recipient,
    subject: digestSubject(content),
    text: digestText(content),
    html: digestHtml(content),
    messageId: digest,
    references: [],
    unsubscribeUrl: own.stop,
  };
}

/** What is posted to a hook. */
export function hookBody(row: OutboxRow, { incident, content }: Notification): string {
  const { slug, brand, severity } = incident;
  const full = { ...content, becauseOf: '' };
  const notification = { content: full, incident: slug, brand, severity, at: row.createdAt };
  return channelOf(row.recipient) === 'slack' ? slackBody(notification) : webhookBody(notification);
}

/** Stable for the first row that went into it. */
export function digestId(row: OutboxRow): string {
  const host = row.messageId.slice(row.messageId.lastIndexOf('@'));
  return `<${createHash('sha256').update(`digest\0${row.messageId}`).digest('hex').slice(0, 32)}${host}`;
}
