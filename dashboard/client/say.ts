/** Announces to screen readers, at most once a minute; the last announcement wins. */

const EVERY_MS = 60_000;

let last = -EVERY_MS;
let waiting: string | undefined;

function speak(): void {
  const place = document.getElementById('live-say');
  if (!place || waiting === undefined) return;
  last = performance.now();
  place.textContent = waiting;
  waiting = undefined;
}

export function say(text: string): void {
  const planned = waiting !== undefined;
  waiting = text;
  if (planned) return;
  setTimeout(speak, Math.max(0, last + EVERY_MS - performance.now()));
}
