/** Addresses from outside as hrefs. */

/** The address when it is http or https; undefined for `javascript:` and all else. */
export function safeUrl(url: string | undefined): string | undefined {
  if (url === undefined || url.length > 4000) return undefined;
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}

/** Host of an address for display, without `www.`; empty where there is none. */
export function hostOf(url: string | undefined): string {
  const safe = safeUrl(url);
  return safe === undefined ? '' : new URL(safe).host.replace(/^www\./, '');
}
