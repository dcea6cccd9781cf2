/** The files of the pages: style sheet, icon, and the client that the build makes. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../config/env.ts';

export interface AssetLinks {
  readonly style: string;
  /** Undefined before a build: pages work without it. */
  readonly client?: string;
}

export interface Asset {
  readonly type: string;
  readonly text: string;
  /** Start of the SHA-256 of the text; an address with it may be cached for ever. */
  readonly version: string;
}

/** Parts of the style sheet in the order in which they apply. */
export const STYLE_PARTS = [
  'colours',
  'base',
  'frame',
  'forms',
  'configuration',
  'alerts',
  'summary',
  'drivers',
  'lists',
  'triage',
  'mentions',
  'tiles',
  'live',
  'shared',
  'screens',
  'setup',
  'people',
];
const ASSETS = join(packageRoot, 'dashboard/assets');
const CLIENT = join(packageRoot, 'dist/dashboard/assets/client.js');
const TYPES = new Map([
  ['icon.svg', 'image/svg+xml'],
  ['style.css', 'text/css; charset=utf-8'],
  ['client.js', 'text/javascript; charset=utf-8'],
]);

async function textOf(name: string): Promise<string> {
  if (name === 'client.js') return readFile(CLIENT, 'utf8');
  if (name === 'icon.svg') return readFile(join(ASSETS, name), 'utf8');
  const parts = STYLE_PARTS.map((part) => readFile(join(ASSETS, 'style', `${part}.css`), 'utf8'));
  return (await Promise.all(parts)).join('\n');
}

const kept = new Map<string, Promise<Asset | undefined>>();

async function load(name: string): Promise<Asset | undefined> {
  const type = TYPES.get(name);
  if (type === undefined) return undefined;
  const text = await textOf(name).catch(() => undefined);
  if (text === undefined) return undefined;
  return { type, text, version: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}

/** A file by name, read once; undefined if there is none. */
export function assetOf(name: string): Promise<Asset | undefined> {
  const known = kept.get(name) ?? load(name);
  if (TYPES.has(name)) kept.set(name, known);
  return known;
}

/** Addresses that change when the files do. */
export async function assetLinks(): Promise<AssetLinks> {
  const [style, client] = await Promise.all([assetOf('style.css'), assetOf('client.js')]);
  return {
    style: `/assets/style.css?v=${style?.version ?? '0'}`,
    ...(client ? { client: `/assets/client.js?v=${client.version}` } : {}),
  };
}
