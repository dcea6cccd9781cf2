/** Words of a normalised text with their offsets: one pass of one linear expression. */
import { splitHashtag } from './hashtag.ts';
import { sentenceStarts } from './sentences.ts';

export type TokenKind = 'word' | 'emoji' | 'mention' | 'url';

export interface Token {
  /** Lower case. */
  readonly text: string;
  readonly kind: TokenKind;
  /** Half-open UTF-16 range in the normalised text. */
  readonly start: number;
  readonly end: number;
  /** Number of the sentence, from 0. */
  readonly sentence: number;
  /** A comma, colon, bracket, quotation mark or dash stands before it. */
  readonly broken: boolean;
  /** Written in capitals, two letters or more. */
  readonly shouted: boolean;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly sentences: number;
  readonly exclamations: number;
  readonly questions: number;
}

const EMOTICON = String.raw`[:;=8xX]['^o-]?[)(\]\[DPpOo/\\|*3](?![\p{L}\p{N}])|<\/?3+|\^_?\^|[)(][-']?[:;]`;
const SHAPE = new RegExp(
  [
    String.raw`(https?:\/\/\S*|www\.\S+)`,
    String.raw`(@[\p{L}\p{N}_]+)`,
    String.raw`(#[\p{L}\p{N}_]+)`,
    String.raw`([\p{N}]+(?:[.,][\p{N}]+)*%?(?!\p{L})|[\p{L}\p{M}\p{N}_]+(?:'[\p{L}\p{M}]+)*|[\p{L}]\*+[\p{L}]*)`,
    `(${EMOTICON})`,
    String.raw`(\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?)`,
    String.raw`([!?.\n…]+)`,
    String.raw`([,;:()"[\]{}–—]|\s-+\s)`,
  ].join('|'),
  'gu',
);

/** Read the words of a normalised text. Hashtags are split into their words; punctuation becomes flags. */
export function tokenise(input: string): Tokens {
  const tokens: Token[] = [];
  const stops = sentenceStarts(input);
  let stop = 0;
  let sentence = 0;
  let broken = false;
  let fresh = true;
  let exclamations = 0;
  let questions = 0;

  function add(kind: TokenKind, raw: string, start: number): void {
    const text = raw.toLowerCase();
    const shouted = kind === 'word' && raw.length > 1 && raw !== text && raw === raw.toUpperCase();
    tokens.push({ text, kind, start, end: start + raw.length, sentence, broken, shouted });
    broken = false;
    fresh = false;
  }
  function endSentence(): void {
    if (!fresh) sentence += 1;
    fresh = true;
  }

  SHAPE.lastIndex = 0;
  for (let m = SHAPE.exec(input); m !== null; m = SHAPE.exec(input)) {
    const at = m.index;
    const raw = m[0];
    while (stop < stops.length && (stops[stop] ?? 0) <= at) {
      endSentence();
      stop += 1;
    }
    if (m[4] !== undefined) add('word', raw, at);
    else if (m[1] !== undefined) add('url', raw, at);
    else if (m[2] !== undefined) add('mention', raw, at);
    else if (m[3] !== undefined)
      for (const part of splitHashtag(raw)) add('word', part.text, at + part.offset);
    else if (m[5] !== undefined || m[6] !== undefined) add('emoji', raw, at);
    else if (m[7] !== undefined) {
      for (const c of raw) {
        if (c === '!') exclamations += 1;
        else if (c === '?') questions += 1;
      }
      if (/[!?\n]/.test(raw)) endSentence();
      else broken = true;
    } else broken = true;
  }
  return { tokens, sentences: fresh ? sentence : sentence + 1, exclamations, questions };
}
