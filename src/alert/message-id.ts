/** Message-IDs: the same at every attempt, and impossible to guess without the key. */
import { createHash } from 'node:crypto';

function hash(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

/** `<…@host>` from a secret key, the host of `publicUrl` and what identifies the message. */
export function messageId(key: string, publicUrl: string, about: readonly (string | number)[]): string {
  return `<${hash([key, ...about])}@${new URL(publicUrl).hostname}>`;
}

/** The id of the digest whose first message has this id. */
export function digestId(first: string): string {
  return `<${hash(['digest', first])}${first.slice(first.lastIndexOf('@'))}`;
}
