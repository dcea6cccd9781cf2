/** What a page shows around its policy: buttons, counters, ages, the banner about cookies. Keys are of `sentenceKey`. */
import { NUMBER, UNIT } from './sentence-key.ts';

/** An age that stands alone. */
const BARE_AGE = new RegExp(
  `^(?:(?:about|over|almost|nearly|less than|more than) )?${NUMBER} ?${UNIT} ago$|^(?:yesterday|today|just now)$`,
);
const COUNTERS = [
  /^\d[\d ]{0,12}[kmb]? (?:views?|likes?|shares?|comments?|followers?|reads?|downloads?|votes?|ratings?|replies|visits?|visitors?)$/,
  /^\d{1,6} out of \d{1,6} (?:people )?found this (?:article )?helpful$/,
  /^\d{1,3} ?(?:min(?:ute)?s?) (?:read|to read|reading time)$/,
  /^(?:todays? date|today s date|today is|printed|generated|retrieved|accessed|rendered|page (?:generated|printed|rendered|loaded)|last (?:checked|crawled|visited))(?: on| at| is)?(?: [a-z]+)? \d{4} \d{2} \d{2}(?: .{0,30})?$/,
  /^(?:reading time|read time|time to read) \d{1,3} min(?:ute)?s?$/,
];

function keys(text: string): Set<string> {
  return new Set(text.split(', '));
}

const CONSENT_BUTTONS = keys(
  [
    'accept, accept all, accept all cookies, accept cookies, allow all, allow all cookies, allow cookies, agree, i agree',
    'agree and continue, accept and continue, reject, reject all, reject all cookies, reject cookies, decline, decline all',
    'decline cookies, decline optional cookies, deny, deny all, only necessary, only necessary cookies, necessary only',
    'necessary cookies only, use necessary cookies only, only allow essential cookies, essential cookies only, got it',
    'cookie settings, cookies settings, cookie preferences, manage cookies, manage preferences, manage options',
    'manage cookie preferences, customize, customise, customize settings, save preferences, save settings',
    'confirm my choices, show details, hide details, more options, allow selection',
  ].join(', '),
);
const CONTROLS = keys(
  [
    'ok, okay, dismiss, close, open, menu, search, print, print page, print this page, download, download pdf',
    'download as pdf, save as pdf, share, share this, share this page, copy link, copied, back to top, to top, top of page',
    'skip to content, skip to main content, jump to content, table of contents, contents, on this page, in this article',
    'in this section, loading, please wait, expand, collapse, expand all, collapse all, show all, show more, show less',
    'read more, learn more, see more, view more, next, previous, next page, previous page, previous version',
    'view previous version, view previous versions, see previous version, previous versions, yes no, was this helpful',
    'was this article helpful, was this page helpful, did this answer your question, sign in, log in, login, sign up',
    'register, get started, contact sales, try for free, follow us, external link, opens in a new tab, opens in new window',
    'opens in a new window, updated, last updated, modified, last modified, published, edited',
  ].join(', '),
);
const BANNERS = [
  /^by (?:clicking|selecting|pressing|choosing) (?:on )?(?:the )?(?:accept|agree|allow|ok|okay|i agree|got it)\b.{0,200}\b(?:cookies|tracking technologies)\b/,
  /^by continuing to (?:use|browse|visit|navigate)\b.{0,100}\b(?:site|website|page)\b.{0,100}\bcookies\b/,
  /^(?:this|our) (?:web ?)?site uses cookies\b/,
  /^we use (?:essential |necessary )?cookies (?:and .{0,60} )?(?:on (?:this|our) (?:web ?)?site )?to (?:ensure|give you|provide you|improve your|enhance your|offer you|make sure|personali[sz]e (?:content|your experience)).{0,200}$/,
  /^we value your privacy$/,
];
/** What a banner speaks of before its buttons. */
const BANNER_TALK =
  /\b(?:cookies?|consent|partners|vendors|similar technologies|your device|preferences|personali[sz]ed?|your choices|withdraw)\b/;
/** Sentences of a banner; with more before its buttons they are of the policy. */
const MAX_BANNER = 8;

/** A button, a counter, an age or a line of a banner. */
export function isAround(key: string): boolean {
  if (key.length > 300) return false;
  if (key.length <= 40 && (CONTROLS.has(key) || CONSENT_BUTTONS.has(key) || BARE_AGE.test(key))) return true;
  return COUNTERS.some((one) => one.test(key)) || BANNERS.some((one) => one.test(key));
}

export function isConsentButton(key: string): boolean {
  return key.length <= 40 && CONSENT_BUTTONS.has(key);
}

/**
 * How many of the last `keys` belong to a banner whose buttons follow: those that speak of cookies and choices, up to
 * the first that does not.
 */
export function bannerLength(keys: readonly string[]): number {
  const tail = keys.slice(-MAX_BANNER).toReversed();
  const end = tail.findIndex((key) => !BANNER_TALK.test(key));
  return end < 0 ? (keys.length > MAX_BANNER ? 0 : tail.length) : end;
}
