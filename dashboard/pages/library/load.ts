/** The library as this installation has it; read again when a file of the operator changes. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../config/env.ts';
import { checkLibrary } from '../../../config/library.ts';
import type { Ctx } from '../../deps.ts';

type Loaded = ReturnType<typeof checkLibrary>;
const loaded = new Map<string, { readonly version: string; readonly library: Loaded }>();

/** Names, times and sizes of the files in a folder; empty where there is none. */
function versionOf(folder: string): string {
  try {
    const names = readdirSync(folder).toSorted();
    return names
      .map((name) => {
        const { mtimeMs, size } = statSync(join(folder, name));
        return `${name} ${mtimeMs} ${size}`;
      })
      .join('\n');
  } catch {
    return '';
  }
}

/** Capsules of ours and of the operator, and what is wrong with those that could not be read. */
export function libraryOf(c: Ctx): Loaded {
  const folder = c.var.deps.configDir ?? join(packageRoot, 'config');
  const version = versionOf(join(folder, 'library'));
  const known = loaded.get(folder);
  if (known?.version === version) return known.library;
  const library = checkLibrary(folder);
  loaded.set(folder, { version, library });
  return library;
}
