/** What a report was made of: hash of its data, versions, time zone. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../config/env.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';

export interface Provenance {
  /** SHA-256 of the counts and dates that the report used. */
  readonly inputHash: string;
  readonly code: string;
  readonly scorer: string;
  readonly taxonomy: string;
  readonly timeZone: 'UTC';
}

let version: string | undefined;

/** `outcry 0.1.0` */
function codeVersion(): string {
  if (version === undefined) {
    const text = readFileSync(join(packageRoot, 'package.json'), 'utf8');
    version = `outcry ${(JSON.parse(text) as { version: string }).version}`;
  }
  return version;
}

/** JSON with the keys of every object in order, so that equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** Names and versions of the packs, e.g. `privacy-betrayal 3`. */
function taxonomyVersion(packs: readonly Pick<TaxonomyPack, 'name' | 'version'>[]): string {
  const names = packs.map((pack) => `${pack.name} ${pack.version}`).sort();
  return names.length === 0 ? 'none' : names.join(', ');
}

/** The packs that a scorer version names, e.g. `rules-4+model-3f2a90c1+privacy-betrayal@1`; undefined where it names none. */
export function packsOf(scorer: string): { name: string; version: number }[] | undefined {
  const found = [...scorer.matchAll(/(?:^|\+)([a-z][a-z0-9-]*)@(\d+)(?=\+|$)/g)];
  return found.length === 0
    ? undefined
    : found.map(([, name = '', version]) => ({ name, version: Number(version) }));
}

export function provenanceOf(
  data: unknown,
  packs: readonly Pick<TaxonomyPack, 'name' | 'version'>[],
  scorer = 'as stored',
): Provenance {
  return {
    inputHash: createHash('sha256').update(canonicalJson(data)).digest('hex'),
    code: codeVersion(),
    scorer,
    taxonomy: taxonomyVersion(packs),
    timeZone: 'UTC',
  };
}

/** One line for the foot of a report. */
export function provenanceLine(p: Provenance): string {
  return `Input ${p.inputHash.slice(0, 16)} · ${p.code} · scorer ${p.scorer} · taxonomy ${p.taxonomy} · ${p.timeZone}`;
}
