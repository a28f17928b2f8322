import { PNG } from 'pngjs';
import { lonLatToEcef } from '../../core/src/geodesy/ellipsoid.ts';
import { type TownPlace, townGroundM, townLonLat } from './small-town.ts';

/**
 * A small city model as oblique photogrammetry delivers one, over the water main of the small town: ground and houses in
 * one skin, heights a hand above the drawn ground, a picture on everything.
 *
 * ```
 *        -40        0        40   easting
 *   -20   +---------+---------+
 *         |         |      C  |   the skin of the ground in cells of 5 m,
 *         | ~ water | main ~  |   houses A, B and C standing in it:
 *         |   A     |    B    |   the western half is one tile, the eastern the other
 *   -90   +---------+---------+
 * ```
 */
export const MESH = { westM: -40, eastM: 40, southM: -90, northM: -20, cellM: 5 } as const;

/** How far the skin lies above the ground of the town, metres. */
export const SKIN_M = 0.4;

export interface MeshHouse {
  readonly name: string;
  readonly storeys: number;
  readonly middle: TownPlace;
  readonly halfM: number;
  /** Of its flat roof. */
  readonly roofLevelM: number;
}

export const HOUSES: readonly MeshHouse[] = [
  { name: 'Hall A', storeys: 3, middle: [-25, -75], halfM: 5, roofLevelM: 17 },
  { name: '住宅 B', storeys: 6, middle: [20, -75], halfM: 6, roofLevelM: 24 },
  { name: 'Tower C', storeys: 9, middle: [30, -32], halfM: 4, roofLevelM: 36 },
];

/** Level of the skin of the ground, metres: exact at the corners of its cells. */
export function skinLevelM(at: TownPlace): number {
  return townGroundM(at) + SKIN_M;
}

export const HALVES = ['west', 'east'] as const;
export type Half = (typeof HALVES)[number];

/** Triangles about a middle, as both formats of tiles hold them. */
export interface HalfMesh {
  /** Earth-fixed place that positions are told from, metres. */
  readonly centre: readonly [number, number, number];
  /** Flat x, y, z from the centre, y upwards as glTF has it: Earth-fixed x, z and minus y. */
  readonly positions: Float32Array;
  readonly uvs: Float32Array;
  /** One for each vertex. */
  readonly parts: Float32Array;
  readonly indices: Uint16Array;
  /** Names of the parts, and storeys; the ground has none. */
  readonly names: readonly string[];
  readonly storeys: readonly number[];
}

/** Where the ground and the walls have their picture: the left and the right half. */
const GROUND_U = [0.02, 0.48] as const;
const WALL_U = [0.52, 0.98] as const;

/** A half of the mesh, at levels as heights above the ellipsoid: whoever shows it has to add what lies between. */
export function halfMesh(half: Half): HalfMesh {
  const [westM, eastM] = half === 'west' ? [MESH.westM, 0] : [0, MESH.eastM];
  const middle: TownPlace = [(westM + eastM) / 2, (MESH.southM + MESH.northM) / 2];
  const centre = ecefOf(middle, skinLevelM(middle));
  const positions: number[] = [];
  const uvs: number[] = [];
  const parts: number[] = [];
  const indices: number[] = [];
  const vertex = (at: TownPlace, levelM: number, [u, v]: readonly [number, number], part: number): number => {
    const [x, y, z] = ecefOf(at, levelM);
    positions.push(x - centre[0], z - centre[2], -(y - centre[1]));
    uvs.push(u, v);
    parts.push(part);
    return parts.length - 1;
  };
  /** Corners anticlockwise as seen from outside. */
  const quad = (
    corners: readonly (readonly [TownPlace, number])[],
    us: readonly [number, number],
    part: number,
  ): void => {
    const uv = [
      [us[0], 1],
      [us[1], 1],
      [us[1], 0],
      [us[0], 0],
    ] as const;
    const at = corners.map(([place, levelM], i) => vertex(place, levelM, uv[i] ?? [0, 0], part));
    const [a = 0, b = 0, c = 0, d = 0] = at;
    indices.push(a, b, c, a, c, d);
  };

  for (let x = westM; x < eastM; x += MESH.cellM) {
    for (let y = MESH.southM; y < MESH.northM; y += MESH.cellM) {
      const corners = [
        [x, y],
        [x + MESH.cellM, y],
        [x + MESH.cellM, y + MESH.cellM],
        [x, y + MESH.cellM],
      ] as const;
      quad(
        corners.map((at) => [at, skinLevelM(at)]),
        GROUND_U,
        0,
      );
    }
  }
  const houses = HOUSES.filter(({ middle: [x] }) => x > westM && x < eastM);
  for (const [
    i,
    {
      middle: [x, y],
      halfM,
      roofLevelM,
    },
  ] of houses.entries()) {
    const corners: readonly TownPlace[] = [
      [x - halfM, y - halfM],
      [x + halfM, y - halfM],
      [x + halfM, y + halfM],
      [x - halfM, y + halfM],
    ];
    quad(
      corners.map((at) => [at, roofLevelM]),
      WALL_U,
      i + 1,
    );
    for (const [side, from] of corners.entries()) {
      const to = corners[(side + 1) % corners.length] ?? from;
      const foot = (at: TownPlace) => townGroundM(at) - 0.5;
      quad(
        [
          [from, foot(from)],
          [to, foot(to)],
          [to, roofLevelM],
          [from, roofLevelM],
        ],
        WALL_U,
        i + 1,
      );
    }
  }
  return {
    centre,
    positions: Float32Array.from(positions),
    uvs: Float32Array.from(uvs),
    parts: Float32Array.from(parts),
    indices: Uint16Array.from(indices),
    names: ['Ground', ...houses.map(({ name }) => name)],
    storeys: [0, ...houses.map(({ storeys }) => storeys)],
  };
}

/** Least and greatest longitude, latitude (radians) and height of the whole, as a bounding region has them. */
export function meshRegion(): readonly number[] {
  const [[west, south], [east, north]] = [townLonLat([MESH.westM, MESH.southM]), townLonLat([MESH.eastM, MESH.northM])];
  const radians = [west - 1e-5, south - 1e-5, east + 1e-5, north + 1e-5].map((degrees) => (degrees * Math.PI) / 180);
  return [...radians, 0, 40];
}

/** A picture of 64 x 64: lawn and paving on the left, rows of windows on the right; not packed, so that its bytes never change. */
export function meshPicture(): Uint8Array {
  const side = 64;
  const png = new PNG({ width: side, height: side });
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      png.data.set([...tone(x, y), 255], (y * side + x) * 4);
    }
  }
  return new Uint8Array(PNG.sync.write(png, { deflateLevel: 0, filterType: 0 }));
}

function tone(x: number, y: number): readonly [number, number, number] {
  if (x < 32) {
    const fleck = ((x * 7 + y * 13) % 11) * 3;
    return [92 + fleck, 128 + fleck, 74 + fleck];
  }
  const isWindow = (x - 32) % 10 >= 3 && (x - 32) % 10 <= 6 && y % 12 >= 3 && y % 12 <= 8;
  return isWindow ? [70, 92, 120] : [204, 150, 110];
}

function ecefOf(at: TownPlace, heightM: number): readonly [number, number, number] {
  const out = new Float64Array(3);
  const [lon, lat] = townLonLat(at);
  lonLatToEcef(lon, lat, heightM, out);
  return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
}
