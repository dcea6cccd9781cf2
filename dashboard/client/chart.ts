/**
 * Charts under the pointer and the keyboard: a card about the bucket, arrow keys inside one stop of the keyboard, and a
 * drag that zooms. Without it, bars are links with the browser's own tooltips.
 */
import { showCard } from './chart-card.ts';

interface Drawn {
  readonly figure: HTMLElement;
  readonly plot: HTMLElement;
}

/** The columns of the drawing that is shown: the wide or the narrow one. */
function columnsOf({ plot }: Drawn): SVGRectElement[] {
  const shown = [...plot.querySelectorAll<SVGSVGElement>('svg')].find(
    (svg) => svg.getClientRects().length > 0,
  );
  return shown ? [...shown.querySelectorAll<SVGRectElement>('.chart-hit')] : [];
}

/** Pixels that the pointer moves before a press is a drag. */
const DRAG_PX = 6;

function watch(drawn: Drawn): void {
  const { figure, plot } = drawn;
  let at = -1;
  let from = -1;
  let pressedX = 0;
  let dragged = false;

  function mark(index: number): void {
    const columns = columnsOf(drawn);
    at = Math.max(0, Math.min(index, columns.length - 1));
    const low = from < 0 ? at : Math.min(at, from);
    const high = from < 0 ? at : Math.max(at, from);
    columns.forEach((one, i) => one.parentElement?.classList.toggle('at', i >= low && i <= high));
    const column = columns[at];
    if (column) showCard(figure, plot, column, at);
  }
  function leave(): void {
    for (const one of plot.querySelectorAll('.at')) one.classList.remove('at');
    plot.querySelector('.chart-card')?.remove();
    [at, from] = [-1, -1];
  }
  const indexOf = (target: EventTarget | null) =>
    target instanceof SVGRectElement ? columnsOf(drawn).indexOf(target) : -1;

  plot.addEventListener('pointermove', (event) => {
    // While a button is down, the first column has the pointer's events, and the card may lie over the others.
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const index = indexOf((from < 0 ? under[0] : under.find((one) => one.matches('.chart-hit'))) ?? null);
    if (from >= 0 && Math.abs(event.clientX - pressedX) > DRAG_PX) dragged = true;
    if (index >= 0 && index !== at) mark(index);
  });
  plot.addEventListener('pointerdown', (event) => {
    dragged = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    from = indexOf(event.target);
    pressedX = event.clientX;
  });
  addEventListener('pointerup', () => {
    const [first, last] = [Math.min(from, at), Math.max(from, at)];
    from = -1;
    if (dragged && first >= 0 && last > first) zoom(figure, first, last);
  });
  plot.addEventListener('dragstart', (event) => event.preventDefault());
  plot.addEventListener(
    'click',
    (event) => {
      const touched = event instanceof PointerEvent && event.pointerType === 'touch';
      const index = indexOf(event.target);
      // The first touch shows the card, whose link leads on.
      if (dragged || (touched && index >= 0)) event.preventDefault();
      if (touched && index >= 0) mark(index);
      dragged = false;
    },
    true,
  );
  plot.addEventListener('dblclick', (event) => {
    event.preventDefault();
    const { back } = figure.dataset;
    if (back) location.href = back;
  });
  plot.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch' && document.activeElement !== plot) leave();
  });
  plot.addEventListener('focus', () => {
    if (at < 0 && plot.matches(':focus-visible')) mark(columnsOf(drawn).length - 1);
  });
  // A press on a bar takes the focus from the chart.
  plot.addEventListener('blur', () => {
    if (from < 0) leave();
  });
  plot.addEventListener('keydown', (event) => {
    const last = columnsOf(drawn).length - 1;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24 }[event.key];
    if (step !== undefined) mark((at < 0 ? last : at) + step);
    else if (event.key === 'Home') mark(0);
    else if (event.key === 'End') mark(last);
    else if (event.key === 'Enter') plot.querySelector<HTMLAnchorElement>('.chart-card a')?.click();
    else if (event.key === 'n') plot.querySelector<HTMLAnchorElement>('.chart-card-note')?.click();
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Opens the page with the stretch from one column to another. */
function zoom(figure: HTMLElement, first: number, last: number): void {
  const { zoom: address } = figure.dataset;
  const starts = [...figure.querySelectorAll<HTMLElement>('.chart-table [data-at]')].map(
    (one) => one.dataset['at'] ?? '',
  );
  const width = Number(figure.dataset['width']);
  const end = starts[last];
  if (!address || !end || !starts[first]) return;
  const url = new URL(address, location.href);
  const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);
  url.searchParams.set('range', `${iso(Number(starts[first]))}Z..${iso(Number(end) + width)}Z`);
  location.href = url.href;
}

/** Prepares every chart below `root`, once. */
export function watchCharts(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>('figure[data-chart]')) {
    const plot = figure.querySelector<HTMLElement>('.chart-plot');
    if (!plot || plot.tabIndex === 0) continue;
    plot.tabIndex = 0;
    plot.setAttribute('role', 'group');
    plot.setAttribute(
      'aria-label',
      'Chart. Arrow keys move between bars, Enter opens the posts, n adds a note.',
    );
    // The card says it at once.
    for (const title of plot.querySelectorAll('.chart-hit > title')) title.remove();
    watch({ figure, plot });
  }
}
