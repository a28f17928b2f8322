import type { DatabaseSync } from 'node:sqlite';
import {
  geometryBlobOf,
  listLayer,
  testGeoPackage,
  wkb,
} from '../../data-import/src/tables/geopackage/test-geopackage.ts';
import { type BadFile, EAST, MAINS, NORTH, text, type Verdict } from './bad-file.ts';

const lineWkb = (count: number, east = EAST) => geometryBlobOf(wkb(2, [count], EAST, NORTH, east, NORTH + 10));
const ENDLESS = 'WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT x AS id, NULL AS geom FROM c';

/** Two lines with a number each. */
export function mainsTable(database: DatabaseSync): void {
  database.exec('CREATE TABLE mains (fid INTEGER PRIMARY KEY, geom LINESTRING, id TEXT)');
  listLayer(database, 'mains', 'LINESTRING');
  const insert = database.prepare('INSERT INTO mains VALUES (?, ?, ?)');
  insert.run(1, lineWkb(2), 'W1');
  insert.run(2, lineWkb(2, EAST + 1), 'W2');
}

function geopackage(name: string, fill: (database: DatabaseSync) => void, verdict: Verdict): BadFile {
  const bytes = testGeoPackage((database) => {
    mainsTable(database);
    fill(database);
  });
  return { name: `GeoPackage: ${name}`, files: text('mains.gpkg', bytes), profile: MAINS, verdict };
}

/** Views that never end, blobs that are too large, SQL in the file. */
export function geopackageCases(): readonly BadFile[] {
  const whole = { conduit: 2 };
  const sound = testGeoPackage(mainsTable);
  return [
    geopackage(
      'a layer that is an endless view',
      (database) => {
        database.exec(`CREATE VIEW endless AS ${ENDLESS}`);
        listLayer(database, 'endless', 'LINESTRING');
      },
      { accepted: false, codes: ['unreadable-table'], says: /endless/ },
    ),
    geopackage(
      'a list of layers that is an endless view',
      (database) => {
        database.exec(`DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS ${ENDLESS}`);
      },
      { refused: 'unsupported-content' },
    ),
    geopackage(
      'a table that another program computes',
      (database) => {
        database.exec('CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)');
        listLayer(database, 'boxes', 'LINESTRING');
      },
      { accepted: false, codes: ['unreadable-table'] },
    ),
    geopackage(
      'a column that grows when it is read',
      (database) => {
        database.exec('ALTER TABLE mains ADD COLUMN bomb TEXT AS (hex(zeroblob(30000000))) VIRTUAL');
      },
      { accepted: true, codes: ['fields-left-out'], features: whole },
    ),
    geopackage(
      'a geometry of 60 MB',
      (database) => {
        database.exec("INSERT INTO mains VALUES (3, zeroblob(60000000), 'W3')");
      },
      { accepted: false, codes: ['bad-geometry'], row: 3 },
    ),
    geopackage(
      'a text of 60 MB',
      (database) => {
        database.exec('UPDATE mains SET id = hex(zeroblob(30000000)) WHERE fid = 2');
      },
      { accepted: false, codes: ['bad-record'] },
    ),
    geopackage(
      'a line of four billion points',
      (database) => {
        database.prepare('UPDATE mains SET geom = ? WHERE fid = 1').run(lineWkb(0xffffffff));
      },
      { accepted: false, codes: ['bad-geometry'], row: 1 },
    ),
    geopackage(
      'a geometry that is text',
      (database) => {
        database.exec("UPDATE mains SET geom = 'LINESTRING(1 2, 3 4)' WHERE fid = 1");
      },
      { accepted: false, codes: ['bad-geometry'], row: 1 },
    ),
    geopackage(
      'a geometry that ends at once',
      (database) => {
        database.exec("UPDATE mains SET geom = x'4750' WHERE fid = 1");
      },
      { accepted: false, codes: ['bad-geometry'], row: 1 },
    ),
    geopackage(
      'collections within collections, 100,000 deep',
      (database) => {
        const nested = Buffer.concat(Array.from({ length: 100_000 }, () => wkb(7, [1])));
        const deep = geometryBlobOf(nested);
        database.prepare('UPDATE mains SET geom = ? WHERE fid = 1').run(deep);
      },
      { accepted: false, codes: ['bad-geometry'], row: 1 },
    ),
    geopackage(
      'a trigger and a name that holds SQL',
      (database) => {
        database.exec(`CREATE TABLE "x""; DROP TABLE mains; --" (fid INTEGER PRIMARY KEY, geom LINESTRING, id TEXT);
        CREATE TRIGGER boom AFTER INSERT ON mains BEGIN DELETE FROM mains; END;`);
        listLayer(database, 'x"; DROP TABLE mains; --', 'LINESTRING');
      },
      { accepted: true, codes: [], features: whole },
    ),
    geopackage(
      'a system that the file calls undefined',
      (database) => {
        database.exec('UPDATE gpkg_geometry_columns SET srs_id = -1');
      },
      { accepted: false, codes: ['missing-crs'], says: /Undefined/ },
    ),
    geopackage(
      'a number that stands twice',
      (database) => {
        database.exec("UPDATE mains SET id = 'W1'");
      },
      { accepted: false, codes: ['duplicate-id'], row: 2, field: 'id' },
    ),
    geopackage(
      'no layer',
      (database) => {
        database.exec('DELETE FROM gpkg_contents; DELETE FROM gpkg_geometry_columns');
      },
      { accepted: false, codes: ['no-table-fits'] },
    ),
    {
      name: 'GeoPackage: cut in the middle',
      files: text('mains.gpkg', sound.subarray(0, sound.length / 2)),
      profile: MAINS,
      verdict: { refused: 'damaged-file' },
    },
    {
      name: 'GeoPackage: another database',
      files: text(
        'mains.gpkg',
        testGeoPackage((database) => database.exec('DROP TABLE gpkg_contents')),
      ),
      profile: MAINS,
      verdict: { refused: 'unsupported-content' },
    },
    {
      name: 'GeoPackage: its first bytes alone',
      files: text('mains.gpkg', 'SQLite format 3\0'),
      profile: MAINS,
      verdict: { refused: 'damaged-file' },
    },
  ];
}
