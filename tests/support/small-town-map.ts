import {
  type BilingualName,
  type BuildingUse,
  type LandUseKind,
  type MapFeature,
  type PlaceKind,
  UNNAMED,
} from '../../core/src/model/map-feature.ts';
import { HALF_TOWN_M, SHORE_M, STREETS_M, type TownPlace, townLonLat, townPath } from './small-town.ts';

/** Open rings of places: the outer one, then its holes. */
type Outline = readonly (readonly TownPlace[])[];

/** Names of the streets that run east, from the shore inland, and of those that run north, from the west. */
const EASTWARD = ['滨海大街', '河东街', '文化街', '建设街', '和平街', '北环街'];
const NORTHWARD = ['西环路', '文昌路', '民族路', '友谊路', '海阳路', '东环路'];

const STREET_WIDTH_M = 14;
/** From the middle of a block to its border, metres. */
const HALF_BLOCK_M = 50 - STREET_WIDTH_M / 2;

/**
 * The base map of the small town (`small-town.ts`): the sea and a pond with an island, streets, a park and 24 blocks of nine
 * buildings, one of them with a yard, and names.
 */
export function townMap(): readonly MapFeature[] {
  return [...landUses(), ...waters(), ...streets(), ...blocks().flatMap(buildings), ...places()];
}

interface Block {
  readonly number: number;
  readonly middle: TownPlace;
}

/** All blocks but the park. */
function blocks(): readonly Block[] {
  const middles = STREETS_M.slice(1).map((each) => each - 50);
  const all = middles.flatMap((northM) => middles.map((eastM): TownPlace => [eastM, northM]));
  return all.map((middle, number) => ({ number, middle })).filter(({ middle }) => Math.hypot(...middle) > 0);
}

function landUses(): readonly MapFeature[] {
  const kinds: readonly LandUseKind[] = ['residential', 'commercial', 'school', 'construction', 'industrial'];
  const beach = box([0, (SHORE_M - HALF_TOWN_M - 10) / 2], 500, (-HALF_TOWN_M - 10 - SHORE_M) / 2);
  return [
    landUse('DK-park', 'park', box([0, 0], HALF_BLOCK_M, HALF_BLOCK_M)),
    landUse('DK-beach', 'beach', beach),
    ...blocks().map(({ number, middle }) =>
      landUse(`DK-${number}`, kinds[number % kinds.length] ?? 'unknown', box(middle, HALF_BLOCK_M, HALF_BLOCK_M)),
    ),
  ];
}

function landUse(sourceId: string, kind: LandUseKind, ring: readonly TownPlace[]): MapFeature {
  return {
    family: 'landUse',
    value: { sourceId, kind, name: UNNAMED, rings: [closed(ring)], raw: { 编号: sourceId } },
  };
}

function waters(): readonly MapFeature[] {
  const sea = box([0, SHORE_M - 300], 900, 300);
  const pond = around([-20, 22], 15);
  const island = around([-20, 22], 4).toReversed();
  return [
    water('SX-1', 'sea', { zh: '示范湾', en: 'Demo Bay' }, [sea]),
    water('SX-2', 'lake', { zh: '文化湖', en: 'Wenhua Lake' }, [pond, island]),
  ];
}

function water(sourceId: string, kind: 'sea' | 'lake', name: BilingualName, outline: Outline): MapFeature {
  return { family: 'water', value: { sourceId, kind, name, rings: outline.map(closed), raw: { 编号: sourceId } } };
}

function streets(): readonly MapFeature[] {
  const end = HALF_TOWN_M + 30;
  const eastward = STREETS_M.map((northM, i) =>
    street(`DL-E${i}`, EASTWARD[i] ?? null, [
      [-end, northM],
      [end, northM],
    ]),
  );
  const northward = STREETS_M.map((eastM, i) =>
    street(`DL-N${i}`, NORTHWARD[i] ?? null, [
      [eastM, -end],
      [eastM, end],
    ]),
  );
  return [...eastward, ...northward];
}

function street(sourceId: string, zh: string | null, line: readonly TownPlace[]): MapFeature {
  const value = {
    sourceId,
    class: zh === '滨海大街' || zh === '民族路' ? 'avenue' : 'street',
    name: { zh, en: null },
    path: townPath(line),
    widthM: STREET_WIDTH_M,
    level: 0,
    isBridge: false,
    raw: { 编号: sourceId },
  } as const;
  return { family: 'road', value };
}

/** Nine buildings in three rows; the middle one stands about a yard. */
function buildings({ number, middle: [eastM, northM] }: Block): readonly MapFeature[] {
  const uses: readonly BuildingUse[] = ['residential', 'commercial', 'school', 'public', 'industrial'];
  return Array.from({ length: 9 }, (_, i) => {
    const at: TownPlace = [eastM + ((i % 3) - 1) * 28, northM + (Math.floor(i / 3) - 1) * 28];
    const storeys = 2 + ((number + i) % 8);
    const sourceId = `LF-${number * 9 + i + 1}`;
    const outline = i === 4 ? [box(at, 10, 10), box(at, 4, 4).toReversed()] : [box(at, 9, 6)];
    const value = {
      sourceId,
      name: UNNAMED,
      rings: outline.map(closed),
      heightM: storeys * 3,
      storeys,
      use: uses[number % uses.length] ?? 'unknown',
      useBasis: 'stated',
      roof: 'flat',
      roofHeightM: null,
      roofDirectionDeg: null,
      solid: null,
      builtYear: 2005,
      raw: { 编号: sourceId },
    } as const;
    return { family: 'building', value };
  });
}

function places(): readonly MapFeature[] {
  return [
    place('DM-1', 'quarter', { zh: '示范小城', en: 'Demo Town' }, [0, -8], 4),
    place('DM-2', 'sea', { zh: '示范湾', en: 'Demo Bay' }, [0, SHORE_M - 120], 3),
  ];
}

function place(sourceId: string, kind: PlaceKind, name: BilingualName, at: TownPlace, rank: number): MapFeature {
  return { family: 'place', value: { sourceId, kind, name, position: townLonLat(at), rank, raw: { 编号: sourceId } } };
}

/** Counter-clockwise from the south-west. */
function box([eastM, northM]: TownPlace, halfEastM: number, halfNorthM: number): readonly TownPlace[] {
  return [
    [eastM - halfEastM, northM - halfNorthM],
    [eastM + halfEastM, northM - halfNorthM],
    [eastM + halfEastM, northM + halfNorthM],
    [eastM - halfEastM, northM + halfNorthM],
  ];
}

/** A ring of twelve corners, counter-clockwise. */
function around([eastM, northM]: TownPlace, radiusM: number): readonly TownPlace[] {
  return Array.from({ length: 12 }, (_, i) => {
    const angle = (i / 12) * 2 * Math.PI;
    return [eastM + radiusM * Math.cos(angle), northM + radiusM * Math.sin(angle)];
  });
}

function closed(ring: readonly TownPlace[]): Float64Array {
  return townPath([...ring, ...ring.slice(0, 1)]);
}
