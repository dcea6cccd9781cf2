/** Shows moments in the reader's own zone; UTC stays in the title. */

const ENDS = / UTC$/;
const WORDS = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** Rewrites the `<time>` elements below `root` that say UTC. Idempotent. */
export function localTimes(root: ParentNode): void {
  for (const element of root.querySelectorAll('time')) {
    const shown = element.textContent ?? '';
    const at = Date.parse(element.dateTime);
    if (!ENDS.test(shown) || Number.isNaN(at)) continue;
    element.title = shown;
    element.textContent = WORDS.format(at);
  }
}

/** Names the zone in the page footer. */
export function showZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const place = document.querySelector('[data-zone]');
  if (place && timeZone !== 'UTC') place.textContent = `Post times are in ${timeZone}; charts are in UTC.`;
}
