/** What an import made of a file: which columns it used, what it filled, and what a person should know. */
import type { Field } from './columns.ts';

/** Values of one field that could not be read, with up to three of them. */
export interface Unread {
  readonly count: number;
  readonly examples: readonly string[];
}

/** Grows while the rows are read; complete after the last one. */
export interface Reading {
  /** The tool whose columns were recognised (`config/import/`). */
  readonly preset?: string;
  readonly columns: {
    /** Column names by field, as the file writes them; several are joined with ` + ` or ` | `. */
    readonly used: Readonly<Partial<Record<Field, string>>>;
    /** Columns that no field was read from, in the order of the file. */
    readonly left: readonly string[];
  };
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd';
  /** The zone of times that name none. */
  readonly timezone: string;
  /** There are times that name none. */
  readonly zoneAssumed?: boolean;
  readonly precision?: 'second' | 'minute' | 'day';
  /** Rows of posts in which a field had a value. */
  readonly filled: Readonly<Partial<Record<Field, number>>>;
  /** Values that were left empty because they could not be read. */
  readonly unread: Readonly<Partial<Record<Field, Unread>>>;
  /** Plain sentences for the person who imports. */
  readonly notes: readonly string[];
}

/** The same, as the reader of a file writes it. */
export interface GrowingReading extends Reading {
  preset?: string;
  columns: { used: Partial<Record<Field, string>>; left: string[] };
  dateOrder?: 'dmy' | 'mdy' | 'ymd';
  timezone: string;
  zoneAssumed?: boolean;
  precision?: 'second' | 'minute' | 'day';
  filled: Partial<Record<Field, number>>;
  unread: Partial<Record<Field, { count: number; examples: string[] }>>;
  notes: string[];
}

export function newReading(): GrowingReading {
  return { columns: { used: {}, left: [] }, timezone: 'UTC', filled: {}, unread: {}, notes: [] };
}
