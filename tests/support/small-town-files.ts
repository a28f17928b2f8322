import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crsByCode, fromLonLat } from '../../core/src/geodesy/crs.ts';
import type { MapFeature } from '../../core/src/model/map-feature.ts';
import { BLOCK_SIZE } from '../../core/src/terrain/height-source.ts';
import { type TestNode, testExtract } from '../../data-import/src/readers/osm/test-extract.ts';
import { surveyCsv, surveyTables, type WrittenSurvey } from '../../data-import/src/survey/testing/write-survey.ts';
import { floatBytes, testTiff } from '../../data-import/src/terrain/test-tiff.ts';
import { TOWN_ORIGIN, TOWN_PIPE, townDrains, townElevation, townLonLat } from './small-town.ts';
import { townMap } from './small-town-map.ts';

/** Height of the town's datum above the ellipsoid, metres. */
export const TOWN_GEOID_M = 1.49;

/**
 * Writes the small town as a scene of a home: its drains as survey tables, its map as an OpenStreetMap extract, its ground as
 * a GeoTIFF. `more` are further sources of the scene, whose files the caller writes.
 */
export async function writeTown(home: string, id: string, more: readonly object[] = []): Promise<void> {
  const sources = join(home, 'sources', 'town');
  const folder = join(home, 'scenes', id);
  await mkdir(sources, { recursive: true });
  await mkdir(folder, { recursive: true });
  for (const table of surveyTables(townSurvey())) {
    await writeFile(join(sources, `${table.name}.csv`), surveyCsv(table));
  }
  await writeFile(join(sources, 'map.osm.pbf'), townExtract());
  await writeFile(join(sources, 'ground.tif'), townGroundTiff());
  await writeFile(join(folder, 'scene.json'), JSON.stringify(townScene(id, more), null, 2));
}

function townScene(id: string, more: readonly object[]): object {
  const survey = { crs: 'EPSG:4549', axes: 'northEast', profile: 'cjj61-2017' };
  return {
    id,
    title: both('Small town', '示范小城'),
    description: both('A town made up for tests.', '测试用虚构小城。'),
    synthetic: true,
    frame: { origin: TOWN_ORIGIN, displayCrs: 'EPSG:4549' },
    heightDatum: {
      name: both('1985 National Height Datum', '1985 国家高程基准'),
      geoidOffsetM: TOWN_GEOID_M,
      basis: both('made up', '虚构'),
    },
    sources: [
      {
        kind: 'file',
        layer: 'streets',
        title: both('Drains', '排水'),
        path: 'town/管点.csv',
        companions: ['town/管线.csv'],
        ...survey,
      },
      { kind: 'file', layer: 'map', title: both('Map', '地图'), path: 'town/map.osm.pbf' },
      { kind: 'terrain', layer: 'ground', title: both('Ground', '地面'), path: 'town/ground.tif' },
      ...more,
    ],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: TOWN_ORIGIN, distanceM: 900, headingDeg: 0, pitchDeg: -50 },
  };
}

function both(en: string, zh: string): { readonly en: string; readonly zh: string } {
  return { en, zh };
}

function townSurvey(): WrittenSurvey {
  const toPlane = fromLonLat(crsByCode('EPSG:4549'));
  const drains = townDrains();
  return {
    points: drains.flatMap((street) =>
      street.map(({ id, utility, at, coverLevelM, invertM }) => {
        const [east, north] = toPlane(...townLonLat(at));
        const point = { id, north, east, groundM: coverLevelM, utility } as const;
        // Where a street ends nobody surveyed on.
        if (id === street.at(-1)?.id) return { ...point, feature: 'surveyEdge' } as const;
        return { ...point, appurtenance: 'manhole', shaftDepthM: coverLevelM - invertM } as const;
      }),
    ),
    lines: drains.flatMap((street) =>
      street.slice(1).map((to, i) => {
        const from = street[i] ?? to;
        return {
          from: from.id,
          to: to.id,
          utility: from.utility,
          embedding: 'directBuried',
          size: String(TOWN_PIPE.widthMm),
          wallMm: TOWN_PIPE.wallMm,
          material: 'concrete',
          fromDepthM: from.coverLevelM - from.invertM,
          toDepthM: to.coverLevelM - to.invertM,
          flow: 'forward',
          builtYear: 2010,
        } as const;
      }),
    ),
  };
}

type Tags = Record<string, string>;

/** The town's map in the words of OpenStreetMap. */
function townExtract(): Uint8Array {
  const nodes: TestNode[] = [];
  const ways: { id: number; nodes: number[]; tags: Tags }[] = [];
  const relations: { id: number; members: [number, string][]; tags: Tags }[] = [];
  const node = ([lon, lat]: readonly [number, number], tags: Tags = {}): number =>
    nodes.push({ id: nodes.length + 1, lon, lat, tags });
  const way = (path: Float64Array, tags: Tags): number => {
    const isRing = path[0] === path.at(-2) && path[1] === path.at(-1);
    const refs = Array.from({ length: path.length / 2 - (isRing ? 1 : 0) }, (_, i) =>
      node([path[2 * i] ?? Number.NaN, path[2 * i + 1] ?? Number.NaN]),
    );
    const id = ways.length + 1;
    ways.push({ id, nodes: isRing ? [...refs, ...refs.slice(0, 1)] : refs, tags });
    return id;
  };
  for (const feature of townMap()) {
    const tags = tagsOf(feature);
    if (feature.family === 'place' || feature.family === 'furniture') {
      node(feature.value.position, tags);
    } else if (feature.family === 'road') {
      way(feature.value.path, tags);
    } else {
      const [outer = new Float64Array(0), ...holes] = feature.value.rings;
      if (holes.length === 0) way(outer, tags);
      else {
        const members: [number, string][] = [
          [way(outer, {}), 'outer'],
          ...holes.map((hole): [number, string] => [way(hole, {}), 'inner']),
        ];
        relations.push({ id: relations.length + 1, members, tags: { type: 'multipolygon', ...tags } });
      }
    }
  }
  return testExtract(nodes, ways, relations);
}

function tagsOf({ family, value }: MapFeature): Tags {
  const { zh, en } = 'name' in value ? value.name : { zh: null, en: null };
  const names: Tags = { ...(zh === null ? {} : { name: zh }), ...(en === null ? {} : { 'name:en': en }) };
  switch (family) {
    case 'road':
      return { ...names, highway: value.class === 'avenue' ? 'primary' : 'tertiary', width: String(value.widthM) };
    case 'water':
      return { ...names, ...(value.kind === 'sea' ? { natural: 'bay' } : { natural: 'water', water: 'lake' }) };
    case 'landUse':
      if (value.kind === 'park') return { ...names, leisure: 'park' };
      if (value.kind === 'beach') return { ...names, natural: 'beach' };
      return { ...names, landuse: value.kind === 'school' ? 'education' : value.kind };
    case 'building':
      return { building: value.use, height: String(value.heightM), 'building:levels': String(value.storeys) };
    case 'place':
      return { ...names, place: 'quarter' };
    case 'furniture':
      return { natural: 'tree' };
  }
}

function townGroundTiff(): Uint8Array {
  const { pyramid, block } = townElevation();
  const size = { width: BLOCK_SIZE, height: BLOCK_SIZE };
  return testTiff({
    ...size,
    corner: [pyramid.west, pyramid.north],
    tags: [[33550, 12, [pyramid.cellLonDeg, pyramid.cellLatDeg, 0]]],
    chunks: [floatBytes(block.levelsM)],
  });
}
