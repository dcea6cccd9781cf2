/** What is configured, as the YAML files of a configuration folder. Keys of sites are never among it. */
import { FOLDERS } from '../../config/kinds.ts';
import type { ConfigEntry } from '../../config/load.ts';
import { writeFieldLines } from '../../config/field-lines.ts';

export interface ExportedFile {
  /** Under the configuration folder: `brands/acme.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** One file an entry, so that a folder can be compared and kept in version control. Where a file wins, it is the file. */
export function exportedFiles(entries: readonly ConfigEntry[]): ExportedFile[] {
  const shadowed = (one: ConfigEntry) =>
    one.file === undefined &&
    entries.some((other) => other.file !== undefined && other.kind === one.kind && other.slug === one.slug);
  return entries
    .filter((entry) => !shadowed(entry))
    .map(({ kind, slug, document }) => ({
      path: `${FOLDERS[kind]}/${slug}.yaml`,
      text: writeFieldLines(document),
    }));
}
