import {
  builtGlb,
  packGlb,
  put,
  soundGlb,
  soundTileset,
  tilesetFiles,
  VIEW,
} from '@undercroft/core/verify/testing/sound-tileset';
import { VERIFY_RULE_NAMES } from '@undercroft/core/verify/verify-rules';
import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import { GLB_BREAKAGES } from './testing/glb-breakages.ts';
import { TILESET_BREAKAGES } from './testing/tileset-breakages.ts';
import { verifiedFolder } from './testing/verified-folder.ts';

const BREAKAGES = [...TILESET_BREAKAGES, ...GLB_BREAKAGES];

/** Rules that need more than a folder of small files: each has a test of its own. */
const ELSEWHERE = [
  'CONTENT_TOO_LARGE',
  'FEATURE_MISSING',
  'FEATURE_WITHOUT_ROW',
  'FIDELITY_AXIS',
  'FIDELITY_RADIUS',
  'FIDELITY_GAP',
];

describe('a tileset', () => {
  it('that is sound is clean: 3 tiles, 2 contents, 6 triangles, 8 features', async () => {
    const report = await verifiedFolder(await tilesetFiles(soundTileset()));
    expect(report.findings).toEqual([]);
    expect(report.clean).toBe(true);
    // A triangle of its own and two instances of it in each of the two contents.
    expect(report.counts).toMatchObject({
      tiles: 3,
      contents: 2,
      validated: 2,
      triangles: 6,
      instances: 4,
      features: 8,
      rowsNotDrawn: 0,
    });
  });

  it('that is sound and packed by meshopt is clean, and its uncompressed twin passes the glTF validator', async () => {
    const tileset = soundTileset();
    packGlb(tileset.a);
    const report = await verifiedFolder(await tilesetFiles(tileset));
    expect(report.findings).toEqual([]);
    expect(report.counts).toMatchObject({ validated: 2, triangles: 6, features: 8 });
  });

  it('that is packed and broken behind it looks sound to the glTF validator', async () => {
    const glb = soundGlb('a');
    packGlb(glb);
    glb.views[VIEW.positions] = new Uint8Array(Float32Array.of(0, 0, 0, 1, Number.NaN, 0, 0, 1, 0).buffer);
    const { issues } = await validateBytes(await builtGlb(glb));
    expect(issues.numErrors).toBe(0);
  });

  it('that moves is said to be unchecked, and what is wrong in it is told by the glTF validator all the same', async () => {
    const tileset = soundTileset();
    put(tileset.a.json, 'meshes/0/primitives/0/targets', [{ POSITION: 0 }]);
    put(tileset.a.json, 'animations', [{ samplers: [{ input: 6, output: 3 }], channels: [] }]);
    const report = await verifiedFolder(await tilesetFiles(tileset));
    expect(report.findings.slice(0, 2)).toEqual([
      { code: 'GLB_UNCHECKED', severity: 'unchecked', place: 'a.glb', message: 'Animations are not looked into.' },
      { code: 'GLB_UNCHECKED', severity: 'unchecked', place: 'a.glb', message: 'Morph targets are not looked into.' },
    ]);
    expect(report.findingCounts).toEqual({ GLB_UNCHECKED: 2, GLB_VALIDATOR: 1 });
    expect(report.counts.validated).toBe(2);
  });

  it.each(BREAKAGES.map((each) => [each.rule, each.what, each] as const))(
    '%s: %s',
    async (rule, _what, { breakIt }) => {
      const tileset = soundTileset();
      await breakIt(tileset);
      const report = await verifiedFolder(await tilesetFiles(tileset));
      expect(report.findings.map(({ code, place, message }) => `${code} ${place} ${message}`)).toEqual([
        expect.stringMatching(new RegExp(`^${rule} `)),
        ...report.findings.slice(1).map(() => expect.stringMatching(new RegExp(`^${rule} `))),
      ]);
      expect(report.clean).toBe(false);
    },
  );

  it('is broken here in the way of every rule there is', () => {
    const broken = new Set<string>([...BREAKAGES.map(({ rule }) => rule), ...ELSEWHERE]);
    expect(VERIFY_RULE_NAMES.filter((rule) => !broken.has(rule))).toEqual([]);
  });
});
