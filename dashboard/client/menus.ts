/** Menus of the page head close by Esc, by a click elsewhere, and when the focus leaves them. */

const openMenus = () => [...document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')];

/** Closes the open menu; whether there was one. The focus returns to what opened it. */
export function closeMenus(): boolean {
  const open = openMenus();
  for (const menu of open) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector<HTMLElement>('summary')?.focus();
  }
  return open.length > 0;
}

/** Starts watching. */
export function watchMenus(): void {
  const leave = ({ target }: Event) => {
    for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  };
  addEventListener('pointerdown', leave, { passive: true });
  addEventListener('focusin', leave, { passive: true });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && closeMenus()) event.stopPropagation();
  });
}
