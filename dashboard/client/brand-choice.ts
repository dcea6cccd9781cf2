/** Choosing brands in a long list: a search, how many are chosen, and "all" instead of some. */

const plain = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

function watch(choice: HTMLElement): void {
  const every = choice.querySelector<HTMLInputElement>('[name="all"]');
  const boxes = [...choice.querySelectorAll<HTMLInputElement>('[name="brand"]')];
  const place = choice.querySelector<HTMLElement>('.brand-search');
  const search = place?.querySelector('input');
  const said = place?.querySelector('[role="status"]');

  const show = () => {
    const wanted = plain(search?.value.trim() ?? '');
    let found = 0;
    for (const box of boxes) {
      const label = box.closest('label');
      const hit = plain(label?.textContent ?? '').includes(wanted);
      if (hit) found += 1;
      if (label) label.hidden = !hit && !box.checked;
    }
    const chosen = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = found === 0 ? 'No brand matches' : `${chosen} of ${boxes.length} chosen`;
  };
  choice.addEventListener('change', ({ target }) => {
    if (target === every && every?.checked) for (const box of boxes) box.checked = false;
    else if (target !== every && every && boxes.some((box) => box.checked)) every.checked = false;
    show();
  });
  search?.addEventListener('input', show);
  search?.addEventListener('keydown', (event) => {
    // It sends no form.
    if (event.key === 'Enter') event.preventDefault();
  });
  if (place) place.hidden = false;
  show();
}

/** Looks after every choice of brands on the page. */
export function watchBrandChoices(): void {
  for (const choice of document.querySelectorAll<HTMLElement>('[data-brand-choice]')) watch(choice);
}
