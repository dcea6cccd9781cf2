/** Reads a file of the given content as an import does, without a database. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportPreset } from '../../src/domain/import-preset.ts';
import type { NewMention } from '../../src/domain/mention.ts';
import { parseMapping } from '../../src/source/file/columns.ts';
import { fileMentions } from '../../src/source/file/mentions.ts';
import { openImportFile } from '../../src/source/file/open.ts';
import type { Reading } from '../../src/source/file/reading.ts';
import { fileTimes } from '../../src/source/file/times.ts';

export interface ReadBack {
  readonly mentions: NewMention[];
  readonly texts: string[];
  readonly leftOut: string[];
  readonly refused: string[];
  readonly reading: Reading;
}

export interface ReadWishes {
  readonly map?: string;
  readonly presets?: readonly ImportPreset[];
  readonly source?: string;
  readonly brand?: string;
  readonly dateFormat?: string;
  readonly timezone?: string;
}

/** `now` of every reading: 1 September 2026. */
const NOW = Date.UTC(2026, 8, 1);

/** Writes `content` to `name` in `dir` and reads it. */
export async function importRows(
  dir: string,
  name: string,
  content: string | Uint8Array,
  { map = '', presets = [], source, brand = 'acme', dateFormat, timezone }: ReadWishes = {},
): Promise<ReadBack> {
  const path = join(dir, name);
  writeFileSync(path, content);
  const again = () => openImportFile(path);
  const times = fileTimes(dateFormat, timezone);
  const options = { brand, source, mapping: parseMapping(map), presets, times, again, now: () => NOW };
  const rows = fileMentions(await again(), options);
  const mentions: NewMention[] = [];
  const leftOut: string[] = [];
  const refused: string[] = [];
  for await (const { outcome } of rows) {
    if (outcome.kind === 'ok') mentions.push(outcome.value);
    else (outcome.kind === 'leftOut' ? leftOut : refused).push(outcome.reason);
  }
  return { mentions, texts: mentions.map((m) => m.text), leftOut, refused, reading: rows.reading };
}
