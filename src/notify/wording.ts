/** Sentences that all channels share: the subject, what is new at a stage, source outages. */
import type { IncidentContent, SourceOutageContent, TestNotification } from '../domain/notification.ts';
import { cutText } from '../domain/text.ts';

const MAX_SUBJECT = 70;

/** Everything on one line: no line breaks, no control characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** At most `length` UTF-16 units, and never half an emoji. */
export function clip(text: string, length: number): string {
  const part = cutText(text, length);
  return part.isWellFormed() || !text.isWellFormed() ? part : part.slice(0, -1);
}

/** The cause and what it rests on, as one text. */
export function whyText({ cause, reasons }: Pick<IncidentContent, 'cause' | 'reasons'>): string {
  return [cause, ...reasons].join(' ');
}

/** The same below a headline that says the cause. */
export function whyLines({ cause, reasons }: Pick<IncidentContent, 'cause' | 'reasons'>): readonly string[] {
  return reasons.length > 0 ? reasons : [cause];
}

const STAGE_LABEL = { opened: '', escalated: 'Worse: ', resolved: 'Over: ' } as const;

/** What is new since the last message; undefined in the first. */
export function stageLine({ stage, severity, course }: IncidentContent): string | undefined {
  if (stage === 'escalated') return `Severity rose to ${severity} of 10.`;
  return stage === 'resolved'
    ? `The incident is over: ${course.replace(/^over since/, 'back to normal since')}.`
    : undefined;
}

/** At most 70 characters with one number; the course goes first when it does not fit, then the brand is cut. */
export function subjectOf(content: IncidentContent): string {
  const tag = content.simulated ? '(simulated) ' : '';
  const core = oneLine(`${STAGE_LABEL[content.stage]}${tag}${content.label}: ${content.number}`);
  const room = MAX_SUBJECT - core.length - 3;
  const brand = oneLine(content.brand);
  const name = brand.length <= room ? brand : `${clip(brand, Math.max(1, room - 1))}…`;
  const short = `[${name}] ${core}`;
  const long = `${short}, ${oneLine(content.course)}`;
  return long.length <= MAX_SUBJECT ? long : clip(short, MAX_SUBJECT);
}

/** Subject and plain text of a test message. */
export function testText({ by, link }: TestNotification): { subject: string; text: string } {
  const text = [
    `This is a test that ${oneLine(by)} sent from Outcry. Nothing has happened.`,
    'Alerts about your brand will arrive here.',
    link,
  ];
  return { subject: '[Outcry] Test: alerts arrive here', text: `${text.join('\n\n')}\n` };
}

/** Subject (at most 70 characters) and plain text of a source health alert, complete by itself. */
export function outageText(content: SourceOutageContent): { subject: string; text: string } {
  const { back, since, lasted, advice, brands, link } = content;
  const source = oneLine(content.source);
  const name = source.length > 30 ? `${cutText(source, 29)}…` : source;
  const whose = brands.length === 0 ? 'its brands' : brands.map(oneLine).join(', ');
  if (back) {
    const text = [
      `The source ${source} is being read again${lasted ? ` after ${lasted}` : ''}.`,
      'Missed posts are being backfilled. No alerts are sent for them.',
      link,
    ];
    return { subject: `[Outcry] ${name} is being read again`, text: `${text.join('\n\n')}\n` };
  }
  const text = [
    `The source ${source} has an outage${since ? `: nothing published after ${since} was read` : ''}.`,
    `The numbers of ${whose} are incomplete, and spikes in this source are not detected until it is back.`,
    ...(advice ? [advice] : []),
    'One more message follows when the source is read again.',
    link,
  ];
  return { subject: `[Outcry] ${name} is down, numbers incomplete`, text: `${text.join('\n\n')}\n` };
}
