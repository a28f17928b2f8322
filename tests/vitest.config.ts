import { defineConfig } from 'vitest/config';

/** End-to-end tests: real processes, real databases, a real browser, two files at a time. */
export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres-global-setup.ts'],
    // A file waits for the other side much of its time: streams, frames, restarts.
    maxWorkers: 2,
    // Only against hanging: nothing here is timed.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
