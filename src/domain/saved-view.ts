/** A saved view: a page of the dashboard with its filters, under a name. */
import { cutText } from './text.ts';

/** UTF-16 units. */
export const MOST_VIEW_NAME = 80;
const MOST_ADDRESS = 2_000;

/** Fields of an address that say where in a list somebody is, or what was just done: no part of a view. */
const PASSING = new Set(['page', 'fragment', 'fresh', 'go', 'left']);
/** Pages that can be saved. */
const PAGES = /^\/(?:mentions|incidents|brands\/[a-z0-9-]{1,100})?$/;
/** In place of a brand: all of them. */
const EVERY = '*';

/**
 * The page and its filters, as an address of our own, and the brands that it names (none: all that a reader may see).
 * Undefined for anything else: `//host`, other pages, what is too long.
 */
export function viewOfAddress(
  given: string,
): { readonly address: string; readonly brands: readonly string[] } | undefined {
  if (given.length > MOST_ADDRESS || !/^\/(?![/\\])[!-~]*$/.test(given)) return undefined;
  const [path = '', search = ''] = given.split('#', 1)[0]!.split('?', 2);
  if (!PAGES.test(path)) return undefined;
  const fields = new URLSearchParams(search);
  const kept = new URLSearchParams([...fields].filter(([name, value]) => value !== '' && !PASSING.has(name)));
  const text = kept.toString().replaceAll('%3A', ':');
  const [, slug] = /^\/brands\/(.+)$/.exec(path) ?? [];
  const named = slug === undefined ? kept.getAll('brand') : [slug];
  const brands = path === '/incidents' || path === '/' || named.includes(EVERY) ? [] : [...new Set(named)];
  return { address: text === '' ? path : `${path}?${text}`, brands };
}

/** The page of a view, without its filters. */
export function pageOfView(address: string): string {
  return address.split('?', 1)[0]!;
}

/** The name in one line; empty where nothing is left. */
export function viewName(given: string): string {
  return cutText(given.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim(), MOST_VIEW_NAME).trim();
}
