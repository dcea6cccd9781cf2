/** Which versions of Node have headers that the database driver must not be compiled against. */
import { expect, it } from 'vitest';

const path = '../../scripts/sqlite-headers.mjs';
const { hasBadHeaders } = (await import(path)) as { hasBadHeaders(version: string): boolean };

it.each([
  ['v20.20.2', false],
  ['v22.23.2', false],
  ['v24.18.1', false],
  ['v24.19.0', true],
  ['v24.21.0', true],
])('%s: %s', (version, bad) => {
  expect(hasBadHeaders(version)).toBe(bad);
});
