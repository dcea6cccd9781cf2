/** GDELT's timeline of article counts: steps of 15 minutes below 72 hours, else of an hour or a day; JSON that is none. */
import type { FakeApi } from './site.ts';

const QUARTER = 900_000;
const HOUR = 3_600_000;

/** Articles in the quarter hour that starts at `at`; a step of its own each. */
export function articles(at: number): number {
  const step = at / QUARTER;
  return (step * 7 + Math.floor(step / 96) * 3) % 11;
}

/** The value of each hour in the range as the site has it at `now`. */
export function hourlyArticles(from: number, to: number, now: number) {
  const points = [];
  for (let start = from; start < to && start <= now; start += HOUR) {
    let value = 0;
    for (let at = start; at < start + HOUR && at <= now; at += QUARTER) value += articles(at);
    points.push({ start, value });
  }
  return points;
}

const instant = (digits: string | null) =>
  Date.parse((digits ?? '').replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z'));
const written = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

export function fakeGdelt(now: () => number): FakeApi {
  return {
    errorBody: { message: 'internal' },
    // Titles of real articles contain control characters and stray backslashes too.
    print: (whole) => JSON.stringify(whole).replace('TITLE', 'Fern\u0007way \\way'),
    answer({ path, query }) {
      if (path !== '/api/v2/doc/doc') return { status: 404, body: '' };
      if ((query.get('query') ?? '').length < 5) {
        return {
          status: 200,
          body: 'Your query was too short or too long.\n',
          headers: { 'content-type': 'text/html' },
        };
      }
      const from = instant(query.get('startdatetime'));
      const to = Math.min(instant(query.get('enddatetime')), now());
      const span = to - from;
      const step = span < 72 * HOUR ? QUARTER : span <= 168 * HOUR ? HOUR : 24 * HOUR;
      const data = [];
      for (let at = from; at <= to; at += step)
        data.push({ date: written(at), value: articles(at), norm: 90_000 });
      return {
        entries: data,
        paged: false,
        wrap: (entries) => ({
          query_details: { title: 'TITLE', date_resolution: '15m' },
          timeline: [{ series: 'Article Count', data: entries }],
        }),
      };
    },
  };
}
