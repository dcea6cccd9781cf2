import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** They replace a module with a fake, which other files must not see. */
const MOCKING = ['src/net/guarded-redirect.test.ts', 'test/unit/dashboard-password.test.ts'];

/** The longest files start first, so that none is left to one worker at the end. */
const LONG = [
  'chaos/hosts',
  'browser/xss',
  'browser/examples',
  'contract/store-postgres',
  'integration/cli-',
  'integration/rescore-alerts',
  'integration/checkpoints',
  'chaos/',
];

function placeOf({ moduleId }: TestSpecification): number {
  const at = LONG.findIndex((name) => moduleId.includes(`/test/${name}`));
  return at < 0 ? LONG.length : at;
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

/**
 * Files of one worker share loaded modules: loading them takes longer than most tests. Integration tests have their own
 * folders, ports and servers.
 */
const sharing = { isolate: false, maxWorkers: 2 };
/** They wait a good part of their time: for servers to start, for disks, for one another. */
const waiting = { isolate: false, maxWorkers: 3 };

/** In milliseconds: long after anything that works has ended. It ends what hangs; no test is about speed. */
const HANG_MS = 20 * 60_000;
const limits = { testTimeout: HANG_MS, hookTimeout: HANG_MS };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    teardownTimeout: HANG_MS,
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{src,workers,dashboard,config,scripts}/**/*.test.{ts,tsx}',
            'test/unit/**/*.test.{ts,tsx}',
          ],
          exclude: MOCKING,
          ...sharing,
          ...limits,
        },
      },
      { test: { name: 'unit-alone', include: MOCKING, maxWorkers: 2, ...limits } },
      {
        test: {
          name: 'integration',
          include: ['test/{browser,chaos,contract,integration}/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          ...waiting,
          ...limits,
        },
      },
      {
        test: {
          name: 'attack',
          include: ['test/attack/**/*.test.ts'],
          sequence: { groupOrder: 1 },
          ...waiting,
          ...limits,
        },
      },
    ],
  },
});
