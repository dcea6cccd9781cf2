/** Splits a normalised text into tokens with offsets, in one pass. */
import {
  BREAK,
  classAt,
  DIGIT,
  HASH_START,
  hashEnd,
  hashStep,
  LETTER,
  MARK,
  PICTURE,
  SPACE,
  STOP,
} from './characters.ts';
import { splitHashtag } from './hashtag.ts';
import { sentenceStarts } from './sentences.ts';
import { formHash } from './word-form.ts';

type TokenKind = 'word' | 'emoji' | 'mention' | 'url' | 'mark';

export interface Token {
  /** Lower case. */
  readonly text: string;
  readonly kind: TokenKind;
  /** Half-open UTF-16 range in the normalised text. */
  readonly start: number;
  readonly end: number;
  /** Number of the sentence, from 0. */
  readonly sentence: number;
  /** Whether a comma, colon, bracket, quotation mark or dash precedes it. */
  readonly broken: boolean;
  /** Whether it is in capitals, with at least two letters. */
  readonly shouted: boolean;
  /** Hash of the word for the models: repeated letters reduced to one, digits equal, names masked. */
  readonly hash: number;
}

export interface Tokens {
  /** Words, emoji, mentions and links. */
  readonly tokens: readonly Token[];
  /** The same with runs of stops (`kind` mark), for the models. */
  readonly all: readonly Token[];
  readonly sentences: number;
  readonly exclamations: number;
  readonly questions: number;
}

const EMOTICON =
  /[:;=8xX]['^o-]?[)(\][DPpOo/\\|*3](?![\p{L}\p{N}])|<\/?3+|\^_?\^|[)(][-']?[:;](?![\p{L}\p{N}])/uy;
/** First characters of emoticons: : ; = < ^ ( ) */
const FACES = new Set([0x3a, 0x3b, 0x3d, 0x3c, 0x5e, 0x28, 0x29]);
const AT = 0x40;
const TAG = 0x23;
const APOSTROPHE = 0x27;
const STAR = 0x2a;
const PERCENT = 0x25;
/** Longest run of stops in one token. */
const MAX_MARK = 3;

const HASH_URL = hashEnd(hashStep(HASH_START, 1));
const HASH_MENTION = hashEnd(hashStep(HASH_START, 2));

/** Tokenises a normalised text. Hashtags are split into words; punctuation becomes flags on tokens. */
export function tokenise(input: string): Tokens {
  return new Reader(input).read();
}

class Reader {
  private readonly input: string;
  private readonly tokens: Token[] = [];
  private readonly all: Token[] = [];
  private readonly stops: readonly number[];
  private at = 0;
  private stop = 0;
  private sentence = 0;
  private broken = false;
  private fresh = true;
  private exclamations = 0;
  private questions = 0;

  constructor(input: string) {
    this.input = input;
    this.stops = sentenceStarts(input);
  }

  read(): Tokens {
    const { input } = this;
    while (this.at < input.length) {
      if (this.stop < this.stops.length && (this.stops[this.stop] ?? 0) <= this.at) {
        this.endSentence();
        this.stop += 1;
      }
      this.step(input.charCodeAt(this.at));
    }
    const { tokens, all, exclamations, questions } = this;
    return {
      tokens,
      all,
      sentences: this.fresh ? this.sentence : this.sentence + 1,
      exclamations,
      questions,
    };
  }

  private step(code: number): void {
    const kind = classAt(this.input, this.at);
    if (kind === SPACE) {
      this.at += 1;
      if (this.input.charCodeAt(this.at) === 0x2d) this.dash();
    } else if (kind === LETTER || kind === DIGIT || kind === MARK) this.word(code, kind);
    else if (kind === STOP) this.marks();
    else if (code === AT && this.isWordAt(this.at + 1)) this.run('mention');
    else if (code === TAG && this.isWordAt(this.at + 1)) this.run('tag');
    else if (kind === PICTURE) this.picture();
    else if (!(FACES.has(code) && this.face())) {
      if (kind === BREAK) this.broken = true;
      this.at += 1;
    }
  }

  /** A dash before a space separates, like a comma. */
  private dash(): void {
    let end = this.at;
    while (this.input.charCodeAt(end) === 0x2d) end += 1;
    if (classAt(this.input, end) === SPACE) this.broken = true;
    this.at = end;
  }

  private word(code: number, kind: number): void {
    const { input, at } = this;
    if ((code | 0x20) === 0x68 && isLink(input, at)) return this.link();
    if ((code | 0x20) === 0x77 && input.slice(at, at + 4).toLowerCase() === 'www.') return this.link();
    let end = kind === DIGIT ? this.number(at) : at;
    if (end === at) end = this.letters(at);
    this.push('word', at, end);
    this.at = end;
  }

