import {
  type BadFile,
  CRS,
  collection,
  DEGREES,
  EAST,
  lineFeature,
  MAINS,
  NORTH,
  text,
  type Verdict,
} from './bad-file.ts';

function geojson(name: string, content: string, verdict: Verdict): BadFile {
  return { name: `GeoJSON: ${name}`, files: text('mains.geojson', content), profile: MAINS, verdict };
}

/** Links that nobody may follow, geometries that are none, files that break off. `url` leads to the test's own server. */
export function geojsonCases(url: string): readonly BadFile[] {
  const sound = lineFeature('W1', DEGREES);
  const second = lineFeature('W2', [DEGREES[1], [119.602, 39.932]]);
  const both = (bad: string, codes: readonly string[], row = 2) =>
    ({ content: collection([sound, bad]), verdict: { accepted: false, codes, row } }) as const;
  const spoilt = (name: string, bad: string, code: string): BadFile => {
    const { content, verdict } = both(bad, [code]);
    return geojson(name, content, verdict);
  };
  const raw = (geometry: string) => `{"type":"Feature","properties":{"id":"W2"},"geometry":${geometry}}`;
  const metres = collection([
    lineFeature('W1', [
      [EAST, NORTH],
      [EAST + 9, NORTH],
    ]),
  ]);
  return [
    geojson('the sound one', collection([sound, second]), {
      accepted: true,
      codes: ['line-too-long'],
      features: { conduit: 2 },
    }),
    geojson(
      'a coordinate system behind a link',
      collection([sound], `"crs":{"type":"link","properties":{"href":"${url}crs","type":"proj4"}},`),
      { accepted: false, codes: ['missing-crs', 'crs-link'] },
    ),
    geojson(
      'a coordinate system that is an address',
      collection([sound], `"crs":{"type":"name","properties":{"name":"${url}EPSG/4326"}},`),
      { accepted: false, codes: ['missing-crs'] },
    ),
    geojson(
      'addresses in every place',
      collection(
        [lineFeature('W1', DEGREES, { href: `${url}a`, $ref: `${url}b`, '@context': `${url}c` })],
        `"$schema":"${url}schema","links":[{"href":"${url}next"}],`,
      ),
      { accepted: true, codes: ['line-too-long'] },
    ),
    geojson('metres, which RFC 7946 does not have', metres, {
      accepted: false,
      codes: ['missing-crs'],
      says: /go beyond 180 and 90 degrees/,
    }),
    geojson(
      'metres in a system that is declared',
      collection(
        [
          lineFeature('W1', [
            [EAST, NORTH],
            [EAST + 9, NORTH],
          ]),
        ],
        '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},',
      ),
      { accepted: true, codes: [], features: { conduit: 1 } },
    ),
    geojson(
      'latitude before longitude',
      collection([
        lineFeature(
          'W1',
          DEGREES.map(([lon, lat]) => [lat, lon]),
        ),
      ]),
      { accepted: false, codes: ['missing-crs'], says: /latitude first/ },
    ),
    geojson(
      'degrees beyond the poles',
      collection([
        lineFeature('W1', [
          [119, 95],
          [119, 96],
        ]),
      ]),
      { accepted: false, codes: ['missing-crs'] },
    ),
    spoilt('coordinates that are text', raw('{"type":"LineString","coordinates":["a","b"]}'), 'bad-geometry'),
    spoilt('an infinite coordinate', raw('{"type":"LineString","coordinates":[[1e999,2],[3,4]]}'), 'bad-geometry'),
    spoilt('null coordinates', raw('{"type":"LineString","coordinates":[null,null]}'), 'bad-geometry'),
    spoilt('a line of one point', raw('{"type":"LineString","coordinates":[[119.6,39.9]]}'), 'bad-geometry'),
    spoilt('a geometry of no known kind', raw('{"type":"Curve","coordinates":[[1,2],[3,4]]}'), 'bad-geometry'),
    spoilt(
      'a collection of geometries within itself',
      raw(`${'{"type":"GeometryCollection","geometries":['.repeat(2000)}${']}'.repeat(2000)}`),
      'bad-record',
    ),
    spoilt(
      'brackets 100,000 deep',
      raw(`{"type":"LineString","coordinates":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'bad-record',
    ),
    spoilt('NaN, which JSON does not have', raw('{"type":"LineString","coordinates":[[NaN,2],[3,4]]}'), 'bad-record'),
    spoilt('a feature that is null', 'null', 'bad-record'),
    spoilt(
      'properties with __proto__',
      '{"type":"Feature","properties":{"__proto__":{"id":"x"},"id":"W1"},"geometry":null}',
      'missing-value',
    ),
    geojson('one that ends within a feature', collection([sound, second]).slice(0, -30), {
      accepted: false,
      codes: ['truncated-file'],
    }),
    geojson('two documents in one file', `${collection([sound])}${collection([second])}`, {
      accepted: false,
      codes: ['truncated-file'],
    }),
    geojson('features that are no list', '{"type":"FeatureCollection","features":{"0":1}}', {
      accepted: false,
      codes: ['no-table-fits'],
    }),
    geojson('no features', collection([]), { accepted: false, codes: ['no-table-fits'] }),
    geojson(
      'a number as long as the file',
      collection([lineFeature('W1', DEGREES, { n: 1 }).replace('"n":1', `"n":${'9'.repeat(1_000_000)}`)]),
      { accepted: true, codes: ['line-too-long'] },
    ),
    geojson('an id of 12 MB', collection([lineFeature('x'.repeat(12 * 1024 ** 2), DEGREES)]), {
      accepted: false,
      codes: ['bad-record'],
    }),
    geojson(
      'a level of -9999',
      collection([
        lineFeature(
          'W1',
          DEGREES.map(([lon, lat]) => [lon, lat, -9999]),
        ),
      ]),
      { accepted: true, codes: ['line-too-long'], unknown: { outerTopM: 1 } },
    ),
    geojson('half a pair of surrogates in an id', collection([lineFeature('?', DEGREES)]).replace('"?"', '"\\ud800"'), {
      accepted: true,
      codes: ['line-too-long'],
    }),
    {
      name: 'GeoJSON: in a system nobody knows',
      files: text('mains.geojson', metres),
      profile: MAINS,
      georeference: { crs: 'EPSG:999999' },
      verdict: { refused: 'unknown-crs', says: /EPSG:999999/ },
    },
    {
      name: 'GeoJSON: in a grid whose parameters nobody gave',
      files: text('mains.geojson', metres),
      profile: MAINS,
      georeference: { crs: 'LOCAL:old-town' },
      verdict: { refused: 'unknown-crs', says: /old-town/ },
    },
    {
      name: 'GeoJSON: declared in another zone',
      files: text('mains.geojson', metres),
      profile: MAINS,
      georeference: { crs: 'EPSG:4526' },
      verdict: { accepted: false, codes: ['outside-area-of-use'], says: /zone/ },
    },
    {
      name: 'GeoJSON: in the system that it is in',
      files: text('mains.geojson', metres),
      profile: MAINS,
      georeference: { crs: CRS },
      verdict: { accepted: true, codes: [], features: { conduit: 1 } },
    },
  ];
}
