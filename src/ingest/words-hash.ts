/** By which words are known again after they were erased or have expired. */
import { createHmac } from 'node:crypto';
import { plainWords } from '../store/mentions/same-post.ts';

/** Bytes that a number holds exactly. */
const BYTES = 6;

/** HMAC-SHA-256 of the words, cut to 48 bits. Without the installation's key nobody can try words out. */
export function wordsHash(key: string, text: string): number {
  return createHmac('sha256', key)
    .update(`words\0${plainWords(text)}`)
    .digest()
    .readUIntBE(0, BYTES);
}
