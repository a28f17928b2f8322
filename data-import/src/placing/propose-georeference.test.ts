import { type Crs, fromLonLat, isInAreaOfUse } from '@undercroft/core/geodesy/crs';
import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeclaredCrs } from '../tables/table-format.ts';
import { knownCrs } from './known-crs.ts';
import { placementOf } from './placement-of.ts';
import { distanceKm } from './propose-fits.ts';
import { type GeoreferenceHints, proposeGeoreference } from './propose-georeference.ts';
import { TEST_CITIES } from './test-cities.ts';

const QINHUANGDAO = { origin: [119.6, 39.93] } as const;
const NOTHING: GeoreferenceHints = { declared: null, isSurvey: false, place: null, localGrids: {} };
const THERE: GeoreferenceHints = { ...NOTHING, place: QINHUANGDAO };

/** Longitude and latitude of a few places in Qinhuangdao, written in a system. */
function written(code: string, axes: Georeference['axes'] = 'eastNorth'): number[] {
  const forward = fromLonLat(knownCrs(code));
  const streets = [
    [119.59, 39.93],
    [119.61, 39.94],
    [119.602, 39.915],
  ] as const;
  return streets.flatMap(([lon, lat]) => {
    const [east, north] = forward(lon, lat);
    return axes === 'eastNorth' ? [east, north] : [north, east];
  });
}

function geometry(pairs: readonly number[]) {
  return { pairs, headings: null };
}

function declares(code: string | null, text = code ?? ''): DeclaredCrs {
  return { code, text, axes: 'eastNorth' };
}

describe('survey columns of a Chinese city', () => {
  test('X runs north and Y east without a zone: CGCS2000 about 120 degrees, northing first', () => {
    const proposal = proposeGeoreference(
      { pairs: [4_420_000.5, 465_801.25, 4_421_000, 466_001], headings: ['X', 'Y'] },
      { ...THERE, isSurvey: true },
    );
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4549', axes: 'northEast', shift: 'none' });
    expect(proposal.candidates).toHaveLength(1);
    expect(proposal.candidates[0]?.reason.en).toContain("Xi'an 1980");
    // Old datums look the same, so a person confirms.
    expect(proposal.certainty).toBe(0.85);
  });

  test('an easting of eight figures names its zone: 40 is the 3-degree zone about 120 degrees', () => {
    const proposal = proposeGeoreference({ pairs: [4_420_000, 40_501_548.722], headings: ['X', 'Y'] }, THERE);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4528', axes: 'northEast' });
    // Easting 1,548.722 m from the meridian at 120 degrees: 1,548.722 / (111,320 cos 39.93) degrees east of it.
    expect(proposal.candidates[0]?.sample[0]).toBeCloseTo(120 + 1548.722 / (111_320 * Math.cos(0.6969)), 3);
  });

  test('the zone is told without a scene too, though less surely', () => {
    const proposal = proposeGeoreference({ pairs: [4_420_000, 40_501_548.722], headings: ['X', 'Y'] }, NOTHING);
    expect(proposal.proposed?.crs).toBe('EPSG:4528');
    expect(proposal.certainty).toBeLessThanOrEqual(0.7);
  });

  test('zone 20 is a 6-degree zone', () => {
    const proposal = proposeGeoreference(geometry(written('EPSG:4498')), THERE);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4498', axes: 'eastNorth' });
  });

  test('without a zone and without a scene the values tell nothing, and nothing is proposed', () => {
    const proposal = proposeGeoreference({ pairs: [4_420_000.5, 465_801.25], headings: ['X', 'Y'] }, NOTHING);
    expect(proposal.proposed).toBeNull();
    expect(proposal.refusal).toMatch(/fit \d+ systems alike/);
    expect(proposal.candidates.length).toBeGreaterThan(3);
  });

  test('on the meridian of 117 degrees UTM fits as well: both are listed 1.8 km apart, neither is certain', () => {
    const [east, north] = fromLonLat(knownCrs('EPSG:4548'))(117.2, 39.1);
    const proposal = proposeGeoreference(geometry([east, north]), { ...NOTHING, place: { origin: [117.2, 39.1] } });
    const codes = proposal.candidates.map(({ georeference }) => georeference.crs);
    expect(codes).toEqual(expect.arrayContaining(['EPSG:4548', 'EPSG:32650']));
    const [a, b] = proposal.candidates;
    // 0.04 % of 4,330 km.
    expect(a !== undefined && b !== undefined ? distanceKm(a.sample, b.sample) : 0).toBeCloseTo(1.73, 1);
    expect(proposal.certainty).toBeLessThan(0.5);
  });

  test('the custom of surveys prefers CGCS2000 to UTM, and is still no certainty', () => {
    const [east, north] = fromLonLat(knownCrs('EPSG:4548'))(117.2, 39.1);
    const proposal = proposeGeoreference(
      { pairs: [north, east], headings: ['X', 'Y'] },
      { ...NOTHING, isSurvey: true, place: { origin: [117.2, 39.1] } },
    );
    expect(proposal.proposed?.crs).toBe('EPSG:4548');
    expect(proposal.certainty).toBe(0.6);
  });
});

