import { georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RawGeometry } from '../tables/raw-geometry.ts';
import type { MemoryTable } from './testing/memory-tables.ts';
import { readSurvey, SURVEY_4549 } from './testing/read-survey.ts';

/** A profile of conduits as a GIS holds them: a geometry and a few attributes. */
const GIS: Profile = profileSchema.parse({
  name: 'gis',
  title: { en: 'GIS', zh: 'GIS' },
  tables: [
    {
      target: 'surveyLine',
      columns: { lineId: { headings: ['ID'] }, size: { headings: ['DIAM'] } },
      constants: { utility: '给水' },
    },
  ],
  depthRules: [{ reference: 'outerTop' }],
});
/** A profile of points as a GIS holds them. */
const GIS_POINTS: Profile = profileSchema.parse({
  ...GIS,
  tables: [{ target: 'surveyPoint', columns: { pointId: { headings: ['ID'] } }, constants: { utility: '给水' } }],
});
const EAST_NORTH = { ...SURVEY_4549, axes: 'eastNorth' } as const;
const NORTH = 4_421_000;
const EAST = 500_000;

type Vertex = readonly [east: number, north: number, level?: number];

function lineOf(...vertices: readonly Vertex[]): RawGeometry {
  const xy = Float64Array.from(vertices.flatMap(([east, north]) => [EAST + east, NORTH + north]));
  const hasLevels = vertices.some(([, , level]) => level !== undefined);
  return {
    kind: 'line',
    lines: [{ xy, z: hasLevels ? Float64Array.from(vertices, (v) => v[2] ?? Number.NaN) : null }],
  };
}

function tableOf(...lines: readonly (readonly [id: string, geometry: RawGeometry])[]): MemoryTable {
  return {
    name: 'mains',
    headings: ['ID', 'DIAM'],
    rows: lines.map(([id]) => [id, 'DN200']),
    geometries: lines.map(([, geometry]) => geometry),
  };
}

const read = (table: MemoryTable) => readSurvey([table], { profile: GIS, georeference: EAST_NORTH });

