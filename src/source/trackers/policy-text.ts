/** The text of a policy's page, and how to recognise a page that is not a policy. */
import { convert } from 'html-to-text';
import { cutText } from '../../domain/text.ts';

/** A policy has at least this many characters; an error page, a login and a half-loaded page have fewer. */
export const LEAST_LENGTH = 2_000;
/** A login page mentions it in its first characters; a policy mentions logging in further down. */
const BEGINNING = 500;

const SKIPPED = ['nav', 'footer', 'aside', 'script', 'style', 'noscript', 'template', 'form', 'button'];
const MEDIA = ['img', 'svg', 'iframe', 'video', 'audio', 'canvas', 'select'];

function textOf(html: string, base: string, skipped: readonly string[]): string {
  return convert(html, {
    wordwrap: false,
    baseElements: { selectors: [base], returnDomByDefault: false },
    limits: { maxInputLength: 5_000_000, maxBaseElements: 1 },
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'ul', options: { itemPrefix: '- ' } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
      ...skipped.map((selector) => ({ selector, format: 'skip' })),
    ],
  });
}

/** The same result for texts that look the same: normalises line ends, spaces, invisible characters, empty lines. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/**
 * The main text of a page: `main` or `article` if it is long enough, otherwise everything but the site's header. A
 * `header` within `main` is kept: it may hold dates.
 */
export function policyText(html: string): string {
  if (!/<\w[^<>]*>/.test(html)) return normaliseText(html);
  for (const base of ['main', '[role=main]', 'article']) {
    const text = normaliseText(textOf(html, base, [...SKIPPED, ...MEDIA]));
    if (text.length >= LEAST_LENGTH) return text;
  }
  return normaliseText(textOf(html, 'body', [...SKIPPED, ...MEDIA, 'header']));
}

const WALLS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:enable|turn on|requires?|needs?) javascript|javascript (?:is|must be|to be) (?:disabled|off|required|enabled)/i,
    'it shows its text only to browsers that run JavaScript',
  ],
  [
    /(?:verify|confirm|prove) (?:that )?you(?: are|'re|’re) (?:a |not a )?(?:human|robot)|checking your browser|unusual traffic|\bcaptcha\b|just a moment/i,
    'it asks for proof that a person is reading',
  ],
  [
    /(?:please|must|need to|have to) (?:log|sign) ?in\b|(?:log|sign) ?in to (?:continue|view|see|your account)/i,
    'it requires a login',
  ],
  [
    /\baccess (?:is )?denied\b|\b(?:403 )?forbidden\b|not available in your (?:country|region)/i,
    'it refuses access',
  ],
];
const LOGIN_PATH = /\/(?:log-?in|sign-?in|auth|sso|captcha|challenge)\b/i;

/** Why a page is not a policy; undefined if it may be one. */
export function whyNoPolicy(page: {
  asked: string;
  url: string;
  html: string;
  text: string;
}): string | undefined {
  const { text } = page;
  const to = new URL(page.url);
  if (LOGIN_PATH.test(to.pathname) && !LOGIN_PATH.test(new URL(page.asked).pathname)) {
    return `it redirects to ${to.host}${to.pathname.slice(0, 60)}, which requires a login`;
  }
  const short = text.length < LEAST_LENGTH;
  // A short page may say what it is in a noscript element or a form.
  const beginning = short ? normaliseText(page.html.replace(/<[^<>]*>/g, ' ')) : cutText(text, BEGINNING);
  const wall = WALLS.find(([pattern]) => pattern.test(beginning))?.[1];
  if (wall !== undefined) return wall;
  if (!short) return undefined;
  return `it has ${text.length} characters of text; a policy has at least ${LEAST_LENGTH}`;
}
