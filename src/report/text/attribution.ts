/** The reasons of an attribution as one sentence. It is stored with the spike. */
import type { WeighedChange } from '../../detect/attribution/attribute.ts';
import type { Evidence } from '../../detect/attribution/verdict.ts';
import type { Chance } from '../../detect/attribution/posterior.ts';
import type { ChangeDate } from '../../detect/attribution/lag.ts';
import type { PriorRise } from '../../detect/attribution/news-series.ts';
import type { Contest } from '../../detect/attribution/rivals.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { countOf } from './labels.ts';

/** Why the verdict is what it is. */
export function attributionText({ evidence: e, verdict, lagHours }: WeighedChange): string {
  const grew = verdict === 'possible' && lagHours <= -24 && e.grew ? ' and peaked after it' : '';
  const parts = [
    `Mentions rose ${e.lagDays === undefined ? lagText(lagHours) : lagDaysText(e.lagDays)} ${dateText(e.date)}${grew}`,
    ...placeboTexts(e),
    chanceText(e.chance),
    ...contentTexts(e),
  ];
  if (e.chosen)
    parts.push('the change was noted after the alarm, so that its closeness in time proves little');
  if (e.rivals.length > 0) parts.push(`also near: ${e.rivals.join('; ')}`);
  for (const one of e.contests) parts.push(contestText(one));
  if (e.control?.explains)
    parts.push(
      `other brands rose too (to ${times(e.control.multiple)} their usual mentions, against ${times(e.control.ofSpike)})`,
    );
  if (e.moved) parts.push(movedText(e.moved));
  const close = {
    'very likely': 'this meets every condition of “very likely”',
    possible: 'this does not meet every condition of “very likely”',
    'not distinguishable': 'nothing links the rise to this change',
  }[verdict];
  return `${parts.join('; ')}; ${close}.`;
}

/**
 * Only what speaks against the change: the test is made because there was a rise, so that other dates saw none as strong
 * says little for it.
 */
function placeboTexts({ placebo, significant }: Evidence): string[] {
  const { placebos, pValue } = placebo;
  if (placebos === 0) return ['there are too few counts around the date to compare it with other dates'];
  if (significant) return [];
  const asLarge = Math.round(pValue * (placebos + 1)) - 1;
  return asLarge < 1 ? [] : [`${asLarge} of ${placebos} other dates saw as strong a rise`];
}

/** How often an unrelated outcry and change of this brand come as close. */
function chanceText({ spikes, changes, pairsPerYear }: Chance): string {
  const [outcries, dates] = [countOf(spikes, 'outcry', 'outcries'), countOf(changes, 'change')];
  const pairs = pairsPerYear < 0.05 ? 'fewer than 0.1' : pairsPerYear.toFixed(1);
  return `with ${outcries} and ${dates} of this brand within a year, chance alone brings ${pairs} pairs a year as close`;
}

function contentTexts({ content, shared, share, change }: Evidence): string[] {
  const than = share
    ? `, ${percentOf(share.excess)} of the posts beyond the usual ones against ${percentOf(share.usual)} usually`
    : '';
  if (content === 'supports') return [`posts speak of what it changes (${shared.join(', ')}${than})`];
  if (content === 'contradicts') return ['posts do not speak of what it changes more than usual'];
  return [
    change.touches.length === 0
      ? 'nobody noted what the change touches, so posts cannot be compared with it'
      : 'it is not known what the posts speak of',
  ];
}

const percentOf = (share: number) => `${Math.round(share * 100)}%`;

function lagText(hours: number): string {
  const size = Math.abs(hours);
  if (size < 1) return 'when';
  const amount = size < 48 ? `${Math.round(size)} h` : `${Math.round(size / 24)} days`;
  return `${amount} ${hours < 0 ? 'before' : 'after'}`;
}

/** Between days without times. */
function lagDaysText(days: number): string {
  if (days === 0) return 'on the day';
  const amount = Math.abs(days) === 1 ? 'the day' : `${Math.abs(days)} days`;
  return `${amount} ${days < 0 ? 'before' : 'after'}`;
}

function dateText(date: ChangeDate): string {
  // `Wed, 19 Aug 2015 00:00:00 GMT` without the weekday and the time.
  const day = new Date(date.from).toUTCString().slice(5, 16);
  return date.kind === 'observed'
    ? `the change was seen (${day})`
    : `the change was ${date.kind === 'effective' ? 'in force' : 'announced'} (${day})`;
}

function contestText({ rival, own, theirs, favours, ownCodes, theirCodes }: Contest): string {
  const near = `${rival.title} falls on the same or the next day`;
  if (own + theirs === 0) return `${near}, and posts speak of neither more than of the other`;
  const counts =
    `${posts(own)} of what this changes${listed(ownCodes)} and ` +
    `${theirs} of ${rival.kind === 'response' ? 'that response' : 'what that changes'}${listed(theirCodes)}`;
  const decision = {
    own: 'so they speak of this one',
    theirs: 'so they speak of that one',
    neither: 'which does not decide between them',
  }[favours];
  return `${near}: ${counts}, ${decision}`;
}

function posts(n: number): string {
  return n === 1 ? '1 post speaks' : `${n} posts speak`;
}

function listed(codes: readonly string[]): string {
  return codes.length > 0 ? ` (${codes.join(', ')})` : '';
}

function movedText({ counts, from, to, multiple }: PriorRise): string {
  const hours = Math.round((to - from) / HOUR_MS);
  const when = `${new Date(from).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${counts} moved first: ${times(multiple)} their usual number in the ${hours} h from ${when} on, before the change`;
}

function times(multiple: number): string {
  return `${multiple < 9.95 ? multiple.toFixed(1) : Math.round(multiple)} times`;
}
