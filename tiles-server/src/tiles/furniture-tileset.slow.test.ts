import { readFileSync } from 'node:fs';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { UNNAMED } from '@undercroft/core/model/map-feature';
import { publicSceneSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

const demoFile = new URL('../../../scenes/demo/scene.json', import.meta.url);
const SCENE = sceneSchema.parse(JSON.parse(readFileSync(demoFile, 'utf8')));

/** Two trees a hundred metres apart, and a lamp between them. */
const ROW: readonly CityFeature[] = [0, 1, 2].map((i) => ({
  family: 'furniture',
  value: {
    sourceId: `T${i}`,
    kind: i === 1 ? 'lamp' : 'tree',
    name: UNNAMED,
    position: [119.6 + i * 0.0006, 39.925],
    heightM: 9,
    widthM: i === 1 ? null : 5,
    headingDeg: 0,
    raw: {},
  },
}));

const PLACE: CityFeature = {
  family: 'place',
  value: { sourceId: 'P', kind: 'quarter', name: UNNAMED, position: [119.6, 39.925], rank: 1, raw: {} },
};

describeStores('a scene with trees and lamps', (using) => {
  it('has the tileset and serves each kind once with all its places; one without them has none', async () => {
    const { store } = using();
    const scene = { ...SCENE, id: 'row' };
    const bare = { ...SCENE, id: 'bare' };
    await publishLayer(store, scene.id, 'furniture', (session) => session.write(ROW));
    await publishLayer(store, bare.id, 'map', (session) => session.write([PLACE]));
    const app = await servedApp([scene, bare], store);
    try {
      const shown = async (id: string) =>
        publicSceneSchema.parse(jsonOf(await app.get(routePath('scene', { scene: id })))).tilesets;
      expect(await shown(scene.id)).toEqual(['network', 'furniture']);
      expect(await shown(bare.id)).toEqual(['network']);

      const path = routePath('tileset', { scene: scene.id, tileset: 'furniture' });
      const document = jsonOf(await app.get(path)) as { root: { children: readonly { content: { uri: string } }[] } };
      const [tile] = document.root.children;
      const { bytes, status } = await app.get(path.replace(/[^/]*$/, tile?.content.uri ?? ''));
      expect(status).toBe(200);
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(12, true);
      const glb = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length))) as {
        nodes: readonly {
          name?: string;
          extensions?: { EXT_mesh_gpu_instancing: { attributes: { SCALE: number } } };
        }[];
        accessors: readonly { count: number }[];
      };
      const counts = glb.nodes.flatMap(({ name, extensions }) => {
        const scale = extensions?.EXT_mesh_gpu_instancing.attributes.SCALE;
        return scale === undefined ? [] : [[name, glb.accessors[scale]?.count]];
      });
      expect(counts).toEqual([
        ['tree', 2],
        ['lamp', 1],
      ]);
      expect((await app.get(routePath('tileset', { scene: bare.id, tileset: 'furniture' }))).status).toBe(404);
      expect(app.failures).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
