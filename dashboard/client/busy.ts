/** A button whose work takes some seconds says so while its page is on the way. */

export function markBusy(): void {
  const before = new Map<HTMLButtonElement, string>();
  document.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.dataset.busy === undefined) return;
    const words = button.dataset.busy;
    before.set(button, button.textContent ?? '');
    // After the browser has read the form.
    setTimeout(() => {
      button.textContent = words;
    });
  });
  // Back to this page from the browser's memory: the work is over.
  window.addEventListener('pageshow', () => {
    for (const [button, words] of before) button.textContent = words;
    before.clear();
  });
}
