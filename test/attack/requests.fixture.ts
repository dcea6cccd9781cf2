/** Requests to every route with hostile paths, queries and forms, and what must never come back. */
import type { App } from '../../dashboard/deps.ts';
import { openApiDocument } from '../../dashboard/api/document.ts';
import { routes } from '../../dashboard/routes.ts';
import { pick } from '../../src/simulate/random.ts';
import { ORIGIN } from '../unit/dashboard-fixture.ts';
import { shapes } from './shapes.ts';

/** What a page must not hold as markup. */
export const RAW = '<script>alert(1)</script>';

const NUMBERS = [
  '1',
  '0',
  '-1',
  '01',
  '+1',
  '1.0',
  '1.5',
  '1e0',
  '1e308',
  '-1e308',
  'NaN',
  'Infinity',
  '0x10',
  '٣',
  '1\0',
  '2147483648',
  '9007199254740993',
  '9300000000000000000',
  '99999999999999999999999',
  ' 1',
  '1,2',
  '1;drop',
];
const TIMES = [
  '2015-08-20',
  '0000-01-01',
  '9999-12-31',
  '2015-02-30',
  '+275760-09-13T00:00Z',
  '2015-08-20T14:00Z',
];
const WORDS = [
  'spotify',
  'evil',
  'spotify-2015',
  'evil-2015',
  'policy-2015',
  'betrayal',
  'csv',
  'hour',
  'day',
  'all',
  '*',
  'png',
  'svg',
];
/** Parts of an address as no browser writes them. */
const ENCODED = [
  '%',
  '%0',
  '%00',
  '%ff',
  '%ED%A0%80',
  '%2e%2e%2f',
  '%252e',
  '%c0%af',
  '%u0000',
  '+',
  '%0d%0a',
  '..;',
];

/** Fields of all forms and pages. */
const FIELDS = `
  brand source author mention why kind title text at url do revision incident template email role
  all mail name days password next present session hours verdict assignee comment from until
  maxSeverity decision touches words announced effective sentiment betrayal add remove duplicates
  tag verb on note correction back
`
  .trim()
  .split(/\s+/);
const VALID: Readonly<Record<string, readonly string[]>> = {
  do: ['save', 'approve', 'publish', 'withdraw', 'reopen', 'resume', 'change', 'link', 'remove'],
  decision: ['confirmed', 'dismissed', 'candidate'],
  verb: ['add', 'remove'],
  role: ['viewer', 'analyst', 'admin'],
  kind: ['apology', 'clarification', 'reversal', 'delay', 'backlash'],
  brand: ['spotify', 'evil', '*'],
  incident: ['spotify-2015', 'evil-2015'],
  verdict: ['right', 'wrong'],
  revision: ['0', '1', '2'],
  email: ['a@b.c', 'admin@example.org'],
};

function queryNames(): string[] {
  const paths = openApiDocument(ORIGIN).paths ?? {};
  const operations = Object.values(paths).flatMap((path) =>
    path.get?.parameters ? [path.get.parameters] : [],
  );
  const documented = operations
    .flat()
    .flatMap((one) => ('in' in one && one.in === 'query' ? [one.name] : []));
  const more = [
    'after',
    'before',
    'fresh',
    'fragment',
    'go',
    'range',
    'search',
    'sensitivity',
    'template',
    'try',
    'v',
  ];
  const trial = [
    'minSeverity',
    'cooldown',
    'explain',
    'exclude_author',
    'exclude_source',
    'show',
    'week',
    '__proto__',
  ];
  return [...new Set([...documented, ...more, ...trial])];
}

export interface Shot {
  readonly route: string;
  readonly path: string;
  readonly init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  };
}

