/** The conditions of an attribution as a list with marks, and what is missing for "very likely". */
import type { Attribution, AttributionCheck } from '../../domain/spike.ts';
import { isMissing } from '../../detect/attribution/verdict.ts';
import type { ChanceRate } from '../incident/chance.ts';
import { countOf, formatCount, hoursText } from './labels.ts';

const LABELS: Readonly<Record<AttributionCheck['name'], string>> = {
  near: 'Near in time',
  rare: 'Chance alone would hardly bring them so close',
  words: 'Posts speak of what changed, more than usual',
  brand: 'Only this brand rose',
  alone: 'No other event is as likely',
  dated: 'The date of the change is known',
  first: 'News and page views had not risen before',
};

export interface CheckLine {
  readonly met: AttributionCheck['met'];
  readonly label: string;
}

/** One line a condition; empty where it is not known what the verdict rests on. */
export function checkLines({ checks = [] }: Pick<Attribution, 'checks'>): CheckLine[] {
  return checks.map(({ name, met }) => ({ met, label: LABELS[name] }));
}

/** Labels of what is missing for "very likely". */
export function missingLabels({ checks = [] }: Pick<Attribution, 'checks'>): string[] {
  return checks.filter(isMissing).map(({ name }) => LABELS[name]);
}

/** What the condition asks for, after `if`. */
function wishText({ name, met, limit = 0, wholeDay }: AttributionCheck): string {
  switch (name) {
    case 'near':
      return `the rise had begun at most ${hoursText(limit)} after the ${wholeDay ? 'end of the day of the ' : ''}change`;
    case 'rare':
      return 'outcries and changes of this brand came as close by chance more seldom';
    case 'words':
      return met === 'unknown'
        ? 'it were noted what the change touches and posts spoke of it, more than usual'
        : 'posts spoke of what changed, more than usual';
    case 'brand':
      return 'other brands had not risen as much';
    case 'alone':
      return 'no other event were as likely';
    case 'dated':
      return `the date of the change were known to within ${hoursText(limit)}`;
    case 'first':
      return 'news and page views had not risen before the change';
  }
}

/** What would make it very likely; of a verdict that already is, what that means. */
export function missingText({ checks = [] }: Pick<Attribution, 'checks'>): string | undefined {
  if (checks.length === 0) return undefined;
  const missing = checks.filter(isMissing).map(wishText);
  if (missing.length === 0) return 'All conditions of “very likely” are met. That is a rule, no proof.';
  return `It would be “very likely” if ${missing.join(', and ')}.`;
}

/** A year of outcries and dates says no more of rarer chances. */
const MOST_YEARS = 20;

/** How often an outcry would begin as close to a date of a change by chance alone. */
export function chanceText(chance: ChanceRate | undefined): string | undefined {
  if (!chance) return undefined;
  const { incidents, dates, perYear } = chance;
  const often =
    perYear >= 1
      ? `${formatCount(perYear, 1)} times a year`
      : perYear > 0.55
        ? 'once a year'
        : perYear > 1 / MOST_YEARS
          ? `once in ${formatCount(1 / perYear, 0)} years`
          : `once in more than ${MOST_YEARS} years`;
  return `By chance alone: with ${countOf(incidents, 'outcry', 'outcries')} and ${countOf(dates, 'date of a change', 'dates of changes')} in twelve months, an outcry begins this close to a date about ${often}.`;
}
