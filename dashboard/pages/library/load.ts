/** The library as this installation has it; read once, as files of the configuration are. */
import { join } from 'node:path';
import { packageRoot } from '../../../config/env.ts';
import { checkLibrary } from '../../../config/library.ts';
import type { Ctx } from '../../deps.ts';

type Loaded = ReturnType<typeof checkLibrary>;
const loaded = new Map<string, Loaded>();

/** Capsules of ours and of the operator, and what is wrong with those that could not be read. */
export function libraryOf(c: Ctx): Loaded {
  const folder = c.var.deps.configDir ?? join(packageRoot, 'config');
  const found = loaded.get(folder) ?? checkLibrary(folder);
  loaded.set(folder, found);
  return found;
}
