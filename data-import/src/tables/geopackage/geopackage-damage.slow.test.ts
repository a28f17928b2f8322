import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { beginnings, flipped } from '../../testing/damage.ts';
import { allRows, verdictOf, withTables } from '../../testing/table-rows.ts';
import { GEOPACKAGE_FORMAT } from './geopackage-format.ts';
import { testGeoPackage, testPoints } from './test-geopackage.ts';

const verdict = (bytes: Uint8Array) => verdictOf(GEOPACKAGE_FORMAT, [memorySource('a.gpkg', bytes)]);

describe('values without measure', () => {
  it('a geometry longer than is read is an issue of its row', async () => {
    const bytes = testGeoPackage((database) => {
      testPoints(database);
      database.exec('UPDATE points SET geom = zeroblob(70000000) WHERE fid = 2');
    }, 4096);
    await withTables(GEOPACKAGE_FORMAT, [memorySource('a.gpkg', bytes)], async (file) => {
      const rows = await allRows(file);
      expect(rows.map(({ issues }) => issues.map(({ code }) => code))).toEqual([[], ['bad-geometry'], []]);
      expect(rows[1]?.issues[0]?.message).toContain('70000000 bytes');
    });
  });

  it('a text longer than is read is left out with an issue on its row; the others are read', async () => {
    const bytes = testGeoPackage((database) => {
      testPoints(database);
      database.exec(`UPDATE points SET name = replace(hex(zeroblob(35000000)), '0', 'x') WHERE fid = 2`);
    }, 4096);
    await withTables(GEOPACKAGE_FORMAT, [memorySource('a.gpkg', bytes)], async (file) => {
      const rows = await allRows(file);
      expect(rows.map(({ issues }) => issues.map(({ code }) => code))).toEqual([[], ['bad-record'], []]);
      expect(rows[1]?.issues[0]?.message).toContain('more than 1048576 bytes');
    });
  });

  it('bytes in a column of text are an issue, a number for a geometry too', async () => {
    const bytes = testGeoPackage((database) => {
      testPoints(database);
      database.exec("UPDATE points SET name = x'00ff' WHERE fid = 1; UPDATE points SET geom = 5 WHERE fid = 2");
      database.exec("UPDATE points SET geom = 'POINT(1 2)' WHERE fid = 3");
    });
    expect(await verdict(bytes)).toEqual(['bad-record', 'bad-geometry', 'bad-geometry']);
  });
});

describe('damaged bytes', () => {
  const sound = testGeoPackage((database) => testPoints(database, 12));

  it('200 changed bytes give rows, issues or a refusal', async () => {
    for (const changed of flipped(sound, 200, 41)) await verdict(changed);
  });

  it('cut anywhere: rows, issues or a refusal', async () => {
    for (const cut of beginnings(sound, 64)) await verdict(cut);
  });

  it('cut within its rows: never taken for whole', async () => {
    for (const cut of beginnings(sound, 64)) {
      if (cut.length < sound.length - 512) expect((await verdict(cut)).join()).toMatch(/truncated-file|refused/);
    }
  });
});
