import { defineConfig } from 'vitest/config';

/** Real services. Each file has its own folder, ports and servers: a few go beside each other. */
const real = { maxWorkers: 3, testTimeout: 180_000, hookTimeout: 180_000, sequence: { groupOrder: 1 } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,workers,dashboard,config}/**/*.test.{ts,tsx}', 'test/unit/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/contract/**/*.test.ts', 'test/integration/**/*.test.ts'],
          ...real,
        },
      },
      { test: { name: 'chaos', include: ['test/chaos/**/*.test.ts'], ...real } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...real } },
    ],
  },
});
