import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** They put something in place of a module, for themselves alone. */
const MOCKING = ['src/net/guarded-redirect.test.ts', 'test/unit/dashboard-password.test.ts'];

/** They measure how soon something is seen or done: a neighbour would be measured with them. */
const TIMED = ['test/browser/{silent,watch}.test.ts', 'test/chaos/kill.test.ts'];

/** Those that take longest, so that no worker is left with one of them when the others are through. */
const LONG = [
  'chaos/hosts',
  'browser/xss',
  'browser/examples',
  'contract/database-postgres',
  'integration/cli-',
  'integration/rescore-alerts',
  'integration/still-quiet',
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

/** Files of one worker share the modules they load: loading them takes longer than many a test. */
const sharing = { isolate: false, maxWorkers: 2 };

const pure = { testTimeout: 30_000, hookTimeout: 30_000 };

/** Real services. Each file has its own folder, ports and servers. */
const real = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,workers,dashboard,config}/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'],
          exclude: MOCKING,
          ...sharing,
          ...pure,
        },
      },
      { test: { name: 'unit-alone', include: MOCKING, maxWorkers: 2, ...pure } },
      {
        test: {
          name: 'integration',
          include: ['test/{browser,chaos,contract,integration}/**/*.test.ts'],
          exclude: TIMED,
          sequence: { groupOrder: 1 },
          ...sharing,
          ...real,
        },
      },
      {
        test: {
          name: 'alone',
          include: TIMED,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...real,
        },
      },
    ],
  },
});
