/** Shows the preview of a form again while somebody types, and adds suggestions without a page in between. */

const PAUSE_MS = 700;
const PATIENCE_MS = 20_000;

/** Never rejects: undefined where there is no answer. */
function ask(address: string, form: HTMLFormElement): Promise<Document | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'document';
    request.timeout = PATIENCE_MS;
    request.onerror = () => resolve(undefined);
    request.ontimeout = () => resolve(undefined);
    request.onload = () => resolve(request.status === 200 ? (request.responseXML ?? undefined) : undefined);
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
    request.setRequestHeader('content-type', 'application/x-www-form-urlencoded');
    request.send(fields.toString());
  });
}

function put(form: HTMLFormElement, fresh: Document): void {
  const old = form.querySelector('#preview');
  const next = fresh.querySelector('#preview') ?? fresh.querySelector('.result');
  if (!old || !next) return;
  const own = document.importNode(next, true);
  const active = document.activeElement;
  const focused = active && old.contains(active) ? active.id : '';
  old.replaceWith(own);
  if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
  const said = document.getElementById('preview-said');
  if (said) said.textContent = own.querySelector('.figure')?.textContent ?? '';
}

/** A suggestion goes to its field; an ambiguous name leaves the sure ones. False where the server has to help. */
function take(form: HTMLFormElement, button: HTMLButtonElement): boolean {
  const { addTo = '', add = '' } = button.dataset;
  // The server also moves the name and gives it its first context words.
  if (addTo === 'ambiguous') return false;
  const field = form.querySelector<HTMLTextAreaElement>(`textarea[name="${CSS.escape(addTo)}"]`);
  if (!field || add === '') return false;
  const lines = field.value.split('\n').filter((line) => line.trim() !== '');
  field.value = [...lines, add].join('\n');
  const details = field.closest('details');
  if (details) details.open = true;
  return true;
}

function watchForm(form: HTMLFormElement, address: string): void {
  let timer: number | undefined;
  let asked = 0;

  async function look(): Promise<void> {
    asked += 1;
    const mine = asked;
    form.querySelector('#preview')?.setAttribute('aria-busy', 'true');
    const fresh = await ask(address, form);
    if (mine !== asked) return;
    form.querySelector('#preview')?.removeAttribute('aria-busy');
    if (fresh) put(form, fresh);
  }
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  };
  form.addEventListener('input', (event) => {
    later(event.target instanceof HTMLInputElement && event.target.type === 'checkbox' ? 0 : PAUSE_MS);
  });
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button[data-add]') : null;
    if (!(button instanceof HTMLButtonElement) || !take(form, button)) return;
    event.preventDefault();
    later(0);
  });
}

export function watchPreview(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-preview]'))
    watchForm(form, form.dataset.preview ?? '');
}
