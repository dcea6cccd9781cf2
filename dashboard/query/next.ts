/** Where somebody wanted to go before they had to sign in. */

const MOST = 2_000;
/** Pages that make no sense after signing in, and what is no page. */
const NOT_THERE = /^\/(login|logout|signed-out|api|ingest|assets|live|healthz|readyz|metrics|shared)(\/|$)/;

/**
 * The path, query and fragment when `given` is an address of this dashboard; `/` for anything else. Only a path is taken,
 * and what a browser would make of it must still be one: `//host`, `/\host` and control characters lead elsewhere.
 */
export function ownPath(given: string | undefined): string {
  if (given === undefined || given.length > MOST) return '/';
  if (!/^\/(?![/\\])/.test(given) || /[\p{Cc}\\]/u.test(given)) return '/';
  let url: URL;
  try {
    url = new URL(given, 'http://own.invalid');
  } catch {
    return '/';
  }
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Dots may leave two slashes at the beginning.
  if (url.host !== 'own.invalid' || path.startsWith('//') || NOT_THERE.test(url.pathname)) return '/';
  return path;
}

/** The address of a sign-in page that carries on to `next`. */
export function signInAddress(path: string, next: string): string {
  return next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`;
}
