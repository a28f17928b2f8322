import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conduit, manhole, ORIGIN } from '../../../tests/support/small-network.ts';
import type { Section } from '../model/section-shape.ts';
import { SHAFT_WALL_M } from './drawn-as.ts';
import { InstancedSolids } from './instanced-solids.ts';
import { addLink } from './link-solids.ts';
import { addNode, nodeDrawnAs } from './node-solids.ts';
import { columnSides } from './solid-sides.ts';
import type { Column, SolidSink } from './solid-sink.ts';
import { tileFrame } from './tile-frame.ts';
import type { Look } from './tile-materials.ts';
import type { TileNode } from './tile-rows.ts';

const FRAME = tileFrame(ORIGIN[0], ORIGIN[1], 5, 0);
const LOOK = { drawnAs: 'measured', covered: { start: false, end: false } } as const;

/** Tubes and columns that are drawn; meshes by their vertices. */
class Recorder extends InstancedSolids implements SolidSink {
  readonly tubes: { readonly look: Look; readonly axis: Float64Array; readonly radiusM: number }[] = [];
  readonly columns: Column[] = [];

  constructor() {
    super(null);
  }

  override tube(...[look, axis, radiusM, isOpen]: Parameters<SolidSink['tube']>): void {
    this.tubes.push({ look, axis, radiusM });
    super.tube(look, axis, radiusM, isOpen);
  }

  override column(...[look, column]: Parameters<SolidSink['column']>): void {
    this.columns.push(column);
    super.column(look, column);
  }
}

function nodeWith(section: Section, shaftDiameterMm: number | null): TileNode {
  const { widthMm, heightMm, wallMm, shape, barrels } = section;
  return {
    featureId: 'net.a',
    node: { ...manhole('a', 0, 0, 12, 2), shaftDiameterMm },
    incident: [{ axisM: 5, invertM: 4, outerTopM: 6, widthMm, heightMm, wallMm, shape, barrels }],
  };
}

/** Radius of the shaft's body, of its facets' middles. */
function shaftM(row: TileNode): number {
  const sink = new Recorder();
  addNode(row, 0, FRAME, 5, sink);
  const radiusM = Math.max(...sink.columns.map((column) => column.radiusM));
  return radiusM * Math.cos(Math.PI / columnSides(radiusM));
}

/** How far the farthest point of a link's first end lies from the shaft's axis in plan. */
function endReachM(section: Section, row: TileNode): number {
  const link = {
    ...conduit(
      'p',
      [
        [0, 0],
        [0, 60],
      ],
      5,
      5,
    ),
    section,
  };
  const sink = new Recorder();
  addLink({ featureId: 'net.p', link, fromNode: row.node, toNode: null }, LOOK, FRAME, 5, sink);
  const ends = sink.tubes.map(({ axis, radiusM }) => Math.hypot(Math.abs(axis[0] ?? 0) + radiusM, axis[1] ?? 0));
  const points = sink
    .meshes()
    .flatMap(({ mesh }) =>
      Array.from({ length: mesh.vertexCount }, (_, i) => mesh.positions.subarray(i * 3, i * 3 + 3)),
    );
  const nearest = Math.min(...points.map(([, y = 0]) => y));
  ends.push(...points.filter(([, y = 0]) => y < nearest + 1e-3).map(([x = 0, y = 0]) => Math.hypot(x, y)));
  return Math.max(...ends);
}

const ROUND: Section = {
  shape: 'circular',
  widthMm: 300,
  heightMm: 300,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};

describe('a conduit that ends at a shaft', () => {
  it.each<[string, Section]>([
    ['DN300', ROUND],
    ['DN1500 with a wall of 150 mm', { ...ROUND, widthMm: 1500, heightMm: 1500, wallMm: 150 }],
    ['two of DN800', { ...ROUND, widthMm: 800, heightMm: 800, barrels: 2 }],
    ['a culvert of two times 2 m', { ...ROUND, shape: 'rectangular', widthMm: 2000, heightMm: 1500, barrels: 2 }],
  ])('ends within its wall, so that nobody looks into its open end: %s', (_, section) => {
    const row = nodeWith(section, 1000);
    expect(endReachM(section, row)).toBeLessThan(shaftM(row));
  });

  it('does so whatever the sizes', () => {
    const section = fc.record({
      shape: fc.constantFrom('circular' as const, 'rectangular' as const, 'egg' as const),
      widthMm: fc.integer({ min: 50, max: 4000 }),
      wallMm: fc.option(fc.integer({ min: 5, max: 300 })),
      barrels: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(section, fc.option(fc.integer({ min: 400, max: 3000 })), (size, shaftMm) => {
        const whole: Section = { ...ROUND, ...size, heightMm: size.widthMm };
        const row = nodeWith(whole, shaftMm);
        expect(endReachM(whole, row)).toBeLessThan(shaftM(row));
      }),
    );
  });

  it('ends at the inner wall where it is much narrower than the shaft', () => {
    const row = nodeWith(ROUND, 1000);
    expect(shaftM(row)).toBeCloseTo((0.5 + SHAFT_WALL_M) * Math.cos(Math.PI / 16), 6);
    expect(endReachM(ROUND, row)).toBeCloseTo(Math.hypot(0.5, 0.15), 2);
  });
});

describe('a conduit in a casing', () => {
  const tubesOf = (casingMm: number | null) => {
    const link = {
      ...conduit(
        'p',
        [
          [0, 0],
          [0, 60],
        ],
        5,
        5,
      ),
      section: { ...ROUND, casingMm },
    };
    const sink = new Recorder();
    addLink({ featureId: 'net.p', link, fromNode: null, toNode: null }, LOOK, FRAME, 5, sink);
    return sink.tubes.map(({ radiusM, look }) => [look, radiusM]);
  };

  it('is drawn within it, each with its own radius; one too narrow to hold it is no casing', () => {
    expect(tubesOf(500)).toEqual([
      ['pipe', 0.15],
      ['casing', 0.25],
    ]);
    expect(tubesOf(250)).toEqual([['pipe', 0.15]]);
    expect(tubesOf(null)).toEqual([['pipe', 0.15]]);
  });
});

describe('a shaft with its sump above its cover', () => {
  const row: TileNode = { featureId: 'net.a', node: manhole('a', 0, 0, 5, 8), incident: [] };

  it('is of unknown level, and drawn below its cover', () => {
    expect(nodeDrawnAs(row)).toBe('unknownLevel');
    const sink = new Recorder();
    addNode(row, 0, FRAME, 5, sink);
    expect(sink.columns.length).toBeGreaterThan(1);
    for (const { bottom, top } of sink.columns) expect(top).toBeGreaterThan(bottom);
    // 3 m of assumed depth under the cover at 5 m, which lies at the frame's own level.
    expect(Math.max(...sink.columns.map(({ top }) => top))).toBeCloseTo(0, 6);
    expect(Math.min(...sink.columns.map(({ bottom }) => bottom))).toBeCloseTo(-3, 6);
  });
});
