import { describe, expect, it } from 'vitest';
import { crsByCode, fromLonLat } from '../geodesy/crs.ts';
import type { AreaHints, AreaReading } from './area-reading.ts';
import { readArea } from './read-any-area.ts';

const QINHUANGDAO: AreaHints = { origin: [119.6, 39.94], displayCrs: 'EPSG:4549' };

const CORNERS = [
  [119.6, 39.94],
  [119.6003, 39.94],
  [119.6003, 39.9402],
  [119.6, 39.9402],
] as const;

/** The corners in a system, three decimals, east and north. */
function inCrs(code: string): readonly (readonly [string, string])[] {
  const transform = fromLonLat(crsByCode(code));
  return CORNERS.map(([lon, lat]) => {
    const [x, y] = transform(lon, lat);
    return [x.toFixed(3), y.toFixed(3)] as const;
  });
}

function read(text: string, hints = QINHUANGDAO, name: string | null = null): AreaReading {
  return readArea({ name, text }, hints);
}

function expectCorners(reading: AreaReading): void {
  if (!reading.ok) throw new Error(reading.message);
  expect(reading.corners).toHaveLength(4);
  for (const [i, [lon, lat]] of reading.corners.entries()) {
    // A millimetre is 1e-8 degrees.
    expect(lon).toBeCloseTo(CORNERS[i]?.[0] ?? 0, 7);
    expect(lat).toBeCloseTo(CORNERS[i]?.[1] ?? 0, 7);
  }
}

