/**
 * API keys of sites that an admin entered, encrypted with a key of the installation: AES-256-GCM (NIST SP 800-38D) with a
 * random nonce of 96 bits and the name of the key as additional data, so that no sealed key passes for another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { installationSecret, type SecretPlace } from '../ops/secrets.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export interface KeySeal {
  seal(name: string, value: string): string;
  /** Undefined where it was sealed with another key, for another name, or was altered. */
  open(name: string, sealed: string): string | undefined;
}

/** Seals with a key of its own, derived like all keys of the installation. */
export function keySeal(place: SecretPlace): KeySeal {
  const key = () => Buffer.from(installationSecret(place, 'source-keys'), 'base64');
  return {
    seal(name, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key(), nonce).setAAD(Buffer.from(name));
      const text = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open(name, sealed) {
      try {
        const all = Buffer.from(sealed, 'base64');
        const nonce = all.subarray(0, NONCE_BYTES);
        const tag = all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
        const decipher = createDecipheriv(CIPHER, key(), nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
        const text = [decipher.update(all.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
        return Buffer.concat(text).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
