import { routePath } from '@undercroft/core/protocol/routes';
import { importSample, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

/** 15,000 manholes without a conduit: their contents of trunks and mains have nothing to draw. */
const MANHOLES = Array.from({ length: 15_000 }, (_, i) =>
  sampleNode(`N${i}`, { position: [119.58 + (i % 150) * 3e-4, 39.9 + Math.floor(i / 150) * 4e-4] }),
);

describeStores('a scene of nodes alone', (using) => {
  test('has every content its document names; what is without a row to draw is a model of nothing', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, MANHOLES);
    const app = await servedApp([liveScene(scene)], store);
    const document = jsonOf(await app.get(routePath('tileset', { scene, tileset: 'network' })));
    const names = [...JSON.stringify(document).matchAll(/"uri":"([^"]+)\.glb"/g)].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(4);
    const documents = new Map<string, Record<string, unknown>>();
    for (const name of names) {
      const { status, bytes } = await app.get(`/tiles/${scene}/network/${name}.glb`);
      expect({ name, status }).toEqual({ name, status: 200 });
      const body = Buffer.from(bytes);
      expect(body.readUInt32LE(8)).toBe(body.length);
      documents.set(name, JSON.parse(body.toString('utf8', 20, 20 + body.readUInt32LE(12))));
    }
    // The first is the root's.
    const root = documents.get(names[0] ?? '');
    expect(root).toEqual({ asset: { version: '2.0', generator: 'undercroft' }, scene: 0, scenes: [{}] });
    expect([...documents.values()].filter(({ meshes }) => meshes !== undefined).length).toBeGreaterThan(2);
    await app.close();
  });
});
