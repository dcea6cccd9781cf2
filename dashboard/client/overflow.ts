/** Tables that are wider than the window show at their edge that they go on. */

function mark(one: Element): void {
  const left = one.scrollWidth - one.clientWidth - one.scrollLeft;
  one.classList.toggle('goes-on', left > 4);
}

/** Looks at every table anew: when the page came, its parts were replaced, or the window changed. */
export function markOverflow(): void {
  for (const one of document.querySelectorAll('.scroll')) mark(one);
}

/** Begins to watch. */
export function watchOverflow(): void {
  markOverflow();
  addEventListener('resize', markOverflow, { passive: true });
  // Scrolling of a part does not bubble, and is seen on its way down.
  const onScroll = ({ target }: Event) => {
    if (target instanceof Element && target.classList.contains('scroll')) mark(target);
  };
  addEventListener('scroll', onScroll, { passive: true, capture: true });
}
