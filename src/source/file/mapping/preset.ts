/** Recognises the tool that wrote a file by its columns. */
import type { ImportPreset } from '../../../domain/import-preset.ts';
import { Columns } from './expression.ts';

/** The preset whose columns are all there; the one with the most where several fit. */
export function matchPreset(
  presets: readonly ImportPreset[],
  names: readonly string[],
): ImportPreset | undefined {
  const columns = new Columns(names);
  return presets
    .filter(
      (preset) =>
        preset.columns.every((name) => columns.find(name) !== undefined) &&
        preset.without.every((name) => columns.find(name) === undefined),
    )
    .toSorted((a, b) => b.columns.length - a.columns.length)[0];
}
