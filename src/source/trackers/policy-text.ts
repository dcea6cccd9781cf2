/** The text of a policy's page, and how to recognise a page that is not a policy. */
import { cutText } from '../../domain/text.ts';
import { wordsOfPage } from './page-words.ts';
import { errorIn, LEAST_LENGTH, wallIn } from '../../policy/text/no-policy.ts';

/** A login page mentions it in its first characters; a policy mentions logging in further down. */
const BEGINNING = 500;

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
 * The main text of a page: `main`, or all `article`s, if that is long enough, otherwise everything but the site's header
 * and footer. A `header` or `footer` within the main text is kept: it may hold dates.
 */
export function policyText(html: string): string {
  if (!/<\w[^<>]*>/.test(html)) return normaliseText(html);
  for (const base of ['main', '[role=main]', 'article']) {
    const text = normaliseText(wordsOfPage(html, base));
    if (text.length >= LEAST_LENGTH) return text;
  }
  return normaliseText(wordsOfPage(html, 'body', ['header', 'footer']));
}

const LOGIN_PATH = /\/(?:log-?in|sign-?in|auth|sso|captcha|challenge)\b/i;
const ERROR_PATH =
  /\/(?:404|410|500|503|error|errors|not-?found|page-not-found|maintenance|unavailable|blocked)(?:\/|\.\w+|$)/i;

/** Why a page is not a policy; undefined if it may be one. */
export function whyNoPolicy(page: {
  asked: string;
  url: string;
  html: string;
  text: string;
}): string | undefined {
  const { text } = page;
  const [asked, to] = [new URL(page.asked), new URL(page.url)];
  if (LOGIN_PATH.test(to.pathname) && !LOGIN_PATH.test(asked.pathname)) {
    return `it redirects to ${to.host}${to.pathname.slice(0, 60)}, which requires a login`;
  }
  if (to.pathname === '/' && to.search === '' && asked.pathname !== '/') {
    return `it redirects to the front page of ${to.host}`;
  }
  if (ERROR_PATH.test(to.pathname) && !ERROR_PATH.test(asked.pathname)) {
    return `it redirects to ${to.host}${to.pathname.slice(0, 60)}, which is the page of an error`;
  }
  const error = errorIn(text);
  if (error !== undefined) return error;
  const short = text.length < LEAST_LENGTH;
  // A short page may say what it is in a noscript element or a form.
  const beginning = short ? normaliseText(page.html.replace(/<[^<>]*>/g, ' ')) : cutText(text, BEGINNING);
  const wall = wallIn(beginning);
  if (wall !== undefined) return wall;
  if (!short) return undefined;
  return `it has ${text.length} characters of text; a policy has at least ${LEAST_LENGTH}`;
}
