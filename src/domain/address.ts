/** Addresses of services as people may see them. */

/** `postgres://host:5432/outcry`, without who and with what. What is no address with a host stays as it is. */
export function withoutSecrets(url: string): string {
  if (!URL.canParse(url) || !url.includes('://')) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
