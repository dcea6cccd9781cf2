/** Sentences that all channels share: the subject, what is new at a stage, source outages. */
import type { IncidentContent, SourceOutageContent } from '../domain/notification.ts';

const MAX_SUBJECT = 70;

/** Everything on one line: no line breaks, no control characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** At most `length` UTF-16 units, and never half an emoji. */
export function clip(text: string, length: number): string {
  const part = text.slice(0, length);
  return part.isWellFormed() || !text.isWellFormed() ? part : part.slice(0, -1);
}

const STAGE_LABEL = { opened: '', escalated: 'Worse: ', resolved: 'Over: ' } as const;

/** What is new since the last message; undefined in the first. */
export function stageLine({ stage, severityText, course }: IncidentContent): string | undefined {
  if (stage === 'escalated') return `It got worse: severity is ${severityText} now.`;
  return stage === 'resolved' ? `It is over: ${course.replace(/^over since/, 'calm since')}.` : undefined;
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

/** Subject (at most 70 characters) and plain text of a source health alert, complete by itself. */
export function outageText(content: SourceOutageContent): { subject: string; text: string } {
  const { back, since, lasted, advice, brands, link } = content;
  const source = oneLine(content.source);
  const name = source.length > 30 ? `${source.slice(0, 29)}…` : source;
  const whose = brands.length === 0 ? 'the brands it is read for' : brands.map(oneLine).join(', ');
  if (back) {
    const text = [
      `The source ${source} is read again${lasted ? `, after ${lasted}` : ''}.`,
      `What it missed is fetched, and nobody is alarmed by it: it is no news.`,
      link,
    ];
    return { subject: `[Outcry] ${name} is back again`, text: `${text.join('\n\n')}\n` };
  }
  const text = [
    `The source ${source} is silent${since ? `: nothing after ${since} was read` : ''}.`,
    `The numbers of ${whose} are incomplete, and spikes of this source are not looked for meanwhile.`,
    ...(advice ? [advice] : []),
    'You are told when it is back. There is no other message about it.',
    link,
  ];
  return { subject: `[Outcry] ${name} is silent, numbers incomplete`, text: `${text.join('\n\n')}\n` };
}
