/** Work for tests: ends, throws, never ends, or needs all memory. */
import { serveWork } from './serve-work.ts';

serveWork<string>((what) => {
  while (what === 'hang');
  const kept: unknown[] = [];
  while (what === 'eat') kept.push(Array.from({ length: 10_000 }, (_, i) => ({ i })));
  if (what === 'throw') throw new Error('no such thing');
  return `did ${what}`;
});
