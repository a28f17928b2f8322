import { localProjection } from '../../core/src/geodesy/local-projection.ts';
import type { CityFeature } from '../../core/src/model/city-feature.ts';
import { ACCURACY_NOT_STATED } from '../../core/src/model/quality-level.ts';
import { BLOCK_SIZE, type HeightBlock, type HeightPyramid, levelRange } from '../../core/src/terrain/height-source.ts';

/**
 * A town for tests, small enough to be made anew in each: six streets each way, 100 m apart, a storm drain under those
 * that run east and a sewer under those that run north, on ground that rises inland from a shore.
 *
 * ```
 *   y  250 +---+---+---+---+---+
 *          |   |   |   |   |   |      5 x 5 blocks; the middle one is a park,
 *          +---+---+---+---+---+      the place (0, 0) lies in it
 *          |   |   | * |   |   |
 *          +---+---+---+---+---+
 *     -250 +---+---+---+---+---+
 *     -320 ~~~~~~~~ sea ~~~~~~~~
 *     x -250                 250
 * ```
 */

/** Longitude and latitude of the place (0, 0), degrees. */
export const TOWN_ORIGIN = [119.6, 39.925] as const;

/** Where the middles of the streets run, metres east or north of the origin. */
export const STREETS_M = [-250, -150, -50, 50, 150, 250] as const;
/** Half the side of the town, metres. */
export const HALF_TOWN_M = 250;
/** Northing of the water's edge, metres. */
export const SHORE_M = -320;

export type TownPlace = readonly [eastM: number, northM: number];

const projection = localProjection(TOWN_ORIGIN);

/** Longitude and latitude of a place in degrees, to nine places (0.1 mm). */
export function townLonLat([eastM, northM]: TownPlace): readonly [lon: number, lat: number] {
  const [lon, lat] = projection.inverse(eastM, northM);
  return [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9];
}

/** Flat longitude, latitude of a line through places. */
export function townPath(line: readonly TownPlace[]): Float64Array {
  return Float64Array.from(line.flatMap((place) => townLonLat(place)));
}

/** Ground level, metres: 6 m at the origin, rising 1.2 % northwards over low swells; the sea's surface is at 0. */
export function townGroundM([eastM, northM]: TownPlace): number {
  const beachM = Math.max(0, -290 - northM) / 10;
  return Math.max(0, 6 + 0.012 * northM + 0.3 * Math.sin(eastM / 120) - beachM);
}

/** A manhole of the town: what ends in it has its invert there. */
export interface TownManhole {
  readonly id: string;
  readonly utility: 'storm' | 'sewage';
  readonly at: TownPlace;
  readonly coverLevelM: number;
  readonly invertM: number;
}

/** Pipes of concrete, DN600, one from each manhole to the next. */
export const TOWN_PIPE = { widthMm: 600, wallMm: 60 } as const;

const APART_M = 20;
const A_STREET = (2 * HALF_TOWN_M) / APART_M + 1;

/**
 * The drains of the town, street by street from their upper end: 26 manholes and 25 pipes of 20 m in each of the 12
 * streets, 312 and 300 in all. Storm drains fall 3 per mille eastwards, sewers lie 5 m deep.
 */
export function townDrains(): readonly (readonly TownManhole[])[] {
  const alongStreet = (
    place: (i: number) => TownPlace,
    more: (at: TownPlace, i: number) => Omit<TownManhole, 'at' | 'coverLevelM'>,
  ) =>
    Array.from({ length: A_STREET }, (_, i): TownManhole => {
      const at = place(i);
      return { ...more(at, i), at, coverLevelM: mm(townGroundM(at)) };
    });
  const storm = STREETS_M.map((northM, street) =>
    alongStreet(
      (i) => [-HALF_TOWN_M + i * APART_M, northM + 3],
      (_at, i) => ({
        id: `YS${street * 100 + i + 1}`,
        utility: 'storm',
        invertM: mm(6 + 0.012 * northM - 2.3 - 0.003 * i * APART_M),
      }),
    ),
  );
  const sewage = STREETS_M.map((eastM, street) =>
    alongStreet(
      (i) => [eastM + 3, HALF_TOWN_M - i * APART_M],
      (at, i) => ({ id: `WS${street * 100 + i + 1}`, utility: 'sewage', invertM: mm(townGroundM(at) - 5) }),
    ),
  );
  return [...storm, ...sewage];
}

