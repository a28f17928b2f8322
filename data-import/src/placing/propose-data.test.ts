import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proposeGeoreference } from './propose-georeference.ts';

const data = process.env.UNDERCROFT_DATA ?? '';
const files = { net3: 'epanet/net3.inp', ky4: 'epanet/ky4.inp', bellinge: 'bellinge/bellinge.inp' };
const isThere = data !== '' && Object.values(files).every((path) => existsSync(join(data, path)));

/** Pairs of the section COORDINATES. */
function pairsOf(path: string): readonly number[] {
  const section = /\[COORDINATES\]([^[]*)/i.exec(readFileSync(join(data, path), 'latin1'))?.[1] ?? '';
  const rows = section.split('\n').filter((line) => /^\s*[^;\s]/.test(line));
  return rows.flatMap((line) => line.trim().split(/\s+/).slice(1, 3).map(Number));
}

function propose(path: string, origin: readonly [number, number] | null) {
  const hints = { declared: null, isSurvey: false, place: origin === null ? null : { origin }, localGrids: {} };
  return proposeGeoreference({ pairs: pairsOf(path), headings: null }, hints);
}

describe.skipIf(!isThere)(
  'networks without a coordinate system (skipped where UNDERCROFT_DATA does not hold them)',
  () => {
    test('a schematic network is refused near any city, with what would help', () => {
      const cities = [
        [119.6, 39.93],
        [10.39, 55.33],
        [-84.5, 38.04],
        [2.04, 41.35],
      ] as const;
      for (const city of cities) {
        const { proposed, candidates, refusal } = propose(files.net3, city);
        expect(proposed).toBeNull();
        expect(candidates).toEqual([]);
        expect(refusal).toContain('georeference the file first');
      }
    });

    test('and without a city is never believed to be degrees', () => {
      expect(propose(files.net3, null).certainty).toBeLessThan(0.8);
    });

    test('a network of Kentucky in US survey feet is found near its city', () => {
      const { proposed, candidates, certainty } = propose(files.ky4, [-85, 37.5]);
      expect(candidates).toHaveLength(1);
      expect(proposed).toMatchObject({ crs: 'EPSG:3547', axes: 'eastNorth' });
      expect(certainty).toBeLessThan(0.9);
    });

    test('the sewer of Bellinge is in UTM zone 32 near Odense', () => {
      const { proposed, candidates } = propose(files.bellinge, [10.32, 55.34]);
      expect(candidates).toHaveLength(1);
      expect(proposed).toMatchObject({ crs: 'EPSG:32632', axes: 'eastNorth' });
    });
  },
);
