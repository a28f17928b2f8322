import { defineConfig } from 'vitest/config';

/** End-to-end tests: real processes, real databases, a real browser, one file after the other. */
export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres-global-setup.ts'],
    fileParallelism: false,
    // Only against hanging: nothing here is timed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
