import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: 'viewer',
  plugins: [react()],
  test: {
    root: '.',
    include: ['{core,store,data-import,tiles-server,app,viewer}/src/**/*.test.ts'],
  },
});
