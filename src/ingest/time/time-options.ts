/** What is known about times before they are read, and why one cannot be. */

/** The order of day, month and year in numeric dates. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

export interface TimeOptions {
  /** Of numeric dates: 08/07/2026 is 8 July by `dmy`, 7 August by `mdy`. Without it, an unclear one is refused. */
  readonly order?: DateOrder | undefined;
  /** An IANA name or an offset, for times that name no zone; UTC when absent. */
  readonly timeZone?: string | undefined;
  /** The pattern that all times have; see `pattern.ts`. */
  readonly format?: string | undefined;
  /** Numbers are days of a spreadsheet: nothing else fits the whole column. */
  readonly serialDays?: boolean | undefined;
  /** The time of day, in ms, that stands for none: all rows of the file have it. */
  readonly emptyTime?: number | undefined;
  /** A person imports a file, so reasons name the options of the command. */
  readonly forFile?: boolean | undefined;
}

/** What could not be read. */
export class TimeProblem {
  /** Without the value: "is not a date". Holds no ": ", so that reasons can be counted by what stands before one. */
  readonly problem: string;
  /** What the person who imports a file can do. */
  readonly advice: string | undefined;

  constructor(problem: string, advice?: string) {
    this.problem = problem;
    this.advice = advice;
  }
}
