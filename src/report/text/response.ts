/** What is said about a company response: the one source of the sentence, for pages, reports, files, API and commands. */
import { type Alike, LEAST_OUTCRIES, type ResponseEffect } from '../../detect/compare/response.ts';
import type { Estimate } from '../../domain/spike.ts';
import { formatCount } from './labels.ts';

type Effect = Omit<ResponseEffect, 'at'> & { readonly followedBy?: string };

const percent = (share: number) => `${formatCount(100 * share, share < 0.1 ? 1 : 0)}%`;
const range = ({ lower, upper }: Estimate) => `${percent(lower)} to ${percent(upper)}`;
const outcries = (n: number) => (n === 1 ? '1 outcry' : `${formatCount(n, 0)} outcries`);

/** `Over the 72 hours after “Sorry” 40% of the extra posts an hour were left (35% to 46%), …` */
export function responseText(effect: Effect & { readonly title?: string }): string {
  const name = effect.title === undefined ? 'the response' : `“${effect.title}”`;
  if (!effect.left) return `What was left after ${name} is not known: ${reasonText(effect)}`;
  const followed =
    effect.followedBy === undefined ? '' : ` “${effect.followedBy}” followed within these 72 hours.`;
  return `In the 72 hours after ${name} there were ${percent(effect.left.value)} as many extra posts an hour as in the day before it (${range(effect.left)}).${followed} ${reasonText(effect)}`;
}

/** Why the verdict is what it is, as a sentence. */
export function reasonText(effect: Effect): string {
  switch (effect.reason) {
    case 'unlike-others':
      return `${expectedText(effect)}: it fell ${effect.verdict === 'faster' ? 'faster' : 'more slowly'} than outcries without a response do (p = ${pText(effect)}).`;
    case 'like-others':
      return `${expectedText(effect)}: what was left is not distinguishable from an outcry without a response (p = ${pText(effect)}).`;
    case 'few-outcries':
      return `${alikeText(effect.alike)}Whether the response changed anything cannot be said: that takes ${LEAST_OUTCRIES} outcries without a response to compare with, and ${knownText(effect.outcries)}.`;
    case 'by-day':
      return 'Whether the response changed anything cannot be said: the counts are by day, and the comparison needs hours.';
    case 'too-young':
      return 'it came less than 12 hours after the outcry began, too soon to know how the outcry would have gone on.';
    case 'too-recent':
      return `${hoursText(effect.hoursAfter)} of counts follow it, and 72 are needed.`;
    case 'too-small':
      return 'too few extra posts were left before it to measure a fall.';
    case 'missing':
      return 'too many hours around it have no counts.';
    case 'no-baseline':
      return 'the history before the outcry is too short to know what is usual.';
  }
}

function hoursText(hours: number): string {
  return hours < 1
    ? 'no hours'
    : `only ${formatCount(Math.floor(hours), 0)} ${Math.floor(hours) === 1 ? 'hour' : 'hours'}`;
}

function knownText(n: number): string {
  return n === 0 ? 'none is known' : `${formatCount(n, 0)} ${n === 1 ? 'is' : 'are'} known`;
}

function alikeText(alike: Alike | undefined): string {
  if (!alike || alike.outcries === 0) return '';
  const { outcries: n, asFar } = alike;
  if (n === 1)
    return `One outcry of like shape without a response had ${asFar === 1 ? '' : 'not '}fallen as far. `;
  return `Of ${outcries(n)} of like shape without a response, ${asFar === 0 ? 'none' : formatCount(asFar, 0)} had fallen as far. `;
}

function expectedText({ outcries: n, expected }: Effect): string {
  const text = expected ? `${percent(expected.value)} (${range(expected)})` : '';
  return `Going by ${outcries(n)} without a response, ${text} was to be expected`;
}

function pText({ pValue = 1 }: Effect): string {
  return formatCount(pValue, pValue < 0.1 ? 3 : 2);
}

/** What `outcry effect`, the comparison's file and the API hold of it. */
export function responseFields(effect: Effect, rounded: (value: number) => number) {
  const estimate = ({ value, lower, upper }: Estimate) => ({
    value: rounded(value),
    lower: rounded(lower),
    upper: rounded(upper),
  });
  const { verdict, left, expected, pValue, outcries: n, alike } = effect;
  const reason = reasonText(effect);
  return {
    verdict,
    left: left ? estimate(left) : null,
    ...(expected ? { expected: estimate(expected) } : {}),
    ...(pValue === undefined ? {} : { pValue: rounded(pValue) }),
    outcries: n,
    ...(alike ? { alike: { outcries: alike.outcries, asFar: alike.asFar } } : {}),
    reason: reason.charAt(0).toUpperCase() + reason.slice(1),
  };
}
