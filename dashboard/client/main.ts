/**
 * The only script. Pages work without it; with it an open page stays up to date, times are in the zone of the browser, menus
 * close by themselves, and there are keyboard shortcuts.
 */
import { watchBrandChoices } from './brand-choice.ts';
import { fetchParts } from './fetch-page.ts';
import { watchCharts } from './chart.ts';
import { watchCopyButtons } from './copy.ts';
import { listenToKeys } from './keys.ts';
import { type Connection, listen } from './listen.ts';
import { watchMenus } from './menus.ts';
import { markOverflow, watchOverflow } from './overflow.ts';
import { markBusy } from './busy.ts';
import { say } from './say.ts';
import { begin, swap, swapPosts, unseenPosts } from './swap.ts';
import { watchPreview } from './preview.ts';
import { sayZone } from './zone.ts';

/** Least time between two fetches: many changes at once are one fetch. */
const LEAST_MS = 1_500;
/** Ages such as "12 s ago" and the end of an hour need a fetch without a change. */
const IDLE_MS = 60_000;

interface State {
  connection: Connection;
  since: Date;
  paused: boolean;
  /** The newest parts fetched while the page was paused. */
  held: Document | undefined;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function words(state: State): string {
  const at = CLOCK.format(state.since);
  if (state.paused) return `Paused since ${at}`;
  if (state.connection === 'live') {
    return document.querySelector('.fresh .bad') ? 'Live, numbers incomplete' : 'Live';
  }
  if (state.connection === 'reconnecting') return `Reconnecting since ${at}`;
  if (state.connection === 'looking') return 'Not live, refreshing every 15 s';
  if (state.connection === 'ended') return 'Signed out. Please sign in again';
  return 'Connecting';
}

function show(state: State): void {
  const place = document.getElementById('live-state');
  if (!place) return;
  const live = state.connection === 'live' && !state.paused;
  place.className = live ? 'livestate is-live' : 'livestate is-away';
  if (place.textContent !== words(state)) place.textContent = words(state);
}

function keepUpToDate(bar: HTMLElement, path: string, after: string): () => void {
  const state: State = { connection: 'connecting', since: new Date(), paused: false, held: undefined };
  const pauseButton = document.querySelector<HTMLButtonElement>('#live-pause');
  const showButton = document.querySelector<HTMLButtonElement>('#live-show');
  const idleMs = Number(bar.dataset.every) * 1_000 || IDLE_MS;
  let looking = false;
  let again = false;
  let last = -LEAST_MS;
  let timer: number | undefined;

  function put(fresh: Document): void {
    const count = unseenPosts(fresh).length;
    swap(fresh);
    swapPosts(fresh);
    markOverflow();
    if (count > 0)
      say(
        `${count} new ${count === 1 ? 'post' : 'posts'}. ${document.querySelector('h1')?.textContent ?? ''}`,
      );
  }

  function hold(fresh: Document): void {
    state.held = fresh;
    const count = unseenPosts(fresh).length;
    if (!showButton) return;
    showButton.hidden = false;
    showButton.textContent =
      count > 0 ? `Show ${count} new ${count === 1 ? 'post' : 'posts'}` : 'Show newer numbers';
  }

  async function look(): Promise<void> {
    looking = true;
    again = false;
    last = performance.now();
    const fetched = await fetchParts();
    looking = false;
    if ('document' in fetched) {
      if (state.paused) hold(fetched.document);
      else put(fetched.document);
      show(state);
    } else if (fetched.problem === 'signed out') become('ended');
    plan(again ? LEAST_MS : idleMs);
  }

  function plan(ms: number): void {
    clearTimeout(timer);
    if (state.connection !== 'ended') timer = setTimeout(() => void look(), ms);
  }

  function become(connection: Connection): void {
    if (state.connection === connection) return;
    state.connection = connection;
    if (!state.paused) state.since = new Date();
    show(state);
  }

  function onChange(): void {
    if (looking) again = true;
    else plan(Math.max(0, last + LEAST_MS - performance.now()));
  }

  function toggle(): void {
    state.paused = !state.paused;
    state.since = new Date();
    pauseButton?.setAttribute('aria-pressed', String(state.paused));
    if (pauseButton) pauseButton.textContent = state.paused ? 'Resume updates' : 'Pause updates';
    if (!state.paused) catchUp();
    show(state);
  }

  /** Shows what was fetched during the pause; does not end the pause. */
  function catchUp(): void {
    if (state.held) put(state.held);
    state.held = undefined;
    if (showButton) showButton.hidden = true;
  }

  pauseButton?.addEventListener('click', toggle);
  showButton?.addEventListener('click', () => {
    catchUp();
    pauseButton?.focus();
  });
  bar.hidden = false;
  listen(path, after, { onChange, onState: become });
  plan(idleMs);
  return toggle;
}

begin();
sayZone();
watchCharts(document);
watchCopyButtons();
watchBrandChoices();
watchMenus();
watchOverflow();
watchPreview();
markBusy();
for (const one of document.querySelectorAll<HTMLElement>('[data-without-script]')) one.hidden = true;
const bar = document.getElementById('live');
const { listen: path, after } = document.body.dataset;
const nothing = () => {};
const pause = bar && path && after ? keepUpToDate(bar, path, after) : nothing;
listenToKeys(pause);