  /** End of a number with its separators, or `from` if letters follow. */
  private number(from: number): number {
    const { input } = this;
    let end = from;
    for (;;) {
      while (classAt(this.input, end) === DIGIT) end += 1;
      const next = input.charCodeAt(end);
      if ((next === 0x2e || next === 0x2c) && classAt(this.input, end + 1) === DIGIT) end += 1;
      else break;
    }
    if (input.charCodeAt(end) === PERCENT) end += 1;
    const after = classAt(this.input, end);
    return after === LETTER ? from : end;
  }

  private letters(from: number): number {
    const { input } = this;
    let end = from;
    for (;;) {
      const width = this.wordWidth(end);
      if (width > 0) end += width;
      else if (input.charCodeAt(end) === APOSTROPHE && classAt(this.input, end + 1) === LETTER) end += 1;
      else break;
    }
    if (end - from === 1 && input.charCodeAt(end) === STAR) {
      while (input.charCodeAt(end) === STAR) end += 1;
      while (classAt(this.input, end) === LETTER) end += this.wordWidth(end);
    }
    return end;
  }

  private link(): void {
    let end = this.at;
    while (end < this.input.length && classAt(this.input, end) !== SPACE && this.input.charCodeAt(end) !== 10)
      end += 1;
    this.add('url', this.at, end, this.input.slice(this.at, end).toLowerCase(), HASH_URL);
    this.at = end;
  }

  private run(kind: 'mention' | 'tag'): void {
    let end = this.at + 1;
    for (let width = this.wordWidth(end); width > 0; width = this.wordWidth(end)) end += width;
    const raw = this.input.slice(this.at, end);
    if (kind === 'mention') this.add('mention', this.at, end, raw.toLowerCase(), HASH_MENTION);
    else
      for (const part of splitHashtag(raw)) {
        const start = this.at + part.offset;
        this.push('word', start, start + part.text.length);
      }
    this.at = end;
  }

  private picture(): void {
    const { input, at } = this;
    let end = at + (isHigh(input.charCodeAt(at)) ? 2 : 1);
    if (input.charCodeAt(end) === 0xd83c) {
      const low = input.charCodeAt(end + 1);
      if (low >= 0xdffb && low <= 0xdfff) end += 2;
    }
    this.push('emoji', at, end);
    this.at = end;
  }

  private face(): boolean {
    EMOTICON.lastIndex = this.at;
    const match = EMOTICON.exec(this.input);
    if (match === null) return false;
    this.push('emoji', this.at, this.at + match[0].length);
    this.at += match[0].length;
    return true;
  }

  private marks(): void {
    const { input, at } = this;
    let end = at;
    let ends = false;
    let lines = false;
    let hash = HASH_START;
    for (; classAt(this.input, end) === STOP; end += 1) {
      const code = input.charCodeAt(end);
      if (code === 0x21) this.exclamations += 1;
      else if (code === 0x3f) this.questions += 1;
      if (code === 10) lines = true;
      if (code === 0x21 || code === 0x3f || code === 10) ends = true;
      if (end - at < MAX_MARK && code !== 10) hash = hashStep(hash, code);
    }
    const { sentence, broken } = this;
    const run = input.slice(at, Math.min(end, at + MAX_MARK));
    const text = lines ? run.replaceAll('\n', '') : run;
    if (text !== '')
      this.all.push({
        text,
        kind: 'mark',
        start: at,
        end,
        sentence,
        broken,
        shouted: false,
        hash: hashEnd(hash),
      });
    this.at = end;
    if (ends) this.endSentence();
    else this.broken = true;
  }

  private push(kind: 'word' | 'emoji', start: number, end: number): void {
    const raw = this.input.slice(start, end);
    const text = raw.toLowerCase();
    this.add(kind, start, end, text, formHash(text), kind === 'word' && isShouted(raw, text));
  }

  private add(
    kind: TokenKind,
    start: number,
    end: number,
    text: string,
    hash: number,
    shouted = false,
  ): void {
    const { sentence, broken } = this;
    const token: Token = { text, kind, start, end, sentence, broken, shouted, hash };
    this.tokens.push(token);
    this.all.push(token);
    this.broken = false;
    this.fresh = false;
  }

  private endSentence(): void {
    if (!this.fresh) this.sentence += 1;
    this.fresh = true;
  }

  /** Length in units of the word character at `index`; 0 if there is none. */
  private wordWidth(index: number): number {
    const kind = classAt(this.input, index);
    if (kind !== LETTER && kind !== DIGIT && kind !== MARK) return 0;
    return isHigh(this.input.charCodeAt(index)) ? 2 : 1;
  }

  private isWordAt(index: number): boolean {
    return this.wordWidth(index) > 0;
  }
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLink(input: string, at: number): boolean {
  return /^https?:\/\//i.test(input.slice(at, at + 8));
}

function isShouted(raw: string, lower: string): boolean {
  return raw.length > 1 && raw !== lower && raw === raw.toUpperCase();
}
