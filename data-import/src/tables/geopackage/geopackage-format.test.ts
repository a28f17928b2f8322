import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type ByteSource, fileSource, memorySource } from '../../readers/byte-source.ts';
import { allIssues, allRows, withTables } from '../../testing/table-rows.ts';
import { testZip } from '../zip/test-zip.ts';
import { GEOPACKAGE_FORMAT } from './geopackage-format.ts';
import { geometryBlobOf, listLayer, testGeoPackage, wkb } from './test-geopackage.ts';

const DATA = process.env.UNDERCROFT_DATA ?? '';

/** A layer of pipes with three rows, and a table of materials. */
function pipes(database: DatabaseSync): void {
  database.exec(`CREATE TABLE pipes (fid INTEGER PRIMARY KEY, geom LINESTRING, name TEXT(20), size MEDIUMINT, slope DOUBLE,
    live BOOLEAN, laid DATE, photo BLOB)`);
  listLayer(database, 'pipes', 'LINESTRING');
  const insert = database.prepare('INSERT INTO pipes VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  insert.run(
    1,
    geometryBlobOf(wkb(1002, [2], 1, 2, 9, 3, 4, 8)),
    ' 给水 ',
    300,
    0.005,
    1,
    '2024-05-31',
    new Uint8Array(9),
  );
  insert.run(5, geometryBlobOf(wkb(2, [0])), '', null, null, 0, null, null);
  insert.run(7, null, 'no place', 9007199254740993n, Number.POSITIVE_INFINITY, null, '', null);
  database.exec(`CREATE TABLE materials (code TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID;
    INSERT INTO materials VALUES ('PE', 'polyethylene'), ('DI', 'ductile iron');
    INSERT INTO gpkg_contents VALUES ('materials', 'attributes', 'materials', NULL)`);
}

const read = async (source: ByteSource) =>
  withTables(GEOPACKAGE_FORMAT, [source], async (file) => ({
    tables: file.tables,
    codes: (await allIssues(file)).map(({ code }) => code),
    rows: await Promise.all(file.tables.map(({ name }) => allRows(file, name))),
  }));

