/** What makes compared incidents less comparable, in words. */
import type { ComparisonWarning } from '../../detect/compare/comparison.ts';
import { formatCount, listText, percentText } from './labels.ts';

/** `app reviews (appstore)`: what kind of source it is, where its name says so. */
function sourceText(name: string): string {
  const own = name.replace(/^sim:/, '');
  if (/review|appstore|app-store|play-?store|trustpilot/i.test(own)) return `app reviews (${name})`;
  if (/news|press|headline/i.test(own)) return `news (${name})`;
  if (/forum|reddit|hackernews|^hn\b/i.test(own)) return `forum posts (${name})`;
  return `source ${name}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** `2026-02-16 01:00 UTC` */
function minuteText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** One sentence. */
export function comparisonWarningText(warning: ComparisonWarning): string {
  switch (warning.kind) {
    case 'no-date':
      return `${warning.label}: no ${warning.align} date is known, so its day 0 is the onset.`;
    case 'hours-missing':
      return `${warning.label}: ${percentText(Math.max(0.01, warning.share))} of the hours shown have no counts.`;
    case 'not-measured':
      return `${warning.label}: less than a week of counts before the onset, so nothing is measured.`;
    case 'short-history':
      return `${warning.label}: only ${warning.days} days of counts before the onset.`;
    case 'not-recovered':
      return `${warning.label}: the counts end before the recovery, so excess and recovery are at least as large as shown.`;
    case 'sizes': {
      const { most, least, times } = warning;
      return `${most} usually has ${formatCount(times, times < 10 ? 1 : 0)} times the negative posts of ${least}. The ranges of the smaller one are wider, so that only large differences show.`;
    }
    case 'outage': {
      const { label, source, from, hours } = warning;
      return `${label}: nothing from ${sourceText(source)} for ${Math.round(hours)} h from ${minuteText(from)}, so counts are too low there.`;
    }
    case 'more-outages':
      return `${warning.label}: ${warning.count} more such ${warning.count === 1 ? 'gap' : 'gaps'}.`;
    case 'no-common-source': {
      const each = warning.incidents.map(
        ({ label, sources }) => `${label} has ${sources.map(sourceText).join(', ') || 'none'}`,
      );
      return `The incidents have no source in common: ${each.join('; ')}. Counts of different sources cannot be compared.`;
    }
    case 'source-only-in':
      return `${capital(sourceText(warning.source))} only in ${listText(warning.labels)}.`;
    case 'source-mix': {
      const { source, most, least } = warning;
      return `The mix of sources differs: ${sourceText(source)} gave ${percentText(most.share)} of the mentions in ${most.label}, ${percentText(least.share)} in ${least.label}.`;
    }
  }
}
