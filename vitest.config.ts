import { defineConfig } from 'vitest/config';

/** They put something in place of a module, for themselves alone. */
const MOCKING = ['src/net/guarded-redirect.test.ts', 'test/unit/dashboard-password.test.ts'];

/** Files of one worker share the modules they load: loading them takes longer than many a test. */
const pure = { testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 2 };

/** Real services. Each file has its own folder, ports and servers. */
const real = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,workers,dashboard,config}/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'],
          exclude: MOCKING,
          isolate: false,
          ...pure,
        },
      },
      { test: { name: 'unit-alone', include: MOCKING, ...pure } },
      {
        test: {
          name: 'integration',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts', 'test/chaos/**/*.test.ts'],
          exclude: ['test/chaos/kill.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...real,
        },
      },
      // A browser, or a crowd of processes that are killed, fills two cores by itself.
      {
        test: {
          name: 'alone',
          include: ['test/browser/**/*.test.ts', 'test/chaos/kill.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...real,
        },
      },
    ],
  },
});
