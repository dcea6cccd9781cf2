/** Refused rows, counted by reason. */

/** Lines that are named for each reason. */
const LINES = 3;
/** Reasons that are counted one by one; each further one counts as "other reasons". */
const MOST_REASONS = 100;
/** Refusals of which line and reason are kept. */
const MOST_LETTERS = 10_000;
const OTHERS = 'other reasons';

export interface Refusal {
  /** Without what one row said. */
  readonly reason: string;
  readonly count: number;
  /** Of the first rows. */
  readonly lines: readonly number[];
  /** The reason of the first row, with what it said. */
  readonly example: string;
  /** What to try. */
  readonly hint?: string;
}

export interface RefusedLine {
  readonly line: number;
  readonly reason: string;
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [
    /^publishedAt (?:is|has) (?:not|no)\b/i,
    '--date-format names the form, such as "DD.MM.YYYY HH:mm", and --map publishedAt=COLUMN another column; Date+Time joins two',
  ],
  [/^publishedAt is missing/, '--map publishedAt=COLUMN names the column of the time'],
  [/future/, 'is another column the time, or day and month the other way round? See --map and --date-format'],
  [/text is (?:missing|empty)/, '--map text=COLUMN names the column of what people wrote'],
  [
    /columns where the header has/,
    'the line has too many or too few separators: is a cell with a separator not quoted?',
  ],
  [/quote/i, 'a quote inside a cell is written twice, and the cell quoted: "a ""word"""'],
  [/not valid JSON|not a JSON object/, 'JSON Lines have one object on each line'],
  [/no column for/, '--map FIELD=COLUMN names the column'],
];

/** A reason without what the row said: numbers, and what follows a colon after a sentence. */
export function withoutValues(reason: string): string {
  const colon = reason.indexOf(': ');
  const sentence = colon > 0 && reason.slice(0, colon).includes(' ') ? reason.slice(0, colon) : reason;
  return sentence.replaceAll(/\d+/g, '…').replaceAll(/"[^"]*"/g, '"…"');
}

/** Counts refused rows. Memory does not grow with their number. */
export function newRefusals() {
  const groups = new Map<string, { count: number; lines: number[]; example: string }>();
  const letters: RefusedLine[] = [];
  let count = 0;
  return {
    add(line: number, reason: string): void {
      count += 1;
      if (letters.length < MOST_LETTERS) letters.push({ line, reason });
      const label = withoutValues(reason);
      const known = groups.get(label) ?? (groups.size < MOST_REASONS ? undefined : groups.get(OTHERS));
      const group = known ?? { count: 0, lines: [], example: reason };
      if (!known) groups.set(groups.size < MOST_REASONS ? label : OTHERS, group);
      group.count += 1;
      if (group.lines.length < LINES) group.lines.push(line);
    },
    count: () => count,
    /** Line and reason of the first 10,000, by line. */
    letters: (): RefusedLine[] => letters.toSorted((a, b) => a.line - b.line),
    /** The most frequent first. */
    groups(): Refusal[] {
      return [...groups]
        .map(([reason, { lines, ...group }]) => {
          // A reason that names an option says what to try itself.
          const said = group.example.includes('--');
          const hint = said ? undefined : HINTS.find(([says]) => says.test(group.example))?.[1];
          const sorted = lines.toSorted((a, b) => a - b);
          return { reason, ...group, lines: sorted, ...(hint === undefined ? {} : { hint }) };
        })
        .sort((a, b) => b.count - a.count);
    },
  };
}
