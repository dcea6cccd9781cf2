/** Keyboard shortcuts: posts, acknowledge, search, pause, pages, help. Off while somebody types, and while switched off in the help. */

const STORE = 'outcry.keys';
const POSTS = 'article.mention, .top-posts li';
const PAGES: Readonly<Record<string, string>> = { n: '/', b: '/brands', i: '/incidents', m: '/mentions' };
const SECOND_KEY_MS = 1_500;

function storedOff(): boolean {
  try {
    return localStorage.getItem(STORE) === 'off';
  } catch {
    return false;
  }
}

/** Checkboxes and buttons take no letters; a closed dialog may keep the focus on one for a moment. */
const PRESSED = /^(checkbox|radio|button|submit|reset)$/;

function types(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !PRESSED.test(target.type);
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(textarea|select)$/i.test(target.tagName))
  );
}

function choose(step: 1 | -1): void {
  const posts = [...document.querySelectorAll<HTMLElement>(POSTS)].filter((one) => one.offsetParent !== null);
  const at = posts.findIndex((one) => one.classList.contains('chosen'));
  const next = posts[Math.max(0, Math.min(posts.length - 1, at < 0 ? 0 : at + step))];
  if (!next) return;
  letGo();
  next.classList.add('chosen');
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

function letGo(): void {
  for (const one of document.querySelectorAll('.chosen')) one.classList.remove('chosen');
}

function openChosen(): boolean {
  const link = document.querySelector<HTMLAnchorElement>('.chosen a[href^="/mentions/"], .chosen a.out');
  link?.click();
  return link !== null;
}

/** Presses the button of the page; there is none where nothing is to be acknowledged, or the reader may not. */
function acknowledge(): void {
  document.querySelector<HTMLButtonElement>('form[action$="/acknowledge"] button')?.click();
}

/** The field that the key / goes to on another page. */
const SEARCH_FIELD = 'filter-q';

/** Goes to the search field of the page, else to the page that has one. */
function search(event: Event): void {
  const field = document.querySelector<HTMLInputElement>('main input[type="search"], main input[name="q"]');
  event.preventDefault();
  if (field && field.offsetParent !== null) field.focus();
  else location.assign(`/mentions#${SEARCH_FIELD}`);
}

/** Presses what names this key in `data-key`; a radio button also takes the focus, so that Enter sends its form. */
function pressNamed(key: string): boolean {
  const named = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  named?.click();
  named?.focus();
  return named !== null;
}

/** Starts listening to keys. `pause` pauses or resumes the page. */
export function listenToKeys(pause: () => void): void {
  const dialog = document.querySelector<HTMLDialogElement>('#keys');
  const box = document.querySelector<HTMLInputElement>('#keys-on');
  const help = () => dialog?.showModal();
  let off = storedOff();
  let first = -SECOND_KEY_MS;
  if (box) {
    box.checked = !off;
    box.addEventListener('change', () => {
      off = !box.checked;
      try {
        localStorage.setItem(STORE, off ? 'off' : 'on');
      } catch {
        // Without storage, the choice lasts as long as the page.
      }
    });
  }
  // A link to a field scrolls there and does not focus it.
  if (location.hash === `#${SEARCH_FIELD}`) document.getElementById(SEARCH_FIELD)?.focus();
  document.getElementById('live-keys')?.addEventListener('click', help);

  addEventListener('keydown', (event) => {
    if (off || event.ctrlKey || event.metaKey || event.altKey || types(event.target) || dialog?.open) return;
    const after = performance.now() - first < SECOND_KEY_MS;
    first = -SECOND_KEY_MS;
    const page = PAGES[event.key];
    if (after && page !== undefined) location.assign(page);
    else if (pressNamed(event.key)) event.preventDefault();
    else if (event.key === 'g') first = performance.now();
    else if (event.key === 'j') choose(1);
    else if (event.key === 'k') choose(-1);
    else if (event.key === 'p') pause();
    else if (event.key === '?') help();
    else if (event.key === 'a') acknowledge();
    else if (event.key === '/') search(event);
    else if (event.key === 'Escape') letGo();
    else if (event.key === 'Enter' && event.target instanceof HTMLElement) {
      if (!event.target.classList.contains('chosen') || !openChosen()) return;
      event.preventDefault();
    }
  });
}
