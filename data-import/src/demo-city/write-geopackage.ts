import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { lineEnds } from './line-ends.ts';
import { LINE_FIELDS, POINT_FIELDS, type SurveyField } from './survey-fields.ts';
import type { SurveyWriter } from './survey-writer.ts';

/** "GPKG", and version 1.3. */
const APPLICATION_ID = 0x47504b47;
const USER_VERSION = 10_300;
const SRS_ID = 4549;
const WKB_POINT_Z = 1001;
const WKB_LINE = 2;
const BLOB_HEADER_BYTES = 8;
/** The moment of writing would differ from run to run. */
const CHANGED = '2025-10-18T00:00:00.000Z';

const SCHEMA = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
  CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
    column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL, m TINYINT NOT NULL,
    PRIMARY KEY (table_name, column_name));
  INSERT INTO gpkg_spatial_ref_sys VALUES
    ('CGCS2000 / 3-degree Gauss-Kruger CM 120E', ${SRS_ID}, 'EPSG', ${SRS_ID}, 'EPSG:${SRS_ID}', NULL),
    ('Undefined cartesian', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic', 0, 'NONE', 0, 'undefined', NULL),
    ('WGS 84', 4326, 'EPSG', 4326, 'EPSG:4326', NULL);`;

/** A GeoPackage with a layer of points, whose third coordinate is the level of the ground, and one of lines. */
export function geoPackageWriter(folder: string, name: string, pointsName: string, linesName: string): SurveyWriter {
  const path = join(folder, name);
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION}`);
  // What is cut off halfway is written anew: no journal is kept.
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  database.exec(SCHEMA);
  const insertPoint = layer(database, pointsName, 'POINT', POINT_FIELDS);
  const insertLine = layer(database, linesName, 'LINESTRING', LINE_FIELDS);
  database.exec('BEGIN');
  return {
    add({ points, lines }) {
      const endsOf = lineEnds(points);
      for (const row of points) {
        const shape = geometry(WKB_POINT_Z, [], [Number(row.Y), Number(row.X), Number(row.地面高程)]);
        insertPoint.run(shape, ...POINT_FIELDS.map((field) => columnValue(field, row[field.heading])));
      }
      for (const row of lines) {
        const ends = endsOf(row);
        const shape = ends === null ? null : geometry(WKB_LINE, [2], ends.flat());
        insertLine.run(shape, ...LINE_FIELDS.map((field) => columnValue(field, row[field.heading])));
      }
    },
    close() {
      database.exec('COMMIT');
      database.close();
    },
  };
}

function layer(
  database: DatabaseSync,
  name: string,
  type: 'POINT' | 'LINESTRING',
  fields: readonly SurveyField<string>[],
): StatementSync {
  const columns = fields.map(({ heading, decimals }) => `"${heading}" ${decimals === null ? 'TEXT' : 'REAL'}`);
  database.exec(`CREATE TABLE "${name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom ${type}, ${columns.join(', ')})`);
  database
    .prepare(
      'INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id) VALUES (?, ?, ?, ?, ?)',
    )
    .run(name, 'features', name, CHANGED, SRS_ID);
  database
    .prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)')
    .run(name, 'geom', type, SRS_ID, type === 'POINT' ? 1 : 0, 0);
  return database.prepare(`INSERT INTO "${name}" VALUES (NULL, ?${', ?'.repeat(fields.length)})`);
}

/** An empty cell is NULL. */
function columnValue({ decimals }: SurveyField<string>, cell: string): string | number | null {
  if (cell === '') return null;
  return decimals === null ? cell : Number(cell);
}

/** A geometry blob: its header without an envelope, and little-endian well-known binary. */
function geometry(type: number, counts: readonly number[], numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(BLOB_HEADER_BYTES + 5 + counts.length * 4 + numbers.length * 8);
  bytes.set([0x47, 0x50, 0, 1]);
  const view = new DataView(bytes.buffer);
  view.setInt32(4, SRS_ID, true);
  view.setUint8(BLOB_HEADER_BYTES, 1);
  view.setUint32(BLOB_HEADER_BYTES + 1, type, true);
  let at = BLOB_HEADER_BYTES + 5;
  for (const count of counts) {
    view.setUint32(at, count, true);
    at += 4;
  }
  for (const value of numbers) {
    view.setFloat64(at, value, true);
    at += 8;
  }
  return bytes;
}
