import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { describe, expect, test } from 'vitest';
import { GEOJSON_FORMAT } from '../tables/geojson/geojson-format.ts';
import { gridDirectory } from './grid-directory.ts';
import { geojson, type ReadItems, readItems, testProfile } from './testing/read-items.ts';

const PLANE = localProjection([119.6, 39.93]);
const profile = testProfile('gridCell', {
  code: ['code'],
  name: ['name'],
  level: ['level'],
  area: ['area'],
  manager: ['manager'],
});

/** A rectangle of metres about the origin, as GeoJSON. */
function box(west: number, south: number, east: number, north: number) {
  return polygon(west, south, east, south, east, north, west, north);
}

function polygon(...xy: readonly number[]) {
  const ring: (readonly [number, number])[] = [];
  for (let i = 0; i < xy.length; i += 2) ring.push(PLANE.inverse(xy[i] ?? 0, xy[i + 1] ?? 0));
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
}

interface Row {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

function cell(code: unknown, geometry: unknown, properties: Readonly<Record<string, unknown>> = {}): Row {
  return { properties: { code, ...properties }, geometry };
}

async function read(...rows: readonly Row[]): Promise<ReadItems> {
  return await readItems(GEOJSON_FORMAT, geojson(rows), { profile });
}

const A = '130302001002001';
const B = '130302001002002';
const C = '130302001002003';

describe('cells of the management grid', () => {
  test('carry code, level and what the row says', async () => {
    const { cells, counts } = await read(cell(A, box(0, 0, 100, 100), { name: '一格', area: 10_000, manager: '张三' }));
    expect(counts).toEqual({});
    expect(cells[0]).toMatchObject({
      sourceId: A,
      code: A,
      level: 'cell',
      name: { zh: '一格', en: null },
      statedAreaM2: 10_000,
      manager: '张三',
    });
  });

  test('half a metre apart leave a gap of 50 m2 that names both, their rows and the place', async () => {
    const { issues, counts } = await read(cell(A, box(0, 0, 100, 100)), cell(B, box(100.5, 0, 200.5, 100)));
    expect(counts).toEqual({ 'grid-gap': 1 });
    const [gap] = issues;
    expect(gap?.message).toBe(
      `Cells "${A}" and "${B}" leave a gap of 50.0 m2 (0.50 m wide on the average). Rows 1 and 2.`,
    );
    const [lon, lat] = PLANE.inverse(100.25, 50);
    expect(gap?.at?.[0]).toBeCloseTo(lon, 6);
    expect(gap?.at?.[1]).toBeCloseTo(lat, 6);
    expect(gap?.sourceId).toBe(A);
  });

  test('that overlap by 0.2 m do so on 20 m2', async () => {
    const { issues, counts } = await read(cell(A, box(0, 0, 100, 100)), cell(B, box(99.8, 0, 199.8, 100)));
    expect(counts).toEqual({ 'grid-overlap': 1 });
    expect(issues[0]?.message).toContain('overlap by 20.0 m2 (0.20 m wide');
  });

  test('that meet with other corners on either side, or within a centimetre, have no fault', async () => {
    const { counts } = await read(
      cell(A, box(0, 0, 100, 100)),
      cell(B, box(100, 0, 200, 37.123)),
      cell(C, box(100.004, 37.123, 200, 100)),
    );
    expect(counts).toEqual({});
  });

  test('of two levels lie over each other without a fault', async () => {
    const { counts } = await read(
      cell('130302001002', box(0, 0, 200, 100)),
      cell(A, box(0, 0, 100, 100)),
      cell(B, box(100, 0, 200, 100)),
    );
    expect(counts).toEqual({});
  });

  test('that stand twice are an error', async () => {
    const { cells, issues } = await read(cell(A, box(0, 0, 100, 100)), cell(A, box(100, 0, 200, 100)));
    expect(cells).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'duplicate-id', severity: 'error', where: { row: 2, field: 'code' } });
  });

  test('with a broken code keep their polygon and lose the code', async () => {
    const { cells, issues } = await read(
      cell('1303020010020', box(0, 0, 100, 100)),
      cell(B, box(100, 0, 200, 100), { level: '社区' }),
    );
    expect(cells.map(({ level, code }) => [level, code])).toEqual([
      ['unknown', null],
      ['community', null],
    ]);
    expect(issues.map(({ code, where }) => [code, where.row, where.field])).toEqual([
      ['grid-code', 1, 'code'],
      ['grid-code', 2, 'code'],
    ]);
  });

  test('must lie in the community their code names', async () => {
    const { issues } = await read(
      cell('130302001001', box(0, 0, 100, 100)),
      cell('130302001002', box(100, 0, 200, 100)),
      cell(A, box(0, 0, 100, 100)),
      cell('130302001009001', box(100, 0, 200, 100)),
    );
    expect(issues.map(({ code, sourceId }) => [code, sourceId])).toEqual([
      ['grid-outside-parent', A],
      ['grid-parent-missing', '130302001009001'],
    ]);
    expect(issues[0]?.message).toBe(
      `Cell "${A}" should lie in the community 130302001002 by its code; it lies in community 130302001001.`,
    );
  });