/** The drains as features: manholes, then conduits. */
export function townNetwork(): readonly CityFeature[] {
  const drains = townDrains();
  const nodes = drains.flat().map((each): CityFeature => ({ family: 'node', value: nodeOf(each) }));
  const links = drains.flatMap((street) =>
    street.slice(1).map((to, i): CityFeature => ({ family: 'link', value: linkOf(street[i] ?? to, to) })),
  );
  return [...nodes, ...links];
}

function nodeOf({ id, utility, at, coverLevelM, invertM }: TownManhole) {
  return {
    kind: 'manhole',
    sourceId: id,
    utility,
    utilityBasis: 'stated',
    position: townLonLat(at),
    coverLevelM,
    sumpLevelM: invertM,
    shaftDiameterMm: 1000,
    material: null,
    owner: null,
    builtYear: 2010,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
    raw: { 物探点号: id },
  } as const;
}

function linkOf(from: TownManhole, to: TownManhole) {
  const { widthMm, wallMm } = TOWN_PIPE;
  const levels = (invertM: number) => ({
    invertM,
    axisM: invertM + widthMm / 2000,
    outerTopM: invertM + (widthMm + wallMm) / 1000,
  });
  return {
    kind: 'conduit',
    sourceId: `${from.id}-${to.id}`,
    utility: from.utility,
    utilityBasis: 'stated',
    fromNode: from.id,
    toNode: to.id,
    path: townPath([from.at, to.at]),
    section: {
      shape: 'circular',
      widthMm,
      heightMm: widthMm,
      wallMm,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    },
    from: levels(from.invertM),
    to: levels(to.invertM),
    depthReference: 'invert',
    outerTopBasis: 'wall',
    statedLengthM: null,
    planLengthM: APART_M,
    slope: (from.invertM - to.invertM) / APART_M,
    material: 'concrete',
    owner: null,
    builtYear: 2010,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
    raw: { 起点点号: from.id, 终点点号: to.id },
  } as const;
}

/** Side of a cell of the town's elevation model, metres: 256 cells are 1,280 m. */
const CELL_M = 5;
const METRES_A_DEGREE = 111_132;

/** An elevation model of one block about the town: its ground, and the sea's surface. */
export function townElevation(): { readonly pyramid: HeightPyramid; readonly block: HeightBlock } {
  const cellLatDeg = CELL_M / METRES_A_DEGREE;
  const cellLonDeg = cellLatDeg / Math.cos((TOWN_ORIGIN[1] * Math.PI) / 180);
  const west = TOWN_ORIGIN[0] - (BLOCK_SIZE / 2) * cellLonDeg;
  const north = TOWN_ORIGIN[1] + (BLOCK_SIZE / 2) * cellLatDeg;
  const lattice = { registration: 'cellCentre', west, north, cellLonDeg, cellLatDeg } as const;
  const levelsM = new Float32Array(BLOCK_SIZE * BLOCK_SIZE);
  const plane = new Float64Array(2);
  for (let i = 0; i < levelsM.length; i++) {
    const lon = west + ((i % BLOCK_SIZE) + 0.5) * cellLonDeg;
    const lat = north - (Math.floor(i / BLOCK_SIZE) + 0.5) * cellLatDeg;
    projection.forward(lon, lat, plane, 0);
    levelsM[i] = townGroundM([plane[0] ?? Number.NaN, plane[1] ?? Number.NaN]);
  }
  return {
    pyramid: { ...lattice, columns: BLOCK_SIZE, rows: BLOCK_SIZE, levels: 1 },
    block: { level: 0, column: 0, row: 0, levelsM, ...levelRange(levelsM) },
  };
}

/** To the millimetre. */
function mm(levelM: number): number {
  return Math.round(levelM * 1000) / 1000;
}