describe('a GeoPackage', () => {
  it('gives its layers with their columns, system and rows', async () => {
    const { tables, rows, codes } = await read(memorySource('a.gpkg', testGeoPackage(pipes)));
    expect(tables[0]).toMatchObject({
      name: 'pipes',
      file: 'a.gpkg',
      geometry: 'line',
      rowCount: 3,
      crs: { code: 'EPSG:4549', text: 'EPSG:4549 CGCS2000 / 3-degree GK CM 120E', axes: 'eastNorth' },
    });
    expect(tables[0]?.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'fid number',
      'name text',
      'size number',
      'slope number',
      'live boolean',
      'laid date',
    ]);
    expect(rows[0]?.map(({ row, values }) => [row, ...values])).toEqual([
      [1, 1, '给水', 300, 0.005, true, '2024-05-31'],
      [2, 5, null, null, null, false, null],
      [3, 7, 'no place', '9007199254740993', null, null, null],
    ]);
    expect(rows[0]?.map(({ geometry }) => geometry?.kind ?? null)).toEqual(['line', null, null]);
    expect(codes).toEqual(['fields-left-out']);
  });

  it('gives tables of attributes without a geometry, also those without row numbers', async () => {
    const { tables, rows } = await read(memorySource('a.gpkg', testGeoPackage(pipes)));
    expect(tables[1]).toMatchObject({ name: 'materials', geometry: null, crs: null, rowCount: 2 });
    expect(rows[1]?.map(({ values }) => values)).toEqual([
      ['DI', 'ductile iron'],
      ['PE', 'polyethylene'],
    ]);
  });

  it('tells the kind of a layer that declares none by its first rows', async () => {
    const bytes = testGeoPackage((database) => {
      database.exec('CREATE TABLE one (geom GEOMETRY); CREATE TABLE two (geom GEOMETRY)');
      listLayer(database, 'one');
      listLayer(database, 'two');
      const point = geometryBlobOf(wkb(1, 1, 2));
      database.prepare('INSERT INTO one VALUES (?)').run(point);
      database.prepare('INSERT INTO two VALUES (?), (?)').run(point, geometryBlobOf(wkb(2, [2], 1, 2, 3, 4)));
    });
    const { tables } = await read(memorySource('a.gpkg', bytes));
    expect(tables.map(({ geometry }) => geometry)).toEqual(['point', 'mixed']);
  });

  it('whose system is none of our table has no code, one described by its parameters has', async () => {
    const definition =
      'PROJCS["mine",GEOGCS["c",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],UNIT["Degree",0.0174532925199433]],' +
      'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",120.0],UNIT["Meter",1.0]]';
    const bytes = testGeoPackage((database) => {
      const insert = database.prepare('INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)');
      insert.run('Beijing 1954', 2437, 'EPSG', 2437, 'x');
      insert.run('mine', 100_001, 'CITY', 1, definition);
      for (const [table, srsId] of [
        ['a', 2437],
        ['b', 100_001],
        ['c', -1],
        ['d', 77],
      ] as const) {
        database.exec(`CREATE TABLE ${table} (geom POINT)`);
        listLayer(database, table, 'POINT', srsId);
      }
    });
    const { tables } = await read(memorySource('a.gpkg', bytes));
    expect(tables.map(({ crs }) => crs?.code)).toEqual([null, 'EPSG:4549', null, null]);
    expect(tables[0]?.crs?.text).toBe('EPSG:2437 Beijing 1954');
  });

  it('names columns and tables as it likes, quotes and "rowid" among them', async () => {
    const bytes = testGeoPackage((database) => {
      database.exec(`CREATE TABLE "a ""b"" 管线" (rowid TEXT, "x""y" INTEGER, geom POINT)`);
      listLayer(database, 'a "b" 管线', 'POINT');
      database.exec(`INSERT INTO "a ""b"" 管线" VALUES ('r', 5, NULL)`);
    });
    const { tables, rows } = await read(memorySource('a.gpkg', bytes));
    expect(tables[0]?.name).toBe('a "b" 管线');
    expect(rows[0]?.map(({ values }) => values)).toEqual([['r', 5]]);
  });

  it('on disk is read where it lies and nothing is left beside it; in an archive it is unpacked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'undercroft-gpkg-place-'));
    try {
      const bytes = testGeoPackage((database) => {
        database.exec('PRAGMA journal_mode = WAL');
        pipes(database);
      });
      writeFileSync(join(folder, '管线 #1?.gpkg'), bytes);
      expect((await read(await fileSource(join(folder, '管线 #1?.gpkg')))).rows[0]).toHaveLength(3);
      expect(readdirSync(folder)).toEqual(['管线 #1?.gpkg']);
      const zip = testZip([
        { name: 'data/a.gpkg', content: bytes },
        { name: 'readme.txt', content: 'x' },
      ]);
      expect((await read(memorySource('a.zip', zip))).rows[0]).toHaveLength(3);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is told from other databases and archives by its first bytes', () => {
    const sniff = (bytes: Uint8Array, name: string) => GEOPACKAGE_FORMAT.sniff(bytes, name);
    const bytes = testGeoPackage(pipes);
    expect(sniff(bytes, 'a')).toBeGreaterThan(0.9);
    expect(sniff(testZip([{ name: 'x/a.gpkg', content: bytes }]), 'a.zip')).toBeGreaterThan(0.8);
    expect(sniff(new TextEncoder().encode('SQLite'), 'a.gpkg')).toBe(0);
  });
});

describe.skipIf(!existsSync(join(DATA, 'sant-boi')))('sant-boi (UNDERCROFT_DATA)', () => {
  it('has as many rows a layer as are known of it, all with a geometry where the network lies', async () => {
    const source = await fileSource(join(DATA, 'sant-boi', 'sant_boi.gpkg'));
    const { tables, rows, codes } = await read(source);
    expect(Object.fromEntries(tables.map(({ name }, i) => [name, rows[i]?.length]))).toMatchObject({
      ud_node: 196,
      ud_arc: 206,
      ud_connec: 471,
      ud_gully: 231,
      ud_link: 708,
      ws_node: 238,
      ws_arc: 269,
      ws_connec: 477,
      ws_link: 478,
      ext_plot: 258,
      ext_address: 472,
    });
    expect(codes).toEqual([]);
    expect(new Set(tables.map(({ crs }) => crs?.code))).toEqual(new Set(['EPSG:25831']));
    const nodes = rows[tables.findIndex(({ name }) => name === 'ud_node')] ?? [];
    const eastings = nodes.map(({ geometry }) => (geometry?.kind === 'point' ? (geometry.xy[0] ?? 0) : 0));
    expect(Math.min(...eastings)).toBeGreaterThan(400_000);
    expect(Math.max(...eastings)).toBeLessThan(430_000);
  });
});
