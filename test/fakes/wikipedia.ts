/** Wikimedia's page views of an article by day: a day comes six hours after its end, one without views never. */
import type { FakeApi } from './site.ts';

const DAY = 86_400_000;
const LATE = DAY + 6 * 3_600_000;

export function views(day: number): number {
  const n = day / DAY;
  return n % 29 === 0 ? 0 : 100 + ((n * 37) % 91);
}

/** Days in the range as the site has them at `now`. */
export function dailyViews(from: number, to: number, now: number) {
  const points = [];
  for (let start = from; start < to && start + LATE <= now; start += DAY)
    if (views(start) > 0) points.push({ start, value: views(start) });
  return points;
}

const instant = (digits: string) => Date.parse(digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3T00:00:00Z'));

export function fakeWikipedia(now: () => number): FakeApi {
  return {
    errorBody: { type: 'about:blank', title: 'Internal error' },
    answer({ path }) {
      const match =
        /^\/api\/rest_v1\/metrics\/pageviews\/per-article\/en\.wikipedia\/all-access\/user\/Fernway_\(app\)\/daily\/(\d{8})\/(\d{8})$/;
      const [, first, last] = match.exec(decodeURIComponent(path)) ?? [];
      const none = {
        type: 'about:blank',
        title: 'Not found.',
        detail: 'no data for those dates',
        method: 'get',
      };
      if (first === undefined || last === undefined) return { status: 404, body: '<html>' };
      const points = dailyViews(instant(first), instant(last) + DAY, now());
      if (points.length === 0) return { status: 404, body: JSON.stringify(none) };
      return {
        entries: points.map(({ start, value }) => ({
          project: 'en.wikipedia',
          article: 'Fernway_(app)',
          granularity: 'daily',
          timestamp: `${new Date(start).toISOString().slice(0, 10).replaceAll('-', '')}00`,
          access: 'all-access',
          agent: 'user',
          views: value,
        })),
        paged: false,
        wrap: (items) => ({ items }),
      };
    },
  };
}
