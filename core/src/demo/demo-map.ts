import { type BilingualName, type MapFeature, UNNAMED } from '../model/map-feature.ts';
import { demoLonLat, demoPath } from './demo-frame.ts';
import { SYNTHETIC } from './demo-link.ts';
import { stretchLine } from './demo-map-blocks.ts';
import { buildLot, type DraftBuilding } from './demo-map-buildings.ts';
import type { PlanRing } from './demo-map-geometry.ts';
import { demoLots, type Lot } from './demo-map-land.ts';
import { parkPaths, parkPond } from './demo-map-park.ts';
import { demoPlaces } from './demo-map-places.ts';
import { PROMENADE, SEA_RING, STREAM_RING } from './demo-map-shore.ts';
import type { PlanLine } from './plan-geometry.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { streetNetwork } from './street-network.ts';

/** Keeps the map's random run apart from the one of the utilities below the same streets. */
const MAP_RUN = 0x5eed_0a9;

/**
 * The base map of the made-up quarter: land use, water, roads, buildings and names over the same streets as
 * `demoStreets` of the same seed. The same seed gives the same features in the same order. Every record says that it is
 * synthetic.
 */
export function* demoMap(seed: number): Iterable<MapFeature> {
  const network = streetNetwork(seededRandom(seed));
  const random = seededRandom(seed ^ MAP_RUN);
  const lots = demoLots(network, random);
  const park = lots.find(({ pattern }) => pattern === 'park');
  const pond = park ? parkPond(park) : null;

  for (const [i, lot] of lots.entries()) yield landUse(lot, numbered('DK', i));
  yield water('sea', 'SX-001', { zh: '示范湾', en: 'Demo Bay' }, [SEA_RING]);
  yield water('stream', 'SX-002', { zh: '河西小河', en: 'Hexi Stream' }, [STREAM_RING]);
  if (pond) yield water('lake', 'SX-003', { zh: '文化湖', en: 'Wenhua Lake' }, pond);

  for (const [i, edge] of network.edges.entries()) {
    const { zh, en, kind, kerbM } = edge.street;
    yield road(numbered('DL', i), kind, { zh, en }, stretchLine(edge), 2 * kerbM, false);
  }
  const promenade: BilingualName = { zh: '滨海栈道', en: 'Shore Walk' };
  yield road('BD-001', 'footway', promenade, PROMENADE.west, 4, false);
  yield road('BD-002', 'footway', promenade, PROMENADE.bridge, 4, true);
  yield road('BD-003', 'footway', promenade, PROMENADE.east, 4, false);
  const paths = park ? parkPaths(park) : [];
  for (const [i, line] of paths.entries()) yield road(numbered('BD', i + 3), 'footway', UNNAMED, line, 2.4, false);

  const obstacles = { network, water: [SEA_RING, STREAM_RING, ...(pond?.slice(0, 1) ?? [])], paths };
  let count = 0;
  for (const lot of lots) {
    for (const draft of buildLot(lot, obstacles, random)) yield building(draft, lot, count++, random);
  }
  for (const [i, place] of demoPlaces(lots).entries()) {
    const { kind, name, at, rank } = place;
    const raw = { 名称: name.zh ?? '', 备注: SYNTHETIC };
    yield { family: 'place', value: { sourceId: numbered('DM', i), kind, name, position: demoLonLat(at), rank, raw } };
  }
}

function numbered(prefix: string, index: number): string {
  return `${prefix}-${String(index + 1).padStart(3, '0')}`;
}

function landUse(lot: Lot, sourceId: string): MapFeature {
  const { kind, zh, en, ring } = lot;
  const raw = { 地块编号: sourceId, 用地: kind, 名称: zh ?? '', 备注: SYNTHETIC };
  return { family: 'landUse', value: { sourceId, kind, name: { zh, en }, rings: [closedRing(ring)], raw } };
}

function water(
  kind: 'sea' | 'stream' | 'lake',
  sourceId: string,
  name: BilingualName,
  rings: readonly PlanRing[],
): MapFeature {
  const raw = { 水系编号: sourceId, 类别: kind, 名称: name.zh ?? '', 备注: SYNTHETIC };
  return { family: 'water', value: { sourceId, kind, name, rings: rings.map(closedRing), raw } };
}

function road(
  sourceId: string,
  kind: 'avenue' | 'street' | 'lane' | 'footway',
  name: BilingualName,
  line: PlanLine,
  widthM: number,
  isBridge: boolean,
): MapFeature {
  const raw = {
    道路编号: sourceId,
    名称: name.zh ?? '',
    路面宽度: String(widthM),
    桥: isBridge ? '是' : '',
    备注: SYNTHETIC,
  };
  const level = isBridge ? 1 : 0;
  return { family: 'road', value: { sourceId, class: kind, name, path: demoPath(line), widthM, level, isBridge, raw } };
}

/** Share of buildings whose year is not on record. */
const YEAR_UNKNOWN = 0.15;

function building(draft: DraftBuilding, lot: Lot, index: number, random: SeededRandom): MapFeature {
  const { plan, rings, storeys, heightM } = draft;
  const sourceId = `LF-${String(index + 1).padStart(4, '0')}`;
  const year = Math.floor(random.between(1985, 2023));
  const builtYear = random.chance(YEAR_UNKNOWN) ? null : year;
  const raw = {
    楼房编号: sourceId,
    用途: plan.use,
    形式: plan.shape,
    层数: storeys === null ? '' : String(storeys),
    高度: heightM === null ? '' : heightM.toFixed(1),
    小区: lot.zh ?? '',
    建成年代: builtYear === null ? '' : String(builtYear),
    备注: SYNTHETIC,
  };
  const value = {
    sourceId,
    name: UNNAMED,
    rings: rings.map(closedRing),
    heightM,
    storeys,
    use: plan.use,
    useBasis: 'stated',
    roof: 'flat',
    builtYear,
    raw,
  } as const;
  return { family: 'building', value };
}

function closedRing(ring: PlanRing): Float64Array {
  return demoPath([...ring, ...ring.slice(0, 1)]);
}
