/** What is posted to hooks: JSON for programs, and what Slack and its like take. No text of a post is in it. */
import { clip, type MailFacts, oneLine, stageLine, subjectOf } from './mail.ts';

export interface HookTelling {
  readonly facts: MailFacts;
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
export function webhookBody({ facts, incident, brand, severity, at }: HookTelling): string {
  const { stage = 'opened', number, label, course, meaning, why, trend, link, simulated, who } = facts;
  return JSON.stringify({
    type: `incident.${stage}`,
    timestamp: new Date(at).toISOString(),
    data: {
      incident,
      brand,
      brandName: facts.brand,
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
export function slackBody({ facts }: HookTelling): string {
  const lines = [
    `*${slackText(subjectOf(facts))}*`,
    ...[
      stageLine(facts),
      facts.meaning,
      `Why: ${facts.why}`,
      `Trend: ${facts.trend}`,
      `Who is on it: ${facts.who}`,
    ]
      .filter((line) => line !== undefined)
      .map((line) => clip(slackText(line), MOST)),
    `<${encodeURI(facts.link)}|Open the incident>`,
  ];
  return JSON.stringify({ text: lines.join('\n') });
}
