import { defineConfig } from 'vitest/config';

/** End-to-end tests: each starts the real command, a real store or a real browser, so they run one after another. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
