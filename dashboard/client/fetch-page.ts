/**
 * Fetches the parts of the page that change, as a document that runs nothing. XMLHttpRequest parses it by itself, so
 * no text ever goes through a sink that Trusted Types guard.
 */

export type Fetched = { readonly document: Document } | { readonly problem: 'signed out' | 'not reached' };

const PATIENCE_MS = 15_000;

/** Asks the page's own address for its parts. Never rejects. */
export function fetchParts(): Promise<Fetched> {
  const url = new URL(location.href);
  url.hash = '';
  url.searchParams.delete('fresh');
  url.searchParams.set('fragment', '1');
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'document';
    request.timeout = PATIENCE_MS;
    const failed = () => resolve({ problem: 'not reached' });
    request.onerror = failed;
    request.ontimeout = failed;
    request.onload = () => {
      if (request.status === 401) resolve({ problem: 'signed out' });
      else if (request.status !== 200 || !request.responseXML) failed();
      else resolve({ document: request.responseXML });
    };
    request.send();
  });
}

/** Asks one of our own addresses for JSON; undefined where it does not answer. Never rejects. */
export function fetchJson(url: URL): Promise<unknown> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'json';
    request.timeout = PATIENCE_MS;
    request.onerror = () => resolve(undefined);
    request.ontimeout = () => resolve(undefined);
    request.onload = () => resolve(request.status === 200 ? request.response : undefined);
    request.send();
  });
}

/** Asks one of our own addresses for a picture. Rejects where it does not answer. */
export function fetchPicture(url: URL): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', url);
    request.responseType = 'blob';
    request.timeout = PATIENCE_MS;
    const failed = () => reject(new Error('no picture'));
    request.onerror = failed;
    request.ontimeout = failed;
    request.onload = () => (request.status === 200 ? resolve(request.response as Blob) : failed());
    request.send();
  });
}
