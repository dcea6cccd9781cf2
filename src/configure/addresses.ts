/** Addresses that people enter for sources: one that is never read is refused when it is entered. */
import type { ConfigDocument } from '../domain/configuration.ts';
import { checkTarget, FetchRefusedError } from '../net/target.ts';

const PROTOCOLS = ['http:', 'https:', 'ws:', 'wss:'];

/**
 * What is wrong with the addresses in a source, by the rules of outbound requests. Host names are checked again, with what
 * they resolve to, at each connection.
 */
export function addressProblems(
  document: ConfigDocument,
  allowPrivate: boolean,
): { path: string; message: string }[] {
  return Object.entries(document).flatMap(([path, value]) => {
    const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
    const found = texts.flatMap((text) => problemOf(text, allowPrivate) ?? []);
    return found.slice(0, 1).map((message) => ({ path, message }));
  });
}

function problemOf(text: string, allowPrivate: boolean): string | undefined {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  try {
    checkTarget(new URL(text), PROTOCOLS, allowPrivate);
    return undefined;
  } catch (error) {
    if (!(error instanceof FetchRefusedError)) throw error;
    return `This address cannot be read: ${error.message}`;
  }
}
