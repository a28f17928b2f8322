import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Bytes of a GeoPackage that some SQL makes, on small pages so that the file is short. */
export function testGeoPackage(fill: (database: DatabaseSync) => void, pageSize = 512): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'undercroft-gpkg-test-'));
  try {
    const path = join(folder, 'a.gpkg');
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA application_id = ${0x47504b47}`);
    database.exec(SCHEMA);
    fill(database);
    database.close();
    return new Uint8Array(readFileSync(path));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const SCHEMA = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
    organization_coordsys_id INTEGER, definition TEXT, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
  CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
    z INTEGER, m INTEGER);
  INSERT INTO gpkg_spatial_ref_sys VALUES ('CGCS2000 / 3-degree GK CM 120E', 4549, 'EPSG', 4549, 'x', NULL),
    ('Undefined', -1, 'NONE', -1, 'undefined', NULL), ('WGS 84', 4326, 'EPSG', 4326, 'x', NULL);`;

/** Lists a table of features whose geometry column is `geom`. */
export function listLayer(database: DatabaseSync, table: string, type = 'GEOMETRY', srsId = 4549): void {
  database.prepare("INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?)").run(table, table, srsId);
  database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)").run(table, type, srsId);
}

/** Header of a geometry blob before its well-known binary. */
export function geometryBlobOf(wkb: Uint8Array, srsId = 4549, flags = 1): Uint8Array {
  const bytes = new Uint8Array(8 + wkb.length);
  bytes.set([0x47, 0x50, 0, flags]);
  new DataView(bytes.buffer).setInt32(4, srsId, true);
  bytes.set(wkb, 8);
  return bytes;
}

/** Well-known binary, little-endian: a type, then counts as `[n]` and numbers or parts as they come. */
export function wkb(type: number, ...rest: readonly (number | readonly [number] | Uint8Array)[]): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(1), new Uint8Array(Uint32Array.of(type).buffer)];
  for (const value of rest) {
    if (typeof value === 'number') parts.push(new Uint8Array(Float64Array.of(value).buffer));
    else if (value instanceof Uint8Array) parts.push(value);
    else parts.push(new Uint8Array(Uint32Array.of(value[0]).buffer));
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** A point at 3, 4. */
export const TEST_POINT = geometryBlobOf(wkb(1, 3, 4));

/** A layer of points, all with a name. */
export function testPoints(database: DatabaseSync, count = 3): void {
  database.exec('CREATE TABLE points (fid INTEGER PRIMARY KEY, geom POINT, name TEXT)');
  listLayer(database, 'points', 'POINT');
  const insert = database.prepare('INSERT INTO points VALUES (?, ?, ?)');
  for (let i = 1; i <= count; i++) insert.run(i, TEST_POINT, `point ${i} ${'x'.repeat(40)}`);
}
