import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Link } from '@undercroft/core/model/link';
import { routePath } from '@undercroft/core/protocol/routes';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { UNCERTAINTY_TILESET } from '@undercroft/core/protocol/tilesets';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

const LON = 119.6;
const LAT = 39.92;

/** DN300 with a wall of 10 mm, 171 m long, 2 m under covers at 12 m. */
const level = { invertM: 9.85, axisM: 10, outerTopM: 10.16 };
const section: Link['section'] = {
  shape: 'circular',
  widthMm: 300,
  heightMm: 300,
  wallMm: 10,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};

function main(id: string, row: number, changes: Partial<Link> = {}): readonly CityFeature[] {
  const lat = LAT + row * 1e-4;
  const [from, to] = [`${id}1`, `${id}2`];
  const path = Float64Array.of(LON, lat, LON + 0.002, lat);
  return [
    sampleNode(from, { position: [LON, lat] }),
    sampleNode(to, { position: [LON + 0.002, lat] }),
    sampleLink(id, { fromNode: from, toNode: to, path, section, from: level, to: level, ...changes }),
  ];
}

const STREET: readonly CityFeature[] = [
  ...main('stated', 0, { accuracy: { qualityLevel: null, sigmaXyM: 0.25, sigmaZM: 0.1 } }),
  ...main('cased', 1, {
    accuracy: { qualityLevel: null, sigmaXyM: 0.25, sigmaZM: 0.1 },
    section: { ...section, casingMm: 500 },
  }),
  ...main('recorded', 2, { accuracy: { qualityLevel: 'D', sigmaXyM: null, sigmaZM: null } }),
  ...main('standard', 3),
];

/** The national rules with the survey standard's deviation in plan doubled. */
const DOUBLED: RuleSet = {
  ...NATIONAL_RULES,
  accuracy: NATIONAL_RULES.accuracy.map((row) =>
    row.qualityLevel === null && row.plan !== null
      ? { ...row, plan: { ...row.plan, perDepth: 2 * row.plan.perDepth } }
      : row,
  ),
};

describeStores('the tileset of how sure places are', (using) => {
  it('tells of each conduit how far off it may lie, by the rules of the moment, and follows an edit', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET);
    let rules = NATIONAL_RULES;
    const app = await servedApp([liveScene(scene)], store, { rules: async () => rules });
    const path = routePath('tileset', { scene, tileset: UNCERTAINTY_TILESET });
    const reaches = async () => {
      const uris = [...JSON.stringify(jsonOf(await app.get(path))).matchAll(/"uri":"([^"]+)"/g)];
      const rows = new Map<unknown, unknown>();
      for (const [, uri = ''] of uris) {
        const { bytes, status } = await app.get(path.replace(/[^/]*$/, uri));
        expect(status).toBe(200);
        for (const row of readGlb(bytes).tables.get('envelope') ?? []) rows.set(row.id, row);
      }
      return rows;
    };
    const close = (metres: number) => expect.closeTo(metres, 2);
    try {
      const first = await reaches();
      expect(first.size).toBe(4);
      // 0.16 m of wall, 0.25 m of casing; twice 0.25 m aside, twice 0.10 m in level.
      expect(first.get('sewer.stated')).toMatchObject({
        sureness: 'known',
        reachXyM: close(0.66),
        reachZM: close(0.36),
      });
      expect(first.get('sewer.cased')).toMatchObject({
        sureness: 'known',
        reachXyM: close(0.75),
        reachZM: close(0.45),
      });
      expect(first.get('sewer.recorded')).toMatchObject({
        sureness: 'unknownAccuracy',
        reachXyM: close(5.16),
        reachZM: null,
      });
      // At a depth of 2 m: twice 0.05 x 2 m aside.
      expect(first.get('sewer.standard')).toMatchObject({ sureness: 'known', reachXyM: close(0.36) });

      rules = DOUBLED;
      expect((await reaches()).get('sewer.standard')).toMatchObject({ reachXyM: close(0.56) });
      rules = NATIONAL_RULES;
      expect(await reaches()).toEqual(first);

      const about = routePath('feature', { scene, id: 'sewer.stated' });
      const seen = (jsonOf(await app.get(about)) as { import: { id: number } }).import.id;
      const { status } = await fetch(new URL(about, app.url), {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ by: 'Chen Yu', reason: 'measured', seen, patch: { section: { widthMm: 800 } } }),
      });
      expect(status).toBe(200);
      const edited = await reaches();
      expect(edited.get('sewer.stated')).toMatchObject({ reachXyM: close(0.91) });
      expect(edited.get('sewer.cased')).toEqual(first.get('sewer.cased'));
      expect(app.failures).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it('is refused with a reason where the rules cannot be read: nothing is drawn by others', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET);
    const rules = async (): Promise<RuleSet> => await Promise.reject(new Error('rules.json is no JSON'));
    const app = await servedApp([liveScene(scene)], store, { rules });
    try {
      const path = routePath('tileset', { scene, tileset: UNCERTAINTY_TILESET });
      const [, uri = ''] = /"uri":"([^"]+)"/.exec(JSON.stringify(jsonOf(await app.get(path)))) ?? [];
      const { bytes, status } = await app.get(path.replace(/[^/]*$/, uri));
      expect(status).toBeGreaterThanOrEqual(500);
      expect(new TextDecoder().decode(bytes)).toContain('rules-unusable');
    } finally {
      await app.close();
    }
  });
});
