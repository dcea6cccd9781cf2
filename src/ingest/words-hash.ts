/** By which words are known again after they were erased or have expired. */
import { hash } from 'node:crypto';
import { plainWords } from '../store/mentions/same-post.ts';

/** Hexadecimal digits that a number holds exactly. */
const DIGITS = 12;

/** SHA-256 of the installation's key and the words, cut to 48 bits. Without the key nobody can try words out. */
export function wordsHash(key: string, text: string): number {
  return Number.parseInt(hash('sha256', `words\0${key}\0${plainWords(text)}`).slice(0, DIGITS), 16);
}
