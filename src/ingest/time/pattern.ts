/**
 * Patterns of times, as the person who imports a file knows them: from Excel (`dd/mm/yyyy hh:mm`), moment and Java
 * (`DD/MM/YYYY HH:mm`), Python (`%d/%m/%Y %H:%M`) or luxon, which reads them
 * (https://moment.github.io/luxon/#/parsing?id=table-of-tokens).
 */
import { DateTime } from 'luxon';
import { UserError } from '../../domain/result.ts';
import { tidy } from './tidy.ts';
import { type DateOrder, type TimeOptions, TimeProblem } from './time-options.ts';
import type { Written } from './written.ts';

const STRPTIME: Readonly<Record<string, string>> = {
  d: 'd', e: 'd', m: 'M', y: 'yy', Y: 'yyyy', b: 'MMM', h: 'MMM', B: 'MMMM', j: 'o', a: 'ccc', A: 'cccc',
  H: 'H', k: 'H', I: 'h', l: 'h', M: 'm', S: 's', f: 'u', p: 'a', P: 'a', z: 'Z', T: 'H:m:s', F: 'yyyy-M-d', '%': "'%'",
}; // biome-ignore format: a table

/** One piece of a pattern: a token of luxon, or words that stand for themselves. */
interface Piece {
  readonly kind:
    | 'day'
    | 'month'
    | 'year'
    | 'hour'
    | 'minute'
    | 'second'
    | 'fraction'
    | 'half'
    | 'zone'
    | 'other';
  readonly token: string;
}

const literal = (text: string) => text.replaceAll(/[A-Za-z]+/g, (letters) => `'${letters}'`);

function pieceOf(run: string, before: Piece | undefined, next: string, hasHalf: boolean): Piece {
  const letter = run[0]!.toLowerCase();
  const wide = run.length;
  if (letter === 'y' || letter === 'u') return { kind: 'year', token: wide === 2 ? 'yy' : 'yyyy' };
  if (letter === 'd')
    return wide > 2
      ? { kind: 'other', token: wide === 3 ? 'ccc' : 'cccc' }
      : { kind: 'day', token: 'd'.repeat(wide) };
  if (/^(?:e{3,4}|c{3,4})$/.test(run.toLowerCase())) return { kind: 'other', token: 'c'.repeat(wide) };
  if (letter === 'h') return { kind: 'hour', token: (hasHalf ? 'h' : 'H').repeat(Math.min(wide, 2)) };
  // Excel's rule: m behind an hour or before a second is a minute, whatever its case.
  if (letter === 'm' || run === 'LLL' || run === 'LLLL') {
    const minute = wide < 3 && (before?.kind === 'hour' || next.toLowerCase() === 's');
    return minute ? { kind: 'minute', token: 'm'.repeat(wide) } : { kind: 'month', token: 'M'.repeat(wide) };
  }
  if (letter === 's' && before?.kind === 'minute') return { kind: 'second', token: 's'.repeat(wide) };
  if (letter === 's' || letter === 'f') return { kind: 'fraction', token: 'u' };
  if (letter === 'a' || letter === 't')
    return run === 'T' ? { kind: 'other', token: "'T'" } : { kind: 'half', token: 'a' };
  if (run === 'Z' || run === 'ZZ' || letter === 'x') return { kind: 'zone', token: 'Z' };
  if (letter === 'z') return { kind: 'zone', token: run === 'ZZZ' ? 'Z' : 'z' };
  return { kind: 'other', token: literal(run) };
}