describe('readArea, lists of coordinates', () => {
  it('takes X = northing, Y = easting of 3-degree Gauss-Kruger about 120 E, as surveyors write it', () => {
    const reading = read(
      inCrs('EPSG:4549')
        .map(([east, north]) => `${north},${east}`)
        .join('\n'),
    );
    expectCorners(reading);
    expect(reading).toMatchObject({
      taken: { crs: 'EPSG:4549', axes: 'northEast' },
      takenFor: 'EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E, northing first',
      repairs: [],
    });
  });

  it('knows the zone number before the easting, with point names, a header and a closing corner', () => {
    const rows = inCrs('EPSG:4528').map(([east, north], i) => `J${i + 1}\t${north}\t${east}`);
    const reading = read(['点号\tX(m)\tY(m)', ...rows, (rows[0] ?? '').replace('J1', 'J5')].join('\r\n'));
    expectCorners(reading);
    expect(reading).toMatchObject({ taken: { crs: 'EPSG:4528', axes: 'northEast' } });
    expect(inCrs('EPSG:4528')[0]?.[0]).toMatch(/^404/);
  });

  it('takes a running number before the pair and a level behind it for what they are', () => {
    const pairs = inCrs('EPSG:4549');
    expectCorners(read(pairs.map(([east, north], i) => `${i + 1} ${north} ${east}`).join('\n')));
    expectCorners(read(pairs.map(([east, north]) => `${north} ${east} 12.35`).join('\n')));
    expectCorners(read(pairs.map(([east, north], i) => `${i + 1};${north};${east};12.35`).join('\n')));
  });

  it('takes easting first where that alone lies near the scene', () => {
    const reading = read(
      inCrs('EPSG:4549')
        .map(([east, north]) => `${east} ${north}`)
        .join('\n'),
    );
    expectCorners(reading);
    expect(reading).toMatchObject({ taken: { crs: 'EPSG:4549', axes: 'eastNorth' } });
  });

  it('takes degrees in either order, with Chinese commas and full-width digits', () => {
    expect(read(CORNERS.map(([lon, lat]) => `${lon}，${lat}`).join('\n'))).toMatchObject({ taken: { axes: 'lonLat' } });
    const reading = read(CORNERS.map(([lon, lat]) => `${lat}、${lon}`).join('\n'));
    expectCorners(reading);
    expect(reading).toMatchObject({ taken: { crs: 'EPSG:4326', axes: 'latLon' } });
    const wide = (text: string) => text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    expectCorners(read(CORNERS.map(([lon, lat]) => wide(`${lon}; ${lat}`)).join('\n')));
  });

  it('takes degrees, minutes, seconds: 119°36\'00" is 119.6', () => {
    const dms = (value: number) => {
      const seconds = Math.round(value * 3600 * 1e4) / 1e4;
      return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), (seconds % 60).toFixed(4)] as const;
    };
    const lines = (write: (d: number, m: number, s: string) => string, letters = ['', '']) =>
      CORNERS.map(([lon, lat]) => `${write(...dms(lon))}${letters[0]}, ${write(...dms(lat))}${letters[1]}`).join('\n');
    expectCorners(read(lines((d, m, s) => `${d}°${m}'${s}"`, ['E', 'N'])));
    expectCorners(read(lines((d, m, s) => `${d}°${m}′${s}″`)));
    expectCorners(read(lines((d, m, s) => `${d}度${m}分${s}秒`)));
    expectCorners(read(lines((d, m, s) => `${d}:${m}:${s}`)));
  });

  it('takes the system of the country where the scene says none', () => {
    const odense: AreaHints = { origin: [10.38, 55.38], displayCrs: null };
    const transform = fromLonLat(crsByCode('EPSG:25832'));
    const text = [
      [0, 0],
      [0.0003, 0],
      [0.0003, 0.0002],
    ]
      .map(([dx = 0, dy = 0]) =>
        transform(10.38 + dx, 55.38 + dy)
          .map((value) => value.toFixed(3))
          .join(' '),
      )
      .join('\n');
    const reading = read(text, odense);
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.taken).toMatchObject({ axes: 'eastNorth' });
    expect(reading.taken.crsName).toContain('UTM zone 32N');
    expect(reading.corners[0]?.[0]).toBeCloseTo(10.38, 7);
  });

  it("takes the land registry's exchange of one parcel, its attributes left aside", () => {
    const corners = inCrs('EPSG:4528').map(([east, north], i) => `J${i + 1},1,${north},${east}`);
    const head = ['[属性描述]', '格式版本号=1.01', '生产日期=2026-11-20', '[地块坐标]'];
    const parcel = [...head, '5,0.0570,1,DK1,面,,,,@', ...corners, (corners[0] ?? '').replace('J1', 'J5')];
    const reading = read(parcel.join('\r\n'));
    expectCorners(reading);
    expect(reading).toMatchObject({ taken: { crs: 'EPSG:4528', axes: 'northEast' } });
    expect(read([...parcel, '4,1,2,DK2,面,,,,@'].join('\n'))).toMatchObject({ line: 11, code: 'not-one-polygon' });
    const hole = (corners[1] ?? '').replace(',1,', ',2,');
    expect(read([...parcel, hole].join('\n'))).toMatchObject({ line: 11, code: 'holes' });
  });

  it('names the line, what was wanted and what came', () => {
    const [a = '', b = '', c = ''] = inCrs('EPSG:4549').map(([east, north]) => `${north} ${east}`);
    expect(read(`${a}\n${b}\nabc def\n${c}`)).toMatchObject({ ok: false, line: 3, code: 'not-coordinates' });
    expect(read(`${a}\n${b} 3.1\n${c}`)).toMatchObject({
      line: 2,
      code: 'uneven-lines',
      message: 'Line 2: wanted 2 numbers as in line 1, but got 3.',
    });
    expect(read(`${a}\n${b}\n1 2\n${c}`)).toMatchObject({ line: 3, code: 'not-near-the-scene' });
    expect(read('1,2\n3,4\n5,6')).toMatchObject({ line: 1, code: 'not-near-the-scene' });
    expect(read('点号 X Y\n')).toMatchObject({ line: null, code: 'empty' });
    expect(read(`${a}\n${b}\n${b}`)).toMatchObject({ line: null, code: 'too-few-points' });
    expect(read(Array.from({ length: 1001 }, () => a).join('\n'))).toMatchObject({ line: 1001, code: 'too-long' });
  });
});

