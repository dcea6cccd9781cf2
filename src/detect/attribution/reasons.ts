/** The reasons of an attribution in plain words. */
import { HOUR_MS } from '../../domain/series.ts';
import type { Verdict } from '../../domain/spike.ts';
import type { PriorRise } from './news-series.ts';
import type { Evidence } from './attribute.ts';
import type { ChangeDate } from './lag.ts';
import { contestText } from './rivals.ts';

/** Why the verdict is what it is, in one sentence. */
export function explain(e: Evidence, verdict: Verdict, significance: number): string {
  const grew = verdict === 'possible' && e.lagHours <= -24 && e.grew ? ' and peaked after it' : '';
  const parts = [`The talk rose ${lagText(e.lagHours)} ${dateText(e.date)}${grew}`];
  const { placebos } = e.placebo;
  const better = Math.round(e.placebo.pValue * (placebos + 1)) - 1;
  if (placebos === 0) parts.push('there are too few counts around the date to compare it with others');
  else {
    const few = e.pValue <= significance ? 'only ' : '';
    parts.push(
      `${better === 0 ? 'none' : `${few}${better}`} of ${placebos} other dates saw as strong a rise`,
    );
  }
  if (e.content === 'supports') parts.push(`posts speak of what it changes (${e.shared.join(', ')})`);
  if (e.content === 'contradicts') parts.push('posts speak of other things than it changes');
  if (e.rivals.length > 0) parts.push(`also near: ${e.rivals.join('; ')}`);
  for (const one of e.contests) parts.push(contestText(one));
  if (e.control?.explains)
    parts.push(
      `other brands rose too (${times(e.control.multiple)} their usual talk against ${times(e.control.ofSpike)})`,
    );
  if (e.moved) parts.push(movedText(e.moved));
  const close = {
    'very likely': 'so the change is very likely the reason',
    possible: 'so the change may be the reason',
    'not distinguishable': `so this change cannot be told apart from ${e.moved ? 'what moved before it' : 'chance'}`,
  }[verdict];
  return `${parts.join('; ')}; ${close}.`;
}

function lagText(hours: number): string {
  const size = Math.abs(hours);
  if (size < 1) return 'when';
  const amount = size < 48 ? `${Math.round(size)} h` : `${Math.round(size / 24)} days`;
  return `${amount} ${hours < 0 ? 'before' : 'after'}`;
}

function dateText(date: ChangeDate): string {
  // `Wed, 19 Aug 2015 00:00:00 GMT` without the day of the week and the time.
  const day = new Date(date.from).toUTCString().slice(5, 16);
  return date.kind === 'observed'
    ? `the change was seen (${day})`
    : `the change was ${date.kind === 'effective' ? 'in force' : 'announced'} (${day})`;
}

function movedText({ counts, from, to, multiple }: PriorRise): string {
  const hours = Math.round((to - from) / HOUR_MS);
  const when = `${new Date(from).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${counts} moved first: ${times(multiple)} their usual number in the ${hours} h from ${when} on, before the change`;
}

function times(multiple: number): string {
  return `${multiple < 9.95 ? multiple.toFixed(1) : Math.round(multiple)} times`;
}
