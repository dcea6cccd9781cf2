/** The alert e-mail: what it says, as plain data. The two renderers beside this file lay it out. */

export interface MailPost {
  readonly text: string;
  /** e.g. `twitter, 20 Aug 2015, 14:05 UTC, 12 copies` */
  readonly origin: string;
  readonly url?: string;
}

export interface MailContent {
  /** `opened` when absent. */
  readonly stage?: 'opened' | 'escalated' | 'resolved';
  readonly brand: string;
  readonly simulated: boolean;
  /** e.g. `Privacy backlash` */
  readonly label: string;
  /** The one number, e.g. `9.4× normal negative posts`. */
  readonly number: string;
  /** e.g. `still rising`, `over since 22 Aug` */
  readonly course: string;
  /** What the number means, one sentence. */
  readonly meaning: string;
  /** Hedged sentence about the cause. */
  readonly why: string;
  /** Trend against the hour before, or how it ended. */
  readonly trend: string;
  /** The fact of the chart, for those who do not see it. */
  readonly chartAlt: string;
  readonly severity: string;
  readonly posts: readonly MailPost[];
  /** Who is on it. */
  readonly who: string;
  /** The incident's page. */
  readonly link: string;
  /** Name of the route and its file, so that people know where to change it. */
  readonly becauseOf: string;
  /** Page that takes the recipient out. */
  readonly stop?: string;
}

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

/** What is new since the last mail; undefined in the first. */
export function stageLine({ stage, severity, course }: MailContent): string | undefined {
  if (stage === 'escalated') return `It got worse: severity is ${severity} now.`;
  return stage === 'resolved' ? `It is over: ${course.replace(/^over since/, 'calm since')}.` : undefined;
}

/** At most 70 characters with one number; the course goes first when it does not fit, then the brand is cut. */
export function subjectOf(content: MailContent): string {
  const tag = content.simulated ? '(simulated) ' : '';
  const core = oneLine(`${STAGE_LABEL[content.stage ?? 'opened']}${tag}${content.label}: ${content.number}`);
  const room = MAX_SUBJECT - core.length - 3;
  const brand = oneLine(content.brand);
  const name = brand.length <= room ? brand : `${clip(brand, Math.max(1, room - 1))}…`;
  const short = `[${name}] ${core}`;
  const long = `${short}, ${oneLine(content.course)}`;
  return long.length <= MAX_SUBJECT ? long : clip(short, MAX_SUBJECT);
}
