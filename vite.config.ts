import { createReadStream, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CESIUM_BASE, cesiumStaticFiles } from './viewer/cesium-static.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = { '.json': 'application/json', '.wasm': 'application/wasm' };

const SERVER = 'http://127.0.0.1:8080';

export default defineConfig({
  root: 'viewer',
  plugins: [react(), cesiumStatic()],
  define: { CESIUM_BASE_URL: JSON.stringify(CESIUM_BASE) },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/tiles', '/external-tiles', '/terrain', '/imagery', '/vt'].map((path) => [path, SERVER]),
    ),
  },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The engine is one library of 1 MB gzip; it has a file of its own so that it stays cached over releases.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What fetches the others: each group takes what it imports along, and the start page would need them all.
            { name: 'fetch', test: /vite[\\/]preload-helper/ },
            { name: 'cesium', test: /node_modules[\\/]@cesium[\\/]/ },
            // Wanted by the command wall, by diagrams and by pictures of cameras alone: fetched when they are.
            {
              name: 'deck',
              test: /node_modules[\\/](@(deck|luma|loaders|math|probe)\.gl|mjolnir|gl-matrix|d3-hexbin)/,
            },
            { name: 'diagrams', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            { name: 'video', test: /node_modules[\\/]hls\.js[\\/]/ },
            { name: 'vendor', test: /node_modules[\\/]/ },
          ],
        },
      },
    },
  },
  test: {
    root: '.',
    include: [
      '{core,store,data-import,tiles-server,app,viewer}/src/**/*.test.ts',
      '{bench,scripts}/**/*.test.{ts,mjs}',
    ],
    globalSetup: ['tests/support/postgres-global-setup.ts'],
    // Files of a worker share their modules. With this and both cores, 857 s instead of 1,140.
    isolate: false,
    // Left to itself the runner keeps a core free; of two, that is half the machine.
    maxWorkers: 2,
    // Only against hanging: nothing here is timed.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

/** Serves the engine's static files in development and copies them into the build. */
function cesiumStatic(): Plugin {
  return {
    name: 'cesium-static',
    configureServer(server) {
      const files = cesiumStaticFiles();
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?', 1)[0] ?? '';
        const file = path.startsWith(CESIUM_BASE) ? files.get(path.slice(CESIUM_BASE.length)) : undefined;
        if (file === undefined) {
          next();
          return;
        }
        response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'text/javascript');
        createReadStream(file).pipe(response);
      });
    },
    generateBundle() {
      for (const [name, file] of cesiumStaticFiles()) {
        this.emitFile({ type: 'asset', fileName: `${CESIUM_BASE.slice(1)}${name}`, source: readFileSync(file) });
      }
    },
  };
}
