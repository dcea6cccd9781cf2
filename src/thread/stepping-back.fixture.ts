/** A thread that says its own priority, for tests. */
import { getPriority } from 'node:os';
import { serveWork } from './serve-work.ts';
import { stepBack } from './step-back.ts';

serveWork<string>((what) => {
  if (what === 'step back') stepBack(getPriority() + 5);
  return getPriority(0);
});
