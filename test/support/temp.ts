/** Temporary folders that are gone after the test file. */
import { afterAll } from 'vitest';
import { makeTempDir, removeDir } from './folder.ts';

/** Folders of one test file; call it at the top of the file. */
export function tempDirs(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const dir of made.splice(0)) removeDir(dir);
  });
  return () => {
    const dir = makeTempDir();
    made.push(dir);
    return dir;
  };
}
