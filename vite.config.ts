import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { CESIUM_BASE, cesiumStatic } from './viewer/cesium-static.ts';

const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  root: 'viewer',
  plugins: [react(), cesiumStatic()],
  define: { CESIUM_BASE_URL: JSON.stringify(CESIUM_BASE) },
  server: { proxy: { '/api': SERVER, '/tiles': SERVER } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The engine is one library of 1 MB gzip; it has a file of its own so that it stays cached over releases.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'cesium', test: /node_modules[\\/]@cesium[\\/]/ },
            { name: 'vendor', test: /node_modules[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    root: '.',
    include: ['{core,store,data-import,tiles-server,app,viewer}/src/**/*.test.ts', 'scripts/**/*.test.mjs'],
  },
});
