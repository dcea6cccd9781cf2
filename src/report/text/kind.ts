/** Why a spike is of its kind, in one sentence for pages and mails. */
import type { Spike } from '../../domain/spike.ts';
import { SERVICE, THEME_NAMES, type ThemeShare } from '../../domain/kind/theme.ts';
import { listText, percentText } from './labels.ts';

type Judged = Pick<Spike, 'kind' | 'kindProbability' | 'themes' | 'polarised' | 'negativeShare'>;

const MOST_THEMES = 3;

/** `41% (30 to 52%) of price or terms` */
function themeText({ code, share, lower, upper }: ThemeShare): string {
  const [low, high] = [lower, upper].map((value) => Math.round(100 * value));
  return `${percentText(share)} (${low} to ${high}%) of ${THEME_NAMES[code]}`;
}

/** `The added posts speak more than usual of …: `, empty where no theme is sure. */
function themesText(themes: readonly ThemeShare[]): string {
  const named = themes.slice(0, MOST_THEMES).map(themeText);
  return named.length === 0 ? '' : `of the posts beyond the usual, ${listText(named)}`;
}

const NAMES = { backlash: 'A backlash', complaints: 'Complaints', attention: 'Attention' } as const;

function becauseOf({ kind, themes = [], negativeShare }: Judged): string {
  const angry = `${percentText(negativeShare)} of all are negative`;
  if (kind === 'attention')
    return 'more people post, and not enough of what they add is against the brand or about a failing service';
  const own = themes.filter(({ code }) => (kind === 'complaints') === (code === SERVICE));
  const about = themesText(own.length > 0 ? own : themes);
  return about === '' ? `${angry}, more than is usual for the brand` : `${about}; ${angry}`;
}

/**
 * `A backlash, 97% likely: of the posts beyond the usual, 41% (30 to 52%) of price or terms; 60% of all are negative.`
 * Undefined where an older version found the spike.
 */
export function kindText(spike: Judged): string | undefined {
  const { kind, kindProbability: probability, polarised } = spike;
  if (probability === undefined) return undefined;
  const likely = probability > 0.99 ? 'over 99%' : percentText(probability);
  const sides = polarised ? ' Both sides speak: a large part defends the brand.' : '';
  return `${NAMES[kind]}, ${likely} likely: ${becauseOf(spike)}.${sides}`;
}
