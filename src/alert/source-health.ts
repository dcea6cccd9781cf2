/** What operators are told of a collector that fell silent, and of its return. */
import { oneLine } from './mail.ts';

export interface SourceHealthAlertContent {
  /** As its mentions name it. */
  readonly source: string;
  /** Everything published before was read, as a time in words; absent where it never was. */
  readonly since?: string;
  /** How long that is, in words. */
  readonly lasted?: string;
  /** What a person can do, in a sentence. */
  readonly advice?: string;
  /** Names of the brands whose numbers are incomplete. */
  readonly brands: readonly string[];
  /** It is read again. */
  readonly back: boolean;
  /** Page of the sources. */
  readonly link: string;
}

/** Subject (at most 70 characters) and plain text, complete by itself. */
export function sourceOutage(content: SourceHealthAlertContent): { subject: string; text: string } {
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
