/** Sentences about what people argue, the same on pages and in mails. */
import type { DemandCount } from '../../detect/arguments/argument.ts';
import type { IncidentArguments, ShownArgument } from '../incident/arguments.ts';
import { countOf, formatCount, listText, percentText } from './labels.ts';

const ASKS = {
  opt_out: 'to be able to opt out',
  delete_data: 'to have their data deleted',
  refund: 'for their money back',
  reverse: 'to have it taken back',
  explain: 'for an explanation',
  apologise: 'for an apology',
} as const;

/** `34% ask to be able to opt out, 12% say that they are leaving`; undefined where few ask for anything. */
export function demandsText(demands: readonly DemandCount[]): string | undefined {
  if (demands.length === 0) return undefined;
  return listText(
    demands.map(({ demand, share }) =>
      demand === 'leave'
        ? `${percentText(share)} say they are leaving`
        : `${percentText(share)} ask ${ASKS[demand]}`,
    ),
  );
}

/** `41 in the last 6 h, 12 in the 6 h before` */
export function recentText({ hours, now, before }: ShownArgument['recent']): string {
  return `${formatCount(now, 0)} in the last ${hours} h, ${formatCount(before, 0)} in the ${hours} h before`;
}

export const REST_NAMES = {
  negative: 'other criticism',
  neutral: 'questions, news and the like',
  positive: 'praise or defence',
} as const;

/** Shares below are not worth a word. */
const LEAST_REST = 0.03;

/** `12% other criticism, 8% praise or defence`; undefined where nothing is left. */
export function restText({ rest }: Extract<IncidentArguments, { state: 'grouped' }>): string | undefined {
  const shown = rest.filter(({ share }) => share >= LEAST_REST).toSorted((a, b) => b.share - a.share);
  if (shown.length === 0) return undefined;
  return listText(shown.map(({ mood, share }) => `${percentText(share)} ${REST_NAMES[mood]}`));
}

/** Why nothing is grouped; undefined where something is. */
export function notGroupedText(found: IncidentArguments): string | undefined {
  if (found.state === 'few') return `Too few posts to group (${found.posts} of ${found.needed}).`;
  if (found.state === 'removed')
    return `The texts of its ${countOf(found.removed, 'post')} have been removed after the retention period, so they cannot be grouped.`;
  return found.list.length === 0 ? 'No argument stands out: its posts have little in common.' : undefined;
}

const MAIL_LINES = 3;

/** At most three lines for a mail: name, share, demands. */
export function argumentLines(found: IncidentArguments): string[] {
  if (found.state !== 'grouped') return [];
  return found.list.slice(0, MAIL_LINES).map(({ name, share, demands }) => {
    const asks = demandsText(demands.slice(0, 2));
    return `${name}: ${percentText(share)} of the extra posts${asks ? `; of them ${asks}` : ''}`;
  });
}
