import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { memorySource } from '../../readers/byte-source.ts';
import { beginnings, flipped } from '../../testing/damage.ts';
import { allIssues, verdictOf, withTables } from '../../testing/table-rows.ts';
import { testZip } from '../zip/test-zip.ts';
import { prjCrs } from './prj-crs.ts';
import { SHAPEFILE_FORMAT } from './shapefile-format.ts';
import { DBF, LINES, POINTS, POLYGONS } from './test-samples.ts';
import { testDbf, testShp } from './test-shapefile.ts';

const verdict = (shp: Uint8Array, dbf: Uint8Array = DBF) =>
  verdictOf(SHAPEFILE_FORMAT, [memorySource('a.shp', shp), memorySource('a.dbf', dbf)]);

describe('rings by the hundred thousand', () => {
  const nested = (count: number) =>
    Array.from({ length: count }, (_, i) => {
      const size = 1e6 - i;
      const ring = [
        [-size, -size],
        [-size, size],
        [size, size],
        [size, -size],
        [-size, -size],
      ];
      return i % 2 === 0 ? ring : ring.toReversed();
    });
  const one = testDbf({ fields: [{ name: 'A', type: 'C', length: 1 }], rows: [['x']] });

  it('one in the other are given up, not tried for hours', async () => {
    const { shp } = testShp(5, [{ type: 5, parts: nested(100_000) }]);
    expect(await verdict(shp, one)).toEqual(['bad-geometry']);
  });

  it('fewer of them are sorted', async () => {
    const { shp } = testShp(5, [{ type: 5, parts: nested(1000) }]);
    expect(await verdict(shp, one)).toEqual([]);
  });
});

describe('damaged bytes', () => {
  it.each([
    ['polygons', POLYGONS],
    ['lines', LINES],
    ['points', POINTS],
  ])('of %s: 200 changed bytes give rows, issues or a refusal', async (_title, shp) => {
    for (const changed of flipped(shp, 200, 23)) await verdict(changed);
  });

  it('of attributes: the same', async () => {
    for (const changed of flipped(DBF, 200, 29)) await verdict(POINTS, changed);
  });

  it('of a coordinate system: the same', () => {
    const text =
      'PROJCS["a",GEOGCS["b",DATUM["D_China_2000",SPHEROID["c",6378137.0,298.2]],UNIT["Degree",0.01]],UNIT["Meter",1.0]]';
    for (const changed of flipped(new TextEncoder().encode(text), 200, 31)) {
      expect(prjCrs(new TextDecoder('latin1').decode(changed)).code).toBeNull();
    }
  });

  it('of an archive of them: the same', async () => {
    const zip = testZip([
      { name: 'a.shp', content: LINES, stored: true },
      { name: 'a.dbf', content: DBF, stored: true },
    ]);
    for (const changed of flipped(zip, 200, 37)) {
      try {
        await withTables(SHAPEFILE_FORMAT, [memorySource('a.zip', changed)], allIssues);
      } catch (error) {
        expect(error).toBeInstanceOf(ImportError);
      }
    }
  });

  it('cut anywhere: never taken for whole', async () => {
    for (const shp of [POLYGONS, LINES, POINTS]) {
      for (const cut of beginnings(shp, 64)) {
        expect((await verdict(cut)).join()).toMatch(/truncated-file|bad-record|refused/);
      }
    }
    for (const cut of beginnings(DBF, 64)) {
      expect((await verdict(POINTS, cut)).join()).toMatch(/truncated-file|bad-record|refused/);
    }
  });
});
