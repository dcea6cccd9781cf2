/** Keeps the time zone of the browser in a cookie, so that the server writes all times of a page in it. */

const COOKIE = 'outcry-zone';
const YEAR_S = 365 * 86_400;

/** A page that was written in another zone is asked for again, once. */
export function sayZone(): void {
  const { zone: shown, again } = document.body.dataset;
  // Somebody who chose a zone in the account keeps it.
  if (shown === undefined) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const cookie = `${COOKIE}=${timeZone}`;
  const kept = () => document.cookie.split('; ').includes(cookie);
  if (!timeZone || kept()) return;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${cookie}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
  // The line about what was just done is shown once: a page with it stays. The next one is in the new zone.
  if (document.querySelector('.did')) return;
  if (shown !== timeZone && again !== undefined && kept()) location.reload();
}
