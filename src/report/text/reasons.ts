/** Why an incident happens, in short sentences for mails and messages. */
import type { Drivers } from '../brand/drivers.ts';
import type { IncidentReport } from '../incident/report.ts';
import type { SpikePrecision } from '../../domain/spike.ts';
import { checkLines, missingLabels } from './attribution-checks.ts';
import { kindText } from './kind.ts';
import { countOf } from './labels.ts';

const HOURS_UNTIL_DAYS = 48;

/** `44 h after`, `3 days before`, `on the day of` */
function lagText(hours: number, precision: SpikePrecision | undefined): string {
  const size = Math.abs(hours);
  const side = hours < 0 ? 'before' : 'after';
  if (precision === 'day' || size >= HOURS_UNTIL_DAYS) {
    const days = Math.round(size / 24);
    return days === 0 ? 'on the day of' : `${countOf(days, 'day')} ${side}`;
  }
  return size < 1 ? 'with' : `${Math.round(size)} h ${side}`;
}

const lower = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

/** From this share of all posts on a category is named. */
const LEAST_SHARE = 0.05;
const MOST_NAMED = 3;

/** `People criticise: Takes more than it needs; Broken promise.` */
function criticismOf(drivers: Pick<Drivers, 'categories'>): string[] {
  const named = drivers.categories
    .filter(({ type, share }) => type === 'harm' && share >= LEAST_SHARE)
    .slice(0, MOST_NAMED)
    .map(({ title }) => title);
  return named.length === 0 ? [] : [`People criticise: ${named.join('; ')}.`];
}

/** At most five: why it is of its kind, what people criticise, and of a change that is named as the cause what speaks for it and what is missing. */
export function reasonsOf({
  spike,
  explanation,
  drivers,
}: Pick<IncidentReport, 'spike' | 'explanation' | 'drivers'>): string[] {
  const kind = spike && kindText(spike);
  const why = kind === undefined ? [] : [kind];
  if (!spike || spike.kind === 'attention') return why;
  const criticism = [...why, ...criticismOf(drivers)];
  if (spike.kind === 'complaints') return criticism;
  if (!explanation || explanation.verdict === 'not distinguishable') return criticism;
  const lines = checkLines(explanation);
  const met = lines.filter((one) => one.met === 'yes').map((one) => lower(one.label));
  const failed = missingLabels(explanation).map(lower);
  return [
    ...criticism,
    `It began ${lagText(explanation.lagHours, spike.precision)} the change.`,
    ...(met.length > 0 ? [`For the change: ${met.join('; ')}.`] : []),
    ...(failed.length > 0 ? [`Missing for “very likely”: ${failed.join('; ')}.`] : []),
  ];
}
