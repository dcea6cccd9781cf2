/** Marks tables that can be scrolled sideways. */

function mark(one: Element): void {
  const left = one.scrollWidth - one.clientWidth - one.scrollLeft;
  one.classList.toggle('goes-on', left > 4);
}

/** Checks every table: after load, after parts were replaced, or after a resize. */
export function markOverflow(): void {
  for (const one of document.querySelectorAll('.scroll')) mark(one);
}

/** Starts watching. */
export function watchOverflow(): void {
  markOverflow();
  addEventListener('resize', markOverflow, { passive: true });
  // Scroll events of elements do not bubble: listen in the capture phase.
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element && target.classList.contains('scroll')) mark(target);
  };
  addEventListener('scroll', onScroll, { passive: true, capture: true });
}