describe('degrees', () => {
  test('headings of longitude and latitude outside China are certain', () => {
    const proposal = proposeGeoreference(
      { pairs: [-73.938, 40.791], headings: ['longitude', 'latitude'] },
      { ...NOTHING, place: { origin: [-73.97, 40.78] } },
    );
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4326', axes: 'eastNorth' });
    expect(proposal.certainty).toBe(0.95);
  });

  test('so headed they are no metres of some plane as well, with or without a scene', () => {
    const named = { pairs: [-73.938, 40.791], headings: ['longitude', 'latitude'] } as const;
    expect(proposeGeoreference(named, NOTHING)).toMatchObject({ certainty: 0.95, candidates: [{}] });
    expect(proposeGeoreference(named, NOTHING).candidates).toHaveLength(1);
    // Without such headings the same numbers may be metres about the origin of a plane, and are never certain.
    const plain = proposeGeoreference({ ...named, headings: null }, NOTHING);
    expect(plain.candidates.length).toBeGreaterThan(1);
    expect(plain.certainty).toBeLessThan(0.8);
  });

  test('latitude first is told by the values', () => {
    const proposal = proposeGeoreference({ pairs: [39.93, 119.6], headings: ['a', 'b'] }, THERE);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4326', axes: 'northEast' });
  });

  test('in China they may be shifted: said, offered, never applied', () => {
    const proposal = proposeGeoreference({ pairs: [119.6, 39.93], headings: ['经度', '纬度'] }, THERE);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4326', shift: 'none' });
    expect(proposal.certainty).toBeLessThan(0.9);
    expect(proposal.issues.map(({ code }) => code)).toEqual(['may-be-shifted']);
    const shifts = proposal.candidates.map(({ georeference }) => georeference.shift);
    expect(shifts).toEqual(['none', 'GCJ-02', 'BD-09']);
    const [plain, gcj] = proposal.candidates;
    const apartM = plain !== undefined && gcj !== undefined ? distanceKm(plain.sample, gcj.sample) * 1000 : 0;
    expect(apartM).toBeGreaterThan(400);
    expect(apartM).toBeLessThan(700);
  });

  test('headings against the values are never certain', () => {
    const proposal = proposeGeoreference({ pairs: [119.6, 39.93], headings: ['lat', 'lon'] }, THERE);
    expect(proposal.proposed?.axes).toBe('eastNorth');
    expect(proposal.certainty).toBeLessThanOrEqual(0.6);
    expect(proposal.candidates[0]?.reason.en).toContain('The headings say otherwise.');
  });
});

describe('a declared system', () => {
  test('that fits is certain', () => {
    const hints = { ...THERE, declared: declares('EPSG:4549') };
    const proposal = proposeGeoreference(geometry(written('EPSG:4549')), hints);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4549', axes: 'eastNorth' });
    expect(proposal.certainty).toBe(0.98);
  });

  test('that fits only with its axes swapped is proposed so, and to be confirmed', () => {
    const hints = { ...THERE, declared: declares('EPSG:4549') };
    const proposal = proposeGeoreference(geometry(written('EPSG:4549', 'northEast')), hints);
    expect(proposal.proposed).toMatchObject({ crs: 'EPSG:4549', axes: 'northEast' });
    expect(proposal.certainty).toBe(0.85);
  });

  test('in metres over values in degrees is contradicted', () => {
    const hints = { ...THERE, declared: declares('EPSG:4549') };
    const proposal = proposeGeoreference(geometry([119.59, 39.93, 119.61, 39.94]), hints);
    expect(proposal.proposed?.crs).toBe('EPSG:4326');
    expect(proposal.certainty).toBeLessThanOrEqual(0.6);
    expect(proposal.candidates[0]?.reason.en).toContain('The file declares EPSG:4549, which is another system.');
  });

  test('without the zone that stands before the easting is contradicted', () => {
    const hints = { ...THERE, declared: declares('EPSG:4549') };
    const proposal = proposeGeoreference(geometry(written('EPSG:4528')), hints);
    expect(proposal.proposed?.crs).toBe('EPSG:4528');
    expect(proposal.certainty).toBeLessThan(0.9);
  });

  test('that puts the data into another city is not certain', () => {
    const hints = { ...THERE, declared: declares('EPSG:25832') };
    const proposal = proposeGeoreference(geometry([588_000, 6_140_000]), hints);
    expect(proposal.proposed?.crs).toBe('EPSG:25832');
    expect(proposal.certainty).toBeLessThanOrEqual(0.6);
    expect(proposal.candidates[0]?.reason.en).toMatch(/\d{4} km away/);
  });

  test('in words that nobody could resolve keeps everything uncertain', () => {
    const hints = { ...THERE, declared: declares(null, 'Xian_1980_3_Degree_GK_CM_120E') };
    const proposal = proposeGeoreference(geometry(written('EPSG:4549')), hints);
    expect(proposal.certainty).toBeLessThanOrEqual(0.6);
    expect(proposal.candidates[0]?.reason.en).toContain('Xian_1980');
  });
});

