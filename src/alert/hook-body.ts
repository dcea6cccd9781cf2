/** What is posted to hooks: JSON for programs, and what Slack and its like take. No text of a post is in it. */
import { clip, type MailContent, oneLine, stageLine, subjectOf } from './mail.ts';

export interface HookNotification {
  readonly content: MailContent;
  /** Slug of the incident. */
  readonly incident: string;
  /** Slug of the brand. */
  readonly brand: string;
  /** 1 … 10 */
  readonly severity: number;
  /** When the alert was decided, ms. */
  readonly at: number;
}

/** The payload of Standard Webhooks: a type, a time, the data. */
export function webhookBody({ content, incident, brand, severity, at }: HookNotification): string {
  const { stage = 'opened', number, label, course, meaning, why, trend, link, simulated, who } = content;
  return JSON.stringify({
    type: `incident.${stage}`,
    timestamp: new Date(at).toISOString(),
    data: {
      incident,
      brand,
      brandName: content.brand,
      stage,
      severity,
      simulated,
      label,
      number,
      course,
      meaning,
      why,
      trend,
      who,
      link,
    },
  });
}

/** Slack's own escapes: https://api.slack.com/reference/surfaces/formatting#escaping */
function slackText(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const MOST = 2_000;

/** A message of Slack's incoming webhooks; Mattermost, Rocket.Chat and others take it too. */
export function slackBody({ content }: HookNotification): string {
  const lines = [
    `*${slackText(subjectOf(content))}*`,
    ...[
      stageLine(content),
      content.meaning,
      `Why: ${content.why}`,
      `Trend: ${content.trend}`,
      `Who is on it: ${content.who}`,
    ]
      .filter((line) => line !== undefined)
      .map((line) => clip(slackText(line), MOST)),
    `<${encodeURI(content.link)}|Open the incident>`,
  ];
  return JSON.stringify({ text: lines.join('\n') });
}
