import { describe, expect, it } from 'vitest';
import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';
import { planLengthM } from '../model/plan-length.ts';
import { ACCURACY_NOT_STATED } from '../model/quality-level.ts';
import { linkPatchSchema } from '../protocol/feature-edit.ts';
import { patchedLink, patchedNode } from './apply-patch.ts';

/** A gas main DN200 with a wall of 8 mm, its stated outer top at 2.000 and 1.900 m, 100 m long. */
const MAIN: Link = {
  kind: 'conduit',
  sourceId: 'M',
  utility: 'gas',
  utilityBasis: 'derived',
  fromNode: 'A',
  toNode: 'B',
  path: Float64Array.of(119.6, 39.9, 119.601, 39.9),
  section: { shape: 'circular', widthMm: 200, heightMm: 200, wallMm: 8, floorWidthMm: null, open: false, barrels: 1 },
  from: { invertM: 1.792, axisM: 1.892, outerTopM: 2 },
  to: { invertM: 1.692, axisM: 1.792, outerTopM: 1.9 },
  depthReference: 'outerTop',
  outerTopBasis: 'stated',
  statedLengthM: 100,
  planLengthM: 85.5,
  slope: 0.001,
  material: 'steel',
  owner: null,
  builtYear: null,
  status: 'inUse',
  accuracy: ACCURACY_NOT_STATED,
  raw: { 管线号: 'M' },
};

const NODE: NetworkNode = {
  kind: 'fitting',
  sourceId: 'A',
  utility: 'gas',
  utilityBasis: 'stated',
  position: [119.6, 39.9],
  coverLevelM: 3,
  sumpLevelM: null,
  shaftDiameterMm: null,
  material: null,
  owner: null,
  builtYear: null,
  status: 'inUse',
  accuracy: ACCURACY_NOT_STATED,
  raw: {},
};

const edited = (patch: object) => patchedLink(MAIN, linkPatchSchema.parse(patch)).links[0];

describe('a link that is put right', () => {
  it('keeps its stated outer top where its size is corrected, and the pipe grows down from there', () => {
    // Outside 300 + 2 * 8 mm: the axis lies 0.158 m below the outer top, the invert 0.15 m below the axis.
    expect(edited({ section: { widthMm: 300 } })).toMatchObject({
      from: { invertM: 1.692, axisM: 1.842, outerTopM: 2 },
      to: { invertM: 1.592, axisM: 1.742, outerTopM: 1.9 },
      outerTopBasis: 'stated',
      slope: expect.closeTo(0.001, 9),
    });
  });

  it('knows of one end what is said of it and of the other nothing, and then no slope', () => {
    expect(edited({ levels: { reference: 'axis', fromM: 1.5, toM: null } })).toMatchObject({
      from: { invertM: 1.4, axisM: 1.5, outerTopM: 1.608 },
      to: { invertM: null, axisM: null, outerTopM: null },
      depthReference: 'axis',
      outerTopBasis: 'wall',
      slope: null,
    });
  });

  it('of which the size is not known any more keeps the level that was stated alone', () => {
    expect(edited({ section: null })).toMatchObject({
      section: null,
      from: { invertM: null, axisM: null, outerTopM: 2 },
    });
  });

  it('has a utility that was stated, an owner, and everything else as it was', () => {
    const { utility, utilityBasis, owner, ...rest } = edited({ utility: 'water', owner: '水务集团' }) ?? MAIN;
    expect([utility, utilityBasis, owner]).toEqual(['water', 'stated', '水务集团']);
    const { utility: _utility, utilityBasis: _basis, owner: _owner, ...before } = MAIN;
    expect(rest).toEqual(before);
    expect(edited({ utility: 'unknown' })?.utilityBasis).toBe('unknown');
  });

  it('of which the outside was measured has an inside once a wall is told beside its size', () => {
    const outside: Link = {
      ...MAIN,
      section: {
        shape: 'circular',
        widthMm: 315,
        heightMm: 315,
        wallMm: null,
        floorWidthMm: null,
        open: false,
        barrels: 1,
        measured: 'outside',
      },
      from: { invertM: null, axisM: 1, outerTopM: 1.1575 },
      to: { invertM: null, axisM: 1, outerTopM: 1.1575 },
      depthReference: 'axis',
    };
    const patched = (section: object) => patchedLink(outside, linkPatchSchema.parse({ section })).links[0];
    const link = patched({ widthMm: 300, wallMm: 8 });
    expect(link?.section).not.toHaveProperty('measured');
    // 150 mm of bore and 8 of wall above the axis.
    expect(link).toMatchObject({
      section: { widthMm: 300, heightMm: 300, wallMm: 8 },
      from: { invertM: 0.85, axisM: 1, outerTopM: 1.158 },
    });
    expect(patched({ widthMm: 355 })).toMatchObject({ section: { measured: 'outside' }, from: { outerTopM: 1.1775 } });
    expect(() => patched({ wallMm: 8 })).toThrow(
      'section: wanted the inner width or height beside a wall (what is known of this link is its outer size); got a wall of 8 mm alone.',
    );
  });

  it('of which a vertex lies in another country is a slip of the hand', () => {
    const path = [
      [119.6, 39.9],
      [119.6, 49.9],
      [119.601, 39.9],
    ];
    expect(() => edited({ path })).toThrow(
      'path: wanted a place within 100 km of where it was (119.6, 39.9); got 119.6, 49.9, 1111 km away.',
    );
  });

  it('that is a device has no levels to correct', () => {
    const patch = linkPatchSchema.parse({ levels: { reference: 'invert', fromM: 1, toM: 1 } });
    expect(() => patchedLink({ ...MAIN, kind: 'pump' }, patch)).toThrow(
      'levels: wanted a conduit, which has levels at both ends; got a link of the kind "pump".',
    );
  });

  it('is as long as its path in the plane about it', () => {
    // A thousandth of a degree of longitude at 39.9 degrees: 111.32 km * cos 39.9 * (1 + 0.0014) / 1000.
    expect(planLengthM(MAIN.path)).toBeCloseTo(85.52, 1);
    expect(planLengthM(Float64Array.of(119.6, 39.9, 119.6, 39.901, 119.6, 39.9))).toBeCloseTo(2 * 111.04, 1);
  });
});

describe('a node that is put right', () => {
  it('is not moved to the pole', () => {
    expect(() => patchedNode(NODE, [MAIN], { position: [119.6, 90] })).toThrow(
      /^position: wanted a place within 100 km of where it was \(119.6, 39.9\); got 119.6, 90, 55\d\d km away.$/,
    );
  });

  it('takes the ends of its links along, both of a loop, and leaves what lies between', () => {
    const loop: Link = { ...MAIN, toNode: 'A', path: Float64Array.of(119.6, 39.9, 119.601, 39.9, 119.6, 39.9) };
    const { nodes, links } = patchedNode(NODE, [MAIN, loop], { position: [119.6, 39.91] });
    expect(nodes[0]?.position).toEqual([119.6, 39.91]);
    expect(links.map(({ path }) => [...path])).toEqual([
      [119.6, 39.91, 119.601, 39.9],
      [119.6, 39.91, 119.601, 39.9, 119.6, 39.91],
    ]);
    // The length that the source states is not that of the drawn line: it stays, and with it the slope.
    expect(links[0]).toMatchObject({ statedLengthM: 100, slope: expect.closeTo(0.001, 9) });
  });

  it('that stays where it is changes no link', () => {
    expect(patchedNode(NODE, [MAIN], { coverLevelM: null }).links).toEqual([]);
  });
});