describe('lines with a geometry and no points', () => {
  it('share a node where they meet within 2 cm, and none where they do not', async () => {
    const { links, nodes, codes } = await read(
      tableOf(['a', lineOf([0, 0], [30, 0])], ['b', lineOf([30.015, 0], [60, 0])], ['c', lineOf([60.03, 0], [90, 0])]),
    );
    expect(links.get('a')?.toNode).toBe(links.get('b')?.fromNode);
    expect(links.get('b')?.toNode).not.toBe(links.get('c')?.fromNode);
    expect(nodes.size).toBe(5);
    expect(nodes.get('@500030.000,4421000.000')).toMatchObject({
      kind: 'junction',
      utility: 'water',
      coverLevelM: null,
    });
    // Joined by place alone: nothing says where they should end, but two parts of a network are worth a word.
    expect(codes).toEqual(['separate-component']);
  });

  it('are joined alike in any order of rows', async () => {
    const place = fc.integer({ min: 0, max: 6 }).map((step) => step * 0.0151);
    const end = fc.tuple(fc.constantFrom(0, 20, 40), place, place).map(([x, dx, dy]) => [x + dx, dy] as const);
    const rows = fc.array(fc.tuple(end, end), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.nat()), async (lines, dice) => {
        const named = lines.map(([a, b], i) => [`L${i}`, lineOf(a, b)] as const);
        const shuffled = named.map((line) => ({ line, key: dice.next().value ?? 0 })).toSorted((a, b) => a.key - b.key);
        const one = await read(tableOf(...named));
        const other = await read(tableOf(...shuffled.map(({ line }) => line)));
        const ends = (result: typeof one) =>
          [...result.links.values()].map((link) => `${link.sourceId} ${link.fromNode} ${link.toNode}`).toSorted();
        expect(ends(other)).toEqual(ends(one));
        expect([...other.nodes.keys()].toSorted()).toEqual([...one.nodes.keys()].toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('take their levels from the vertices, and are cut where these do not run straight', async () => {
    const { links, nodes } = await read(tableOf(['siphon', lineOf([0, 0, 9], [10, 0, 7], [20, 0, 7.5], [30, 0, 8])]));
    expect([...links.keys()]).toEqual(['siphon/1', 'siphon/2']);
    expect(links.get('siphon/1')).toMatchObject({ toNode: 'siphon@1', from: { outerTopM: 9 }, to: { outerTopM: 7 } });
    expect(links.get('siphon/2')).toMatchObject({ fromNode: 'siphon@1', planLengthM: 20, to: { outerTopM: 8 } });
    expect(nodes.get('siphon@1')?.kind).toBe('fitting');
  });

  it('keep the vertices of a bend that falls evenly', async () => {
    const { links } = await read(tableOf(['bend', lineOf([0, 0, 9], [10, 0, 8.9], [10, 20, 8.7])]));
    expect(links.get('bend')?.path).toHaveLength(6);
    expect(links.get('bend')).toMatchObject({ planLengthM: 30, from: { axisM: 8.9 }, to: { axisM: 8.6 } });
  });

  it('know no level where every vertex lies at 0, and say so', async () => {
    const { links, codes } = await read(tableOf(['flat', lineOf([0, 0, 0], [30, 0, 0])]));
    expect(links.get('flat')?.from.outerTopM).toBeNull();
    expect(codes).toEqual(['zero-levels']);
  });

  it('get ids from their places where they have none, whatever their rows', async () => {
    const { links } = await read(tableOf(['', lineOf([0, 0], [30, 0])]));
    expect([...links.keys()]).toEqual(['@500000.000,4421000.000-@500030.000,4421000.000']);
  });

  it('give one link a part where a geometry has several', async () => {
    const [a, b] = [lineOf([0, 0], [30, 0]), lineOf([30, 0], [30, 30])];
    if (a.kind !== 'line' || b.kind !== 'line') throw new TypeError('lines were wanted');
    const { links } = await read(tableOf(['m', { kind: 'line', lines: [...a.lines, ...b.lines] }]));
    expect([...links.keys()]).toEqual(['m/1', 'm/2']);
    expect(links.get('m/1')?.toNode).toBe(links.get('m/2')?.fromNode);
  });

  it('are measured and joined in metres where the source is in degrees', async () => {
    const degrees = georeferenceSchema.parse({ crs: 'EPSG:4490' });
    const at = (...xy: readonly number[]): RawGeometry => ({
      kind: 'line',
      lines: [{ xy: Float64Array.from(xy), z: null }],
    });
    // 1e-7 of a degree of latitude is 11 mm.
    const table = tableOf(['a', at(120, 39.9, 120, 39.901)], ['b', at(120, 39.9010001, 120, 39.902)]);
    const { links } = await readSurvey([table], { profile: GIS, georeference: degrees });
    expect(links.get('a')?.toNode).toBe('@120.00000000,39.90100000');
    expect(links.get('b')?.fromNode).toBe('@120.00000000,39.90100000');
    // A degree of latitude at 39.9 degrees is 111,034 m long.
    expect(links.get('a')?.planLengthM).toBeCloseTo(111.03, 1);
  });

  it('report a place outside the system, and lose no row', async () => {
    const { items, codes } = await read(tableOf(['far', lineOf([9e6, 0], [9e6 + 30, 0])]));
    expect(codes).toEqual(['outside-area-of-use']);
    expect(items.some(({ value }) => value !== null)).toBe(false);
  });
});

describe('points with a geometry', () => {
  const pointOf = (east: number, level: number): RawGeometry => ({
    kind: 'point',
    xy: Float64Array.of(EAST + east, NORTH),
    z: Float64Array.of(level),
  });
  const table = (...levels: readonly number[]): MemoryTable => ({
    name: 'nodes',
    headings: ['ID'],
    rows: levels.map((_, i) => [`N${i}`]),
    geometries: levels.map((level, i) => pointOf(i, level)),
  });

  it('take the ground from their level, unless it is a filler or 0 to the last digit', async () => {
    const { nodes, codes } = await readSurvey([table(12.5, -9999, 0)], {
      profile: GIS_POINTS,
      georeference: EAST_NORTH,
    });
    expect([...nodes.values()].map(({ coverLevelM }) => coverLevelM)).toEqual([12.5, null, null]);
    expect(codes).toEqual(['zero-levels']);
  });
});