  test('whose stated area is another by more than a hundredth are told', async () => {
    const { issues } = await read(
      cell(A, box(0, 0, 100, 100), { area: 10_050 }),
      cell(B, box(100, 0, 200, 100), { area: 11_000 }),
    );
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['area-differs', `Cell "${B}" states 11000 m2; its polygon has 10000 m2.`],
    ]);
  });

  test('of rings that are none, or cross themselves, are told with their place', async () => {
    const { cells, issues } = await read(
      cell(A, polygon(0, 0, 100, 100, 100, 0, 0, 100)),
      cell(B, {
        type: 'Polygon',
        coordinates: [
          [
            [119.6, 39.93],
            [119.61, 39.94],
            [119.6, 39.93],
            [119.6, 39.93],
          ],
        ],
      }),
      cell(C, null),
    );
    expect(cells.map(({ sourceId }) => sourceId)).toEqual([A]);
    expect(issues.map(({ code, where }) => [code, where.row])).toEqual([
      ['self-intersection', 1],
      ['bad-polygon', 2],
      ['missing-coordinates', 2],
      ['missing-coordinates', 3],
    ]);
    const [lon, lat] = PLANE.inverse(50, 50);
    expect(issues[0]?.at?.[0]).toBeCloseTo(lon, 6);
    expect(issues[0]?.at?.[1]).toBeCloseTo(lat, 6);
  });

  test('thinner faults are counted, not listed', async () => {
    const { issues } = await read(cell(A, box(0, 0, 100, 100)), cell(B, box(100.03, 0, 200, 100)));
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['grid-slivers', 'info']]);
    expect(issues[0]?.message).toContain('(3.0 m2 in all)');
  });
});

describe('points are given to cells', () => {
  const points = testProfile('cityPoint', { id: ['id'], gridCell: ['cell'] });
  const at = (id: string, x: number, y: number, stated?: string): Row => ({
    properties: { id, cell: stated ?? null },
    geometry: { type: 'Point', coordinates: PLANE.inverse(x, y) },
  });

  test('inside, on a shared border to the smaller code, in overlaps, and in none', async () => {
    const grid = gridDirectory();
    const cells = geojson([
      cell(B, box(100, 0, 200, 100)),
      cell(A, box(0, 0, 100, 100)),
      cell(C, box(190, 0, 300, 100)),
    ]);
    await readItems(GEOJSON_FORMAT, cells, { profile, grid });
    const rows = [at('in', 50, 50), at('border', 100, 50), at('both', 195, 50), at('out', 50, 150), at('edge', 0, 50)];
    const { points: found, issues } = await readItems(GEOJSON_FORMAT, geojson(rows), { profile: points, grid });
    expect(found.map(({ sourceId, gridCell }) => [sourceId, gridCell])).toEqual([
      ['in', A],
      ['border', A],
      ['both', B],
      ['out', null],
      ['edge', A],
    ]);
    expect(issues.map(({ code, sourceId }) => [code, sourceId])).toEqual([
      ['on-cell-border', 'border'],
      ['in-several-cells', 'both'],
      ['outside-grid', 'out'],
    ]);
    expect(issues[0]?.message).toBe(`"border" lies on the border of ${A}, ${B}: it is given to ${A}.`);
  });

  test('a stated cell is checked where there are cells, and kept where there are none', async () => {
    const rows = geojson([at('a', 50, 50, B)]);
    const { cells } = await read(cell(A, box(0, 0, 100, 100)));
    const checked = await readItems(GEOJSON_FORMAT, rows, { profile: points, grid: gridDirectory(cells) });
    expect(checked.points[0]?.gridCell).toBe(A);
    expect(checked.issues.map(({ code }) => code)).toEqual(['grid-cell-differs']);
    const kept = await readItems(GEOJSON_FORMAT, rows, { profile: points });
    expect(kept.points[0]?.gridCell).toBe(B);
    expect(kept.issues).toEqual([]);
  });

  test('cells come before streets, and a hole is not inside', async () => {
    const holed = {
      type: 'Polygon',
      coordinates: [...box(0, 0, 100, 100).coordinates, ...box(40, 40, 60, 60).coordinates],
    };
    const { cells } = await read(cell('130302001', box(0, 0, 200, 100)), cell(A, holed));
    const grid = gridDirectory(cells);
    expect(grid.find(...PLANE.inverse(10, 10)).cell).toBe(A);
    expect(grid.find(...PLANE.inverse(50, 50)).how).toBe('none');
    expect(grid.find(...PLANE.inverse(150, 50)).how).toBe('none');
  });
});