describe('nothing fits', () => {
  test('a schematic drawing near no scene is refused with what would help', () => {
    // The numbers of EPANET's third example network.
    const pairs = [8, 27.85, 9, 29, 25.68, 27.42, 40.98, 10.37, 30.32, 26.39];
    const proposal = proposeGeoreference(geometry(pairs), THERE);
    expect(proposal.proposed).toBeNull();
    expect(proposal.candidates).toEqual([]);
    expect(proposal.refusal).toContain('schematic: georeference the file first');
  });

  test('metres of a drawing of its own are refused', () => {
    const proposal = proposeGeoreference(geometry([1200.5, 830.2, 1250, 900]), THERE);
    expect(proposal.proposed).toBeNull();
    expect(proposal.refusal).toContain('schematic or local');
  });

  test('metres where the system has US survey feet', () => {
    const feet = fromLonLat(knownCrs('EPSG:3547'))(-84.5, 38.04);
    const metres = feet.map((value) => (value * 1200) / 3937);
    const place = { origin: [-84.5, 38.04] } as const;
    expect(proposeGeoreference(geometry(feet), { ...NOTHING, place }).proposed?.crs).toBe('EPSG:3547');
    const refused = proposeGeoreference(geometry(metres), { ...NOTHING, place });
    expect(refused.proposed).toBeNull();
    expect(refused.refusal).toContain('EPSG:3547');
    expect(refused.refusal).toContain('if they were metres');
  });

  test('feet where the system has metres', () => {
    const feet = written('EPSG:4549').map((value) => value / 0.3048);
    expect(proposeGeoreference(geometry(feet), THERE).refusal).toContain('if they were feet');
  });

  test('empty and zero pairs are none', () => {
    const proposal = proposeGeoreference(geometry([0, 0, Number.NaN, 3]), THERE);
    expect(proposal.refusal).toContain('No pair of coordinates');
  });
});

test('a local grid of the installation is proposed by its name, and its parameters are told nowhere', () => {
  const grid = {
    kind: 'helmert',
    to: 'EPSG:4549',
    dx: 412_345.678,
    dy: 4_398_765.432,
    rotationDeg: 1.234567,
    scale: 1.00001,
  } as const;
  const hints = { ...THERE, localGrids: { 'old-town': grid } };
  const proposal = proposeGeoreference(geometry([52_000, 21_000, 52_500, 20_000]), hints);
  expect(proposal.proposed).toMatchObject({ crs: 'LOCAL:old-town', axes: 'eastNorth' });
  expect(proposal.certainty).toBeLessThan(0.9);
  expect(JSON.stringify(proposal)).not.toMatch(/412345|4398765|1\.234567|1\.00001/);
});

test('web Mercator and UTM are told by where they put the data', () => {
  const mercator = proposeGeoreference(geometry(written('EPSG:3857')), THERE);
  expect(mercator.proposed).toMatchObject({ crs: 'EPSG:3857', axes: 'eastNorth' });
  const utm = proposeGeoreference(geometry(written('EPSG:32650', 'northEast')), THERE);
  expect(utm.candidates.map(({ georeference: { crs, axes } }) => [crs, axes])).toContainEqual([
    'EPSG:32650',
    'northEast',
  ]);
  // The 6-degree zone about the same meridian places them 1.8 km away.
  expect(utm.certainty).toBeLessThan(0.9);
});

