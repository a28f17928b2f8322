import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { verdictOf } from '../../testing/table-rows.ts';
import { GEOPACKAGE_FORMAT } from './geopackage-format.ts';
import { listLayer, TEST_POINT, testGeoPackage, testPoints } from './test-geopackage.ts';

const verdict = (bytes: Uint8Array) => verdictOf(GEOPACKAGE_FORMAT, [memorySource('a.gpkg', bytes)]);

const ENDLESS = `WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c) SELECT x, NULL AS geom FROM c`;

describe('SQL that stands in the file is not run', () => {
  it('a layer that is an endless view is left out, the others are read', async () => {
    const bytes = testGeoPackage((database) => {
      testPoints(database);
      database.exec(`CREATE VIEW endless AS ${ENDLESS}`);
      listLayer(database, 'endless', 'POINT');
    });
    expect(await verdict(bytes)).toEqual(['unreadable-table']);
  });

  it.each(['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'])('nor where %s is one', async (table) => {
    const bytes = testGeoPackage((database) => {
      testPoints(database);
      database.exec(`DROP TABLE ${table}; CREATE VIEW ${table} AS ${ENDLESS}`);
    });
    expect((await verdict(bytes)).join()).toMatch(/^(refused: unsupported-content|fields-left-out,bad-geometry|)$/);
  });

  it('a table that another program would have to compute is left out', async () => {
    const bytes = testGeoPackage((database) => {
      database.exec('CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)');
      listLayer(database, 'boxes', 'POINT');
    });
    expect(await verdict(bytes)).toEqual(['unreadable-table']);
  });

  it('a column that is computed when it is read is left out', async () => {
    const bytes = testGeoPackage((database) => {
      database.exec('CREATE TABLE points (geom POINT, size INTEGER, bomb TEXT AS (hex(zeroblob(size))) VIRTUAL)');
      listLayer(database, 'points', 'POINT');
      database.prepare('INSERT INTO points (geom, size) VALUES (?, 5)').run(TEST_POINT);
      database.exec('UPDATE points SET size = 30000000');
    });
    expect(await verdict(bytes)).toEqual(['fields-left-out']);
  });

  it('a geometry that is computed when it is read is no geometry', async () => {
    const bytes = testGeoPackage((database) => {
      database.exec('CREATE TABLE points (n INTEGER, geom POINT AS (zeroblob(50000000)) VIRTUAL)');
      listLayer(database, 'points', 'POINT');
      database.exec('INSERT INTO points (n) VALUES (1)');
    });
    expect(await verdict(bytes)).toEqual(['fields-left-out', 'bad-geometry']);
  });
});

describe('pages that lead back to themselves', () => {
  const PAGE = 512;
  const INTERIOR_TABLE = 5;
  const bytes = testGeoPackage((database) => testPoints(database, 60), PAGE);

  /** The page of the table's tree that has all others below it: the one with the most children. */
  function roots(): readonly number[] {
    const found: number[] = [];
    for (let at = PAGE; at < bytes.length; at += PAGE) if (bytes[at] === INTERIOR_TABLE) found.push(at);
    return found;
  }

  function withChildren(page: number, child: (own: number, first: number) => number): Uint8Array {
    const copy = bytes.slice();
    const view = new DataView(copy.buffer);
    const first = view.getUint32(page + view.getUint16(page + 12));
    for (let i = 0; i < view.getUint16(page + 3); i++) {
      const cell = page + view.getUint16(page + 12 + i * 2);
      view.setUint32(cell, child(page / PAGE + 1, first));
    }
    return copy;
  }

  it('are there to be tried', () => expect(roots().length).toBeGreaterThan(0));

  it('end the reading where rows come a second time', async () => {
    const verdicts = await Promise.all(roots().map((page) => verdict(withChildren(page, (_own, first) => first))));
    expect(verdicts.flat()).toContain('truncated-file');
  });

  it('do not catch the reader in a page that is its own child', async () => {
    for (const page of roots()) {
      expect((await verdict(withChildren(page, (own) => own))).join()).toMatch(/truncated-file|refused/);
    }
  });
});

describe('no GeoPackage', () => {
  it.each([
    ['text', new TextEncoder().encode('id,x,y\n')],
    ['nothing', new Uint8Array(0)],
    ['the first bytes of a database', new TextEncoder().encode('SQLite format 3\0')],
    [
      'the first bytes and rubbish',
      new Uint8Array([...new TextEncoder().encode('SQLite format 3\0'), ...new Uint8Array(4000).fill(7)]),
    ],
  ])('%s is refused', async (_title, bytes) => {
    expect(await verdict(bytes)).toEqual(['refused: damaged-file']);
  });

  it('another database is refused', async () => {
    const bytes = testGeoPackage((database) => database.exec('DROP TABLE gpkg_contents'));
    expect(await verdict(bytes)).toEqual(['refused: unsupported-content']);
  });
});
