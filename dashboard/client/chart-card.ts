/** The card beside a bar: its numbers, which stand in the table below the chart, and its post of greatest reach. */

import { fetchJson } from './fetch-page.ts';

/** Waits before it asks for a post: a pointer that passes by asks for none. */
const ASK_MS = 250;
const asked = new Map<string, Promise<string>>();
let timer: number | undefined;

function element(name: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** Words of the post of greatest reach behind a link to the list of mentions. */
async function topPost(href: string): Promise<string> {
  const url = new URL(href, location.href);
  url.pathname = '/api/v1/mentions';
  url.searchParams.set('limit', '1');
  const found = (await fetchJson(url)) as { mentions: { title: string | null; text: string }[] } | undefined;
  const first = found?.mentions[0];
  const words = first?.title || first?.text || '';
  return words.length > 110 ? `${words.slice(0, 109).trimEnd()}…` : words;
}

/** Shows the card of one column; `index` is that of its row in the table. */
export function showCard(
  figure: HTMLElement,
  plot: HTMLElement,
  column: SVGRectElement,
  index: number,
): void {
  clearTimeout(timer);
  plot.querySelector('.chart-card')?.remove();
  const row = figure.querySelectorAll<HTMLTableRowElement>('.chart-table tbody tr')[index];
  const link = row?.querySelector('a');
  if (!row || !link) return;
  const [negative = '', usual = '', trust = '', all = ''] = [...row.querySelectorAll('td')].map(
    (cell) => cell.textContent ?? '',
  );
  const card = element('div', '', 'chart-card');
  card.setAttribute('role', 'status');
  card.append(element('strong', link.textContent ?? ''));
  if (negative === 'no data') card.append(element('p', 'No data'));
  else {
    const first = element('p', `${negative} negative`);
    if (usual !== '–') first.append(element('span', ` · usually ${usual}`, 'muted'));
    card.append(first, element('p', `${trust} broken trust · ${all} in all`, 'muted'));
    const post = element('p', '', 'chart-card-post');
    post.dir = 'auto';
    const read = document.createElement('a');
    read.href = link.href;
    read.tabIndex = -1;
    const count = figure.dataset['only'] ? negative : all;
    read.textContent = count === '1' ? 'Read 1 post' : `Read ${count} posts`;
    card.append(post, read);
    const { href } = link;
    timer = setTimeout(() => {
      const answer = asked.get(href) ?? topPost(href);
      asked.set(href, answer);
      void answer.then((words) => {
        post.textContent = words === '' ? '' : `“${words}”`;
      });
    }, ASK_MS);
  }
  const note = noteLink(figure, row);
  if (note) card.append(note);
  plot.append(card);
  place(card, plot, column);
}

/** Leads to a new note at the time of the bar, for those who may write one. */
function noteLink(figure: HTMLElement, row: HTMLTableRowElement): HTMLAnchorElement | undefined {
  const { note } = figure.dataset;
  const at = Number(row.querySelector<HTMLElement>('[data-at]')?.dataset['at']);
  if (!note || !Number.isFinite(at)) return undefined;
  const url = new URL(note, location.href);
  url.searchParams.set('at', `${new Date(at).toISOString().slice(0, 16)}Z`);
  const made = document.createElement('a');
  made.className = 'chart-card-note';
  made.href = url.href;
  made.tabIndex = -1;
  made.textContent = 'Note here (n)';
  return made;
}

/** Beside the column: to its right where there is room, else to its left. */
function place(card: HTMLElement, plot: HTMLElement, column: SVGRectElement): void {
  const [inside, bar] = [plot.getBoundingClientRect(), column.getBoundingClientRect()];
  const width = card.offsetWidth;
  const right = bar.right - inside.left + 10;
  const left = right + width <= inside.width ? right : Math.max(0, bar.left - inside.left - width - 10);
  // A style of the script's own object, which the policy of the pages allows.
  card.style.left = `${left}px`;
  card.style.top = `${bar.top - inside.top + 4}px`;
}