/** The pieces of a pattern; undefined where a letter means nothing. */
function piecesOf(pattern: string): Piece[] {
  if (pattern.includes('%')) {
    const usual = pattern.replaceAll(/%-?(.)/g, (all, letter: string) => STRPTIME[letter] ?? all);
    return usual.includes('%') && !usual.includes("'%'") ? [] : piecesOf(usual);
  }
  const text = pattern.replaceAll(/AM\/PM/gi, 'a');
  const hasHalf = /(?<![A-Za-z])(?:a|tt)(?![A-Za-z])/i.test(text);
  const runs = [...text.matchAll(/'([^']*)'|\[([^\]]*)\]|([A-Za-z])\3*|[^A-Za-z'[]+/gi)];
  const pieces: Piece[] = [];
  let last: Piece | undefined;
  for (const [i, match] of runs.entries()) {
    const quoted = match[1] ?? match[2];
    if (quoted !== undefined || match[3] === undefined) {
      pieces.push({ kind: 'other', token: quoted === undefined ? match[0] : literal(quoted) });
      continue;
    }
    const next = runs.slice(i + 1).find((run) => run[3] !== undefined)?.[3] ?? '';
    last = pieceOf(match[0], last, next, hasHalf);
    pieces.push(last);
  }
  return pieces;
}

/** Beside a mark, one digit is as good as two: 8/7/2026 for DD/MM/YYYY. */
function loose(pieces: readonly Piece[]): string {
  const isToken = (piece: Piece | undefined) => piece !== undefined && /^[A-Za-z]/.test(piece.token);
  return pieces
    .map(({ token }, i) =>
      /^(?:dd|MM|HH|hh|mm|ss)$/.test(token) && !isToken(pieces[i - 1]) && !isToken(pieces[i + 1])
        ? token[0]
        : token,
    )
    .join('');
}

interface Pattern {
  readonly format: string;
  readonly precision: Written['precision'];
  readonly hasZone: boolean;
}

const has = (pieces: readonly Piece[], kind: Piece['kind']) => pieces.some((piece) => piece.kind === kind);

function compile(pattern: string): Pattern | undefined {
  const pieces = piecesOf(pattern);
  const format = loose(pieces);
  const ordinal = /(?<!')\bo\b/.test(format);
  if (!has(pieces, 'year') || !(ordinal || (has(pieces, 'month') && has(pieces, 'day')))) return undefined;
  const precision = has(pieces, 'second') ? 'second' : has(pieces, 'hour') ? 'minute' : 'day';
  return { format, precision, hasZone: has(pieces, 'zone') };
}

const MOST_PATTERNS = 20;
const compiled = new Map<string, Pattern>();

function patternOf(text: string): Pattern {
  const known = compiled.get(text);
  if (known) return known;
  const pattern = compile(text);
  if (!pattern)
    throw new UserError(
      `--date-format ${text}: write dmy, mdy, ymd or a pattern such as "DD/MM/YYYY HH:mm".`,
    );
  if (compiled.size >= MOST_PATTERNS) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

/** What `--date-format` says: the order of numeric dates, or the pattern of all. Throws UserError for neither. */
export function dateFormat(text: string): Pick<TimeOptions, 'order' | 'format'> {
  const word = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  if (word === 'dmy' || word === 'mdy' || word === 'ymd') return { order: word satisfies DateOrder };
  patternOf(text.trim());
  return { format: text.trim() };
}

/** Reads a time of a pattern. A day, month or time of day that does not exist is none. */
export function readPattern(text: string, pattern: string): Written | TimeProblem {
  const { format, precision, hasZone } = patternOf(pattern);
  const tidied = tidy(text)
    .replace(/([ap])\.? ?m\b\.?/i, (_, half: string) => `${half}m`)
    .replace(/(?<=\d[\d:. ]*[+-]\d\d)(?=\d\d$)/, hasZone ? ':' : '')
    .replace(/(?<=\d ?)Z$/, hasZone ? '+00:00' : 'Z');
  const time = DateTime.fromFormat(tidied, format, { zone: 'utc', locale: 'en-US' });
  if (!time.isValid) return new TimeProblem('does not have the form of --date-format');
  return { local: time.toMillis(), precision, zone: hasZone ? 0 : undefined };
}