describe('readArea, GeoJSON', () => {
  const polygon = { type: 'Polygon', coordinates: [[...CORNERS, CORNERS[0]]] };

  it('takes a polygon, a feature and a collection of one', () => {
    const feature = { type: 'Feature', properties: {}, geometry: polygon };
    for (const each of [polygon, feature, { type: 'FeatureCollection', features: [feature] }]) {
      const reading = read(JSON.stringify(each));
      expectCorners(reading);
      expect(reading).toMatchObject({ format: 'geojson', taken: { axes: 'lonLat' } });
    }
  });

  it('takes projected coordinates too, and says which', () => {
    const ring = inCrs('EPSG:4549').map(([east, north]) => [Number(east), Number(north)]);
    const reading = read(JSON.stringify({ type: 'Polygon', coordinates: [[...ring, ring[0]]] }));
    expectCorners(reading);
    expect(reading).toMatchObject({ taken: { crs: 'EPSG:4549', axes: 'eastNorth' } });
  });

  it('refuses two polygons, holes, points and what is no JSON', () => {
    const two = { type: 'MultiPolygon', coordinates: [polygon.coordinates, polygon.coordinates] };
    expect(read(JSON.stringify(two))).toMatchObject({ code: 'not-one-polygon' });
    const hole = { type: 'Polygon', coordinates: [...polygon.coordinates, ...polygon.coordinates] };
    expect(read(JSON.stringify(hole))).toMatchObject({ code: 'holes' });
    expect(read('{"type":"Point","coordinates":[119.6,39.9]}')).toMatchObject({ code: 'not-geojson' });
    expect(read('{"type":')).toMatchObject({ code: 'not-geojson' });
  });
});

describe('readArea, DXF', () => {
  const pairs = inCrs('EPSG:4549');

  function drawing(...entities: readonly (readonly (string | number)[])[]): string {
    return [0, 'SECTION', 2, 'ENTITIES', ...entities.flat(), 0, 'ENDSEC', 0, 'EOF'].join('\r\n');
  }

  const vertices = pairs.flatMap(([east, north]) => [10, east, 20, north]);
  const lwPolyline = (flags: number) => [0, 'LWPOLYLINE', 8, 'DIG', 90, 4, 70, flags, ...vertices];

  it('takes the closed LWPOLYLINE among open ones: X is east in a drawing', () => {
    const reading = read(drawing(lwPolyline(0), lwPolyline(1), [0, 'LINE', 10, 1, 20, 2, 11, 3, 21, 4]));
    expectCorners(reading);
    expect(reading).toMatchObject({ format: 'dxf', taken: { crs: 'EPSG:4549', axes: 'eastNorth' } });
  });

  it('takes a closed POLYLINE with its vertices', () => {
    const corners = pairs.flatMap(([east, north]) => [0, 'VERTEX', 8, 'DIG', 10, east, 20, north, 30, '0.0']);
    expectCorners(
      read(drawing([0, 'POLYLINE', 66, 1, 10, 0, 20, 0, 70, 1, ...corners, 0, 'SEQEND']), QINHUANGDAO, 'a.dxf'),
    );
  });

  it('takes an open polyline that ends where it began', () => {
    const [first] = pairs;
    expectCorners(read(drawing([...lwPolyline(0), 10, first?.[0] ?? '', 20, first?.[1] ?? ''])));
  });

  it('leaves out what lies in the blocks', () => {
    const block = [0, 'SECTION', 2, 'BLOCKS', ...lwPolyline(1), 0, 'ENDSEC'].join('\n');
    expectCorners(read(`${block}\n${drawing(lwPolyline(1))}`, QINHUANGDAO, 'a.dxf'));
  });

  it('refuses none, two, arcs, words for numbers, a binary file', () => {
    expect(read(drawing(lwPolyline(0)))).toMatchObject({ code: 'not-one-polygon' });
    expect(read(drawing(lwPolyline(1), lwPolyline(1)))).toMatchObject({ code: 'not-one-polygon' });
    expect(read(drawing([...lwPolyline(1), 42, 0.5]))).toMatchObject({ code: 'curved' });
    expect(read(drawing([0, 'LWPOLYLINE', 70, 1, 10, 'abc']))).toMatchObject({ code: 'not-coordinates', line: 10 });
    expect(read('hello\n', QINHUANGDAO, 'a.dxf')).toMatchObject({ code: 'not-dxf', line: 1 });
    expect(read('AutoCAD Binary DXF\r\n\u001a\u0000')).toMatchObject({ code: 'not-dxf' });
  });
});
