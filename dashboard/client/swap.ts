/** Replaces parts of the page with fresh ones, and leaves unchanged parts alone. */
import { watchCharts } from './chart.ts';

/** What the server sent, before a person opened or chose something in it. */
const sent = new WeakMap<Element, string>();

function remember(root: ParentNode): void {
  for (const element of root.querySelectorAll('[data-live], [data-post]'))
    sent.set(element, element.outerHTML);
}

/** Call once, before anything is changed. */
export function begin(): void {
  remember(document);
}

function openDetails(element: Element): string[] {
  return [...element.querySelectorAll('details[open]')].map((one) => one.id);
}

/** A selector inside a part that finds the focused element again. */
function focusedIn(element: Element): string | undefined {
  const active = document.activeElement;
  if (!active || !element.contains(active)) return undefined;
  if (active.id) return `#${CSS.escape(active.id)}`;
  const href = active.getAttribute('href');
  return href === null ? undefined : `[href="${CSS.escape(href)}"]`;
}

function replace(old: Element, fresh: Element): void {
  const raw = fresh.outerHTML;
  if (sent.get(old) === raw) return;
  const open = openDetails(old);
  const focus = focusedIn(old);
  const own = document.importNode(fresh, true);
  sent.set(own, raw);
  for (const details of own.querySelectorAll('details')) details.open = open.includes(details.id);
  remember(own);
  for (const one of own.querySelectorAll<HTMLElement>('[data-without-script]')) one.hidden = true;
  old.replaceWith(own);
  watchCharts(own);
  if (focus !== undefined) own.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
}

/** Swaps every part that both documents have. */
export function swap(fresh: Document): void {
  for (const old of document.querySelectorAll('[data-live]')) {
    const name = old.getAttribute('data-live') ?? '';
    const next = fresh.querySelector(`[data-live="${CSS.escape(name)}"]`);
    if (next) replace(old, next);
  }
}

const idOf = (post: Element) => post.getAttribute('data-post') ?? '';

/** Ids of posts in the fresh list that are not shown yet. */
export function unseenPosts(fresh: Document): string[] {
  const shown = new Set([...document.querySelectorAll('[data-post]')].map(idOf));
  return [...fresh.querySelectorAll('[data-live-list] [data-post]')]
    .map(idOf)
    .filter((id) => id !== 'none' && !shown.has(id));
}

/** Updates the list of newest posts: each post appears once, and posts already there stay in place. */
export function swapPosts(fresh: Document): void {
  const list = document.querySelector('[data-live-list]');
  const next = fresh.querySelector('[data-live-list]');
  if (!list || !next) return;
  const old = new Map([...list.children].map((post) => [idOf(post), post]));
  let before: Element | null = null;
  for (const post of next.children) {
    const known = old.get(idOf(post));
    old.delete(idOf(post));
    let own = known;
    if (!known || sent.get(known) !== post.outerHTML) {
      own = document.importNode(post, true);
      sent.set(own, post.outerHTML);
      if (known) known.replaceWith(own);
      else own.classList.add('arrived');
    }
    if (!own) continue;
    const place: Element | null = before ? before.nextElementSibling : list.firstElementChild;
    if (own !== place) list.insertBefore(own, place);
    before = own;
  }
  for (const gone of old.values()) gone.remove();
}
