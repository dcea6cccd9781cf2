/**
 * An empty queue, made at build time and copied into each new installation: making a PostgreSQL cluster in WebAssembly
 * takes seconds and twice the memory of opening one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeFromOthers } from './private-fs.ts';

const STAMP = 'made-with';
/** Where the build leaves it, as seen from the built file and from the source. */
const PLACES = ['../../queue-template', '../../dist/queue-template'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

/** The packages that a cluster depends on; a template made with other versions is not used. */
function madeWith(): string {
  const require = createRequire(import.meta.url);
  const version = (name: string): string => {
    const entry = require.resolve(name);
    const folder = entry.slice(0, entry.lastIndexOf(name) + name.length);
    return `${name} ${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}`;
  };
  return `${version('@electric-sql/pglite')}, ${version('bullmq')}`;
}

/** Copies the template to the missing or empty `folder`; false if no template was made with these packages. */
export function copyTemplate(folder: string, places: readonly string[] = PLACES): boolean {
  const template = places.find((place) => existsSync(join(place, STAMP)));
  if (template === undefined || readFileSync(join(template, STAMP), 'utf8') !== madeWith()) return false;
  const whole = `${folder}.new`;
  rmSync(whole, { recursive: true, force: true });
  mkdirSync(whole, { recursive: true, mode: 0o700 });
  cpSync(join(template, 'cluster'), whole, { recursive: true });
  takeFromOthers(whole);
  renameSync(whole, folder);
  return true;
}

/** Makes the template in `folder`; `make` opens an empty cluster there, migrates it and closes it. */
export async function makeTemplate(folder: string, make: (cluster: string) => Promise<void>): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  const cluster = join(folder, 'cluster');
  mkdirSync(cluster, { recursive: true });
  await make(cluster);
  writeFileSync(join(folder, STAMP), madeWith());
}
