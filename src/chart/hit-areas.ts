/** Columns that catch the pointer: the whole height of a bucket leads to its posts. */
import type { PredictionInterval } from '../domain/spike.ts';
import type { CountBucket, Plot } from './bars.ts';
import { safeHref } from './escape.ts';
import { formatBucket, formatCount } from './format.ts';
import { el, label } from './svg.ts';

/** `20 Aug 2015, 07:00 UTC: 62 negative (usually 2, at most 6), 30 broken trust, 122 in all` */
export function describeBucket(
  bucket: CountBucket,
  widthMs: number,
  interval: PredictionInterval | null | undefined,
  incomplete: boolean,
): string {
  const when = `${formatBucket(bucket.start, widthMs)}${incomplete ? ', incomplete' : ''}`;
  if (bucket.total === null) return `${when}: no data`;
  const range = interval
    ? ` (usually ${formatCount(interval.expected)}, at most ${formatCount(interval.upper, 0)})`
    : '';
  const parts = [
    ...(bucket.negative === undefined ? [] : [`${formatCount(bucket.negative)} negative${range}`]),
    ...(bucket.betrayal === undefined ? [] : [`${formatCount(bucket.betrayal)} broken trust`]),
    `${formatCount(bucket.total)} in all`,
  ];
  return `${when}: ${parts.join(', ')}`;
}

/**
 * Invisible full-height areas, each with its words and its link. They are no stops of the keyboard and nothing for screen
 * readers: the table beside the chart has the same links, and the script of the pages moves between them by arrow keys.
 */
export function hitAreas(
  buckets: readonly CountBucket[],
  plot: Plot,
  hrefFor: (bucketStart: number) => string,
  textOf: (bucket: CountBucket, i: number) => string,
): string {
  const areas = buckets.map((bucket, i) => {
    const href = safeHref(hrefFor(bucket.start));
    const x = plot.x(bucket.start);
    const area = {
      class: 'chart-hit',
      x,
      y: plot.top,
      width: plot.x(bucket.start + plot.widthMs) - x,
      height: plot.bottom - plot.top,
      fill: 'transparent',
    };
    const rect = el('rect', area, label('title', {}, textOf(bucket, i)));
    return href === undefined ? rect : el('a', { href, tabindex: -1 }, rect);
  });
  return el('g', { class: 'chart-hits', 'aria-hidden': 'true' }, ...areas);
}
