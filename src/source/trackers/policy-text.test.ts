/** What is read out of a policy's page, and which pages are none. */
import { describe, expect, it } from 'vitest';
import { normaliseText, policyText, whyNoPolicy } from './policy-text.ts';
import { LEAST_LENGTH } from '../../policy/text/no-policy.ts';
import { growth, LINEAR } from '../../../test/support/cpu-time.ts';

const LONG = Array.from({ length: 60 }, (_, i) => `<p>Sentence ${i} of a policy that goes on.</p>`).join(
  '\n',
);
const url = 'https://acme.example/privacy';

function why(html: string, to = url): string | undefined {
  return whyNoPolicy({ asked: url, url: to, html, text: policyText(html) });
}

describe('policyText', () => {
  it('keeps the main text, its own head included, and nothing around it', () => {
    const html = `<body><header>Shop</header><nav>Menu</nav><main><header><h1>Policy</h1><p>Effective 9 May 2026</p>
      </header>${LONG}<script>x()</script><p>See <a href="/a">our list</a>.</p></main><footer>© 2026</footer></body>`;
    const lines = policyText(html).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Policy',
      'Effective 9 May 2026',
      'Sentence 0 of a policy that goes on.',
    ]);
    expect(lines.at(-1)).toBe('See our list.');
    expect(lines).toHaveLength(63);
  });

  it('takes the whole page where nothing says what its main part is', () => {
    const text = policyText(`<body><header>Shop</header><main>Menu</main><div>${LONG}</div></body>`);
    expect(text).toContain('Sentence 59');
    expect(text).not.toContain('Shop');
  });

  it.each<[string, string, string]>([
    [
      'all articles, and no teasers',
      `<article><h2>One</h2>${LONG}</article><article><p>${'Two. '.repeat(60)}</p><footer>As of May 2026</footer></article>
        <article><a href="/news">News of today</a></article>`,
      'As of May 2026',
    ],
    [
      'cells apart, a row a line',
      `<main>${LONG}<table><tr><th>Data</th><th>Sold?</th></tr><tr><td><p>Biometric information</p></td><td>Yes, we <b>sell</b> it</td></tr></table></main>`,
      '| Data | Sold? |\n| Biometric information | Yes, we sell it |',
    ],
    [
      'a table that is the layout',
      `<table><tr><td>Menu</td><td>${LONG}</td></tr></table>`,
      'Sentence 59 of a policy that goes on.',
    ],
    [
      'terms and what they mean apart',
      `<main>${LONG}<dl><dt>Location</dt><dd>For maps</dd></dl></main>`,
      'Location\nFor maps',
    ],
    [
      'an aside in the main text',
      `<main>${LONG}<aside>In short: we sell nothing.</aside></main>`,
      'In short: we sell nothing.',
    ],
    [
      'no menu in the main text',
      `<main>${LONG}<p>End.</p><aside><a href="/t">Terms</a> <a href="/c">Cookies</a></aside></main>`,
      'End.',
    ],
    [
      'a footer in the main text',
      `<main>${LONG}<footer>Last updated 3 May 2026</footer></main>`,
      'Last updated 3 May 2026',
    ],
    [
      'a page that is one form',
      `<form action="./privacy.aspx"><input type="hidden" value="x"><div>${LONG}</div></form>`,
      'Sentence 59 of a policy that goes on.',
    ],
    [
      'no form for letters',
      `<main>${LONG}<p>End.</p><form>Subscribe to our letter <input></form></main>`,
      'End.',
    ],
    ['no footer of the site', `${LONG}<p>End.</p><footer>© 2026 Shop</footer>`, 'End.'],
  ])('%s', (_, body, end) => {
    const text = policyText(`<body>${body}</body>`);
    expect(text.endsWith(end)).toBe(true);
    expect(text).toContain('Sentence 0');
  });

  it('looks the same where it looks the same', () => {
    expect(normaliseText(' We\u00a0 take\tit. \r\n\r\n\u200bAll\u00ad of it.\n')).toBe(
      'We take it.\nAll of it.',
    );
  });

  it.each(['<', '<a', '<!--', '<main>', '<form>', '<aside>', '<td>', '<tr><td>x'])(
    'a hostile page of %j takes linear time',
    (piece) => {
      const work = (size: number) => {
        try {
          why(piece.repeat(size));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      };
      expect(growth(work, 2_500)).toBeLessThan(LINEAR);
    },
  );
});

describe('whyNoPolicy', () => {
  it.each([
    ['<body><main>Page not found</main></body>', 'no such page'],
    ['<body><main>Our policy is on its way.</main></body>', 'characters of text'],
    ['<body><div id="app"></div><noscript>Please enable JavaScript.</noscript></body>', 'JavaScript'],
    ['<body><form>Please log in to continue <input type="password"></form></body>', 'login'],
    ['<body><h1>Just a moment…</h1>Checking your browser</body>', 'a person is reading'],
    ['<body><h1>Access Denied</h1></body>', 'refuses access'],
    [`<body><main><p>You must sign in to view this.</p>${LONG}</main></body>`, 'login'],
  ])('%s', (html, reason) => {
    expect(why(html)).toContain(reason);
  });

  it.each([
    ['https://acme.example/', 'the front page'],
    ['https://acme.example/404', 'the page of an error'],
    ['https://acme.example/errors/not-found.html', 'the page of an error'],
    ['https://acme.example/maintenance', 'the page of an error'],
    ['https://sso.acme.example/signin', 'requires a login'],
  ])('a page that leads to %s is none', (to, reason) => {
    expect(why(`<body>${LONG}</body>`, to)).toContain(reason);
  });

  it.each(['https://acme.example/legal/privacy', 'https://legal.acme.example/en/privacy', url])(
    'a page that leads to %s may be one',
    (to) => {
      expect(why(`<body>${LONG}</body>`, to)).toBeUndefined();
    },
  );

  it.each([
    [`<h1>Page not found</h1>${LONG}`, 'no such page'],
    ['<p>Redirecting to legal.acme.example</p>', 'another page'],
    ['<h1>Something went wrong</h1><p>Please try again later.</p>', 'error of the site'],
    [
      `<p>Before you continue to Acme</p><p>We use cookies.</p><button>Accept all</button>`,
      'characters of text',
    ],
    [
      `<p>Before you continue to Acme</p><p>We use cookies.</p><a>Accept all</a> <a>Reject all</a>`,
      'cookies',
    ],
  ])('%#', (html, reason) => {
    expect(why(`<body>${html}</body>`)).toContain(reason);
  });

  it('a page that leads to a login is none, however long', () => {
    expect(why(`<body>${LONG}</body>`, 'https://acme.example/login?next=privacy')).toContain('/login');
  });

  it('a policy that speaks of such things further down is one', () => {
    const html = `<body><main>${LONG}<p>Please log in to continue. Enable JavaScript. Access denied.</p></main></body>`;
    expect(policyText(html).length).toBeGreaterThan(LEAST_LENGTH);
    expect(why(html)).toBeUndefined();
  });
});
