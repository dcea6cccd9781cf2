/** Buttons that copy a link or a picture. They stay hidden where the browser cannot. */
import { fetchPicture } from './fetch-page.ts';
import { say } from './say.ts';

async function copied(button: HTMLButtonElement, write: () => Promise<void>): Promise<void> {
  const words = button.textContent ?? '';
  const done = await write().then(
    () => true,
    () => false,
  );
  button.textContent = done ? 'Copied' : 'Not copied: the browser refused';
  say(button.textContent);
  setTimeout(() => {
    button.textContent = words;
  }, 2_500);
}

/** Shows the buttons and listens to them. */
export function watchCopyButtons(): void {
  // Browsers give the clipboard to pages of https and of this machine alone.
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      void copied(button, () => clipboard.writeText(button.dataset['copy'] ?? ''));
    });
  }
  if (typeof ClipboardItem === 'undefined') return;
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy-picture]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      const picture = fetchPicture(new URL(button.dataset['copyPicture'] ?? '', location.href));
      void copied(button, () => clipboard.write([new ClipboardItem({ 'image/png': picture })]));
    });
  }
}
