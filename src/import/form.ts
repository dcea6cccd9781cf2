/** What is known of a file after it was read: its container, its columns, its times. */
import type { OpenFile } from '../source/file/open.ts';
import type { Reading } from '../source/file/reading.ts';

export interface FileForm extends Pick<OpenFile, 'container' | 'encoding' | 'dialect'> {
  readonly reading: Reading;
  readonly notes: readonly string[];
}

/** Call it when the rows were read. */
export function formOf({ container, encoding, dialect, notes }: OpenFile, reading: Reading): FileForm {
  return {
    container,
    encoding,
    ...(dialect ? { dialect } : {}),
    reading,
    notes: [...notes, ...reading.notes],
  };
}

/** The part of a report that scripts read. */
export function formJson({ container, encoding, dialect, reading, notes }: FileForm) {
  return {
    container,
    encoding: encoding.name,
    encodingFrom: encoding.how,
    ...(dialect ? { dialect } : {}),
    preset: reading.preset ?? null,
    columns: reading.columns,
    dateOrder: reading.dateOrder ?? null,
    timezone: reading.timezone,
    precision: reading.precision ?? null,
    filled: reading.filled,
    unread: reading.unread,
    notes,
  };
}