/** `rounds` requests to each route. */
export function* shots(seed: number, rounds: number): Generator<Shot> {
  const hostile = shapes(seed);
  const { random } = hostile;
  const below = (n: number) => Math.floor(random() * n);
  const names = queryNames();
  const value = (most: number): string => {
    const kind = below(6);
    if (kind === 0) return pick(NUMBERS, random);
    if (kind === 1) return pick(TIMES, random);
    if (kind === 2) return RAW;
    return kind === 3 ? hostile.text(most).slice(0, most) : pick(WORDS, random);
  };
  const part = (text: string) => encodeURIComponent(text.toWellFormed());
  const pathOf = (path: string) =>
    path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const kind = below(4);
      if (kind === 0) return pick(ENCODED, random);
      if (kind === 1) return part(value(100)) || '1';
      return name === 'id'
        ? pick(NUMBERS.slice(0, 2), random)
        : pick(['spotify', 'spotify-2015', 'evil'], random);
    });
  const queryOf = () =>
    Array.from({ length: below(6) }, () => {
      const name = pick(names, random);
      return `${part(name)}=${below(8) === 0 ? pick(ENCODED, random) : part(value(300))}`;
    }).join('&');
  const fields = (): [string, string][] =>
    Array.from({ length: 3 + below(15) }, () => {
      const name = below(12) === 0 ? '__proto__' : pick(FIELDS, random);
      const good = Object.hasOwn(VALID, name) ? VALID[name] : undefined;
      return [name, good && below(2) ? pick(good, random) : value(3_000)];
    });
  const multipart = (cut: boolean): string => {
    const all = fields().map(([name, text], i) => {
      const file = i % 5 === 4 ? `; filename="${RAW}"` : '';
      return `--xx\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${text}\r\n`;
    });
    const whole = `${all.join('')}--xx--\r\n`;
    return cut ? whole.slice(0, below(whole.length)) : whole;
  };
  function body(): { type?: string; text: string } {
    const form = 'application/x-www-form-urlencoded';
    switch (below(9)) {
      case 0:
        return { type: 'multipart/form-data; boundary=xx', text: multipart(false) };
      case 1:
        return { type: 'multipart/form-data; boundary=xx', text: multipart(true) };
      case 2:
        return {
          type: pick(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/x'], random),
          text: 'x',
        };
      case 3:
        return { type: 'application/json', text: JSON.stringify(hostile.value()).slice(0, 30_000) };
      case 4:
        return { type: `${form}; charset=utf-16`, text: `a=${pick(ENCODED, random)}&=&&=x&a[b]=1&a.b=2` };
      case 5:
        return { text: hostile.text(1_000).slice(0, 1_000) };
      default:
        return {
          type: form,
          text: fields()
            .map(([name, text]) => `${part(name)}=${part(text)}`)
            .join('&'),
        };
    }
  }
  for (const { method, path } of routes) {
    // It would not end.
    if (path === '/live') continue;
    for (let i = 0; i < rounds; i += 1) {
      const query = queryOf();
      const to = `${pathOf(path)}${query === '' ? '' : `?${query}`}`;
      const headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' };
      if (method === 'GET') {
        yield { route: path, path: to, init: { method: below(10) === 0 ? 'HEAD' : 'GET', headers } };
        continue;
      }
      const { type, text } = body();
      if (type !== undefined) headers['Content-Type'] = type;
      yield { route: path, path: to, init: { method, headers, body: text } };
    }
  }
}

/** What is wrong with the answer to a request; undefined if nothing is. */
export async function problemOf(
  app: App,
  shot: Shot,
  headers: Record<string, string>,
  secret?: string,
): Promise<string | undefined> {
  const answer = await app.request(shot.path, {
    ...shot.init,
    headers: { ...headers, ...shot.init.headers },
  });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  const about = `${shot.init.method} ${shot.path.slice(0, 300)} ${(shot.init.body ?? '').slice(0, 300)}`;
  if (answer.status >= 500) return `${answer.status}: ${about}`;
  if (/html|svg/.test(type) && text.includes(RAW)) return `raw marker: ${about}`;
  if (secret !== undefined && text.includes(secret)) return `another brand: ${about}`;
  const location = answer.headers.get('location');
  if (location !== null && !/^\/(?![/\\])/.test(location)) return `leads away to ${location}: ${about}`;
  const policy = answer.headers.get('content-security-policy') ?? '';
  if (/html/.test(type) && !policy.includes('frame-ancestors')) return `no policy: ${about}`;
  if (!answer.headers.has('cache-control')) return `no Cache-Control: ${about}`;
  return undefined;
}
