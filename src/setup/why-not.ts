/** Why a site could not be read, as its reader says it: not the innermost cause, which names no site. */
import { cutText } from '../domain/text.ts';

export function whyNot(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return cutText(text.trim().replaceAll(/\s*[\r\n]+\s*/g, '; '), 300).replace(/\.$/, '');
}