test('degrees in Seoul, Osaka and Singapore are not said to be shifted', () => {
  const cities = [
    [126.98, 37.57],
    [135.5, 34.69],
    [103.82, 1.35],
  ] as const;
  for (const [lon, lat] of cities) {
    const samples = { pairs: [lon, lat], headings: ['lon', 'lat'] } as const;
    const proposal = proposeGeoreference(samples, { ...NOTHING, place: { origin: [lon, lat] } });
    expect(proposal.issues).toEqual([]);
    expect(proposal.certainty).toBe(0.95);
  }
});

test('a few typing errors do not hide the system', () => {
  const pairs = [...written('EPSG:4549'), ...written('EPSG:4549'), 465_801, 44_200_000, 0, 0];
  const proposal = proposeGeoreference(geometry(pairs), THERE);
  expect(proposal.proposed?.crs).toBe('EPSG:4549');
  expect(proposal.certainty).toBeLessThan(0.85);
});

describe('any system, any order, any city', () => {
  const placesNear = (city: readonly [number, number]) =>
    fc
      .array(
        fc.tuple(fc.double({ min: -0.1, max: 0.1, noNaN: true }), fc.double({ min: -0.1, max: 0.1, noNaN: true })),
        {
          minLength: 3,
          maxLength: 8,
        },
      )
      .map((offsets) => offsets.map(([dx, dy]) => [city[0] + dx, city[1] + dy] as const));
  const cases = fc.constantFrom(...TEST_CITIES).chain((city) => {
    const systems = CRS_TABLE.filter((crs) => isInAreaOfUse(crs, city[0], city[1], -0.11));
    return fc.record({
      city: fc.constant(city),
      crs: fc.constantFrom(...systems),
      axes: fc.constantFrom('eastNorth' as const, 'northEast' as const),
      places: placesNear(city),
      isSurvey: fc.boolean(),
      declared: fc.constantFrom(null, ...CRS_TABLE.filter((_, i) => i % 7 === 0)),
    });
  });
  const pairsOf = (crs: Crs, axes: Georeference['axes'], places: readonly (readonly [number, number])[]) => {
    const forward = fromLonLat(crs);
    return places.flatMap(([lon, lat]) => {
      const [east, north] = forward(lon, lat);
      return axes === 'eastNorth' ? [east, north] : [north, east];
    });
  };
  const missM = (
    georeference: Georeference,
    pairs: readonly number[],
    truth: readonly [number, number] | undefined,
  ) => {
    const there = placementOf(georeference, {}).place(pairs[0] ?? 0, pairs[1] ?? 0);
    return typeof there === 'string' || truth === undefined
      ? Number.POSITIVE_INFINITY
      : distanceKm(there, truth) * 1000;
  };

  test('the right way is among the candidates, and a wrong one is never more than preferred', () => {
    fc.assert(
      fc.property(cases, ({ city, crs, axes, places, isSurvey }) => {
        const pairs = pairsOf(crs, axes, places);
        const proposal = proposeGeoreference(geometry(pairs), { ...NOTHING, isSurvey, place: { origin: city } });
        const misses = proposal.candidates.map(({ georeference }) => missM(georeference, pairs, places[0]));
        expect(Math.min(...misses), `${crs.code} ${axes}`).toBeLessThan(0.1);
        expect(proposal.proposed).not.toBeNull();
        if (proposal.proposed === null) return;
        if (missM(proposal.proposed, pairs, places[0]) > 0.1) expect(proposal.certainty).toBeLessThanOrEqual(0.6);
      }),
      { numRuns: 150 },
    );
  });

  test('a file that declares another system than it holds is never believed with certainty where the values show it', () => {
    fc.assert(
      fc.property(cases, ({ city, crs, axes, places, declared }) => {
        const pairs = pairsOf(crs, axes, places);
        const hints = {
          ...NOTHING,
          place: { origin: city },
          declared: declared === null ? null : declares(declared.code),
        };
        const { proposed, certainty } = proposeGeoreference(geometry(pairs), hints);
        if (proposed === null || certainty < 0.9) return;
        const miss = missM(proposed, pairs, places[0]);
        // What is believed at such a certainty is what the file says, and it puts the data into the scene.
        if (miss > 0.1) expect(miss).toBeLessThan(120_000);
        if (miss > 0.1) expect(proposed.crs).toBe(declared?.code);
      }),
      { numRuns: 150 },
    );
  });
});
