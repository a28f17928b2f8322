import type { Pit } from './pit.ts';

/** The origin of what is drawn of a pit: the middle of its floor, at the floor's level. */
export interface PitFrame {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export function pitFrame(pit: Pit): PitFrame {
  return { x: pit.centre[0], y: pit.centre[1], z: pit.floorLevelM };
}

/** A triangle mesh in flat arrays; x, y, z in metres about the pit's frame, triangles anticlockwise seen from the front. */
export interface PitTriangles {
  readonly positions: Float32Array;
  /** x, y, z as signed bytes (127 is 1) and a pad byte. */
  readonly normals: Int8Array;
  /** Number of each vertex's material in `PitMesh.materials`. */
  readonly materials: Uint16Array;
  readonly indices: Uint32Array;
}

/** The point of side i's wall at a share of the side and a height above the floor, in the pit's frame. */
export function wallPoint(pit: Pit, side: number, share: number, heightM: number): readonly [number, number, number] {
  const n = pit.floor.length / 2;
  const i = side * 2;
  const j = ((side + 1) % n) * 2;
  const reach = pit.batter * heightM;
  const along = (c: 0 | 1) => {
    const start = (pit.floor[i + c] ?? 0) + reach * (pit.mitres[i + c] ?? 0);
    const end = (pit.floor[j + c] ?? 0) + reach * (pit.mitres[j + c] ?? 0);
    return start * (1 - share) + end * share - pit.centre[c];
  };
  return [along(0), along(1), heightM];
}

/** Unit normal of side i's wall, facing into the pit. */
export function wallNormal(pit: Pit, side: number): readonly [number, number, number] {
  const slant = Math.hypot(1, pit.batter);
  return [-(pit.normals[side * 2] ?? 0) / slant, -(pit.normals[side * 2 + 1] ?? 0) / slant, pit.batter / slant];
}

/** The rim points of a side from corner to corner: share of the side and height above the floor, flat pairs. */
export function wallColumns(pit: Pit, side: number): readonly (readonly [share: number, heightM: number])[] {
  const { rim, floorLevelM } = pit;
  const count = rim.levelsM.length;
  const n = pit.floor.length / 2;
  const first = rim.starts[side] ?? 0;
  const end = side + 1 < n ? (rim.starts[side + 1] ?? 0) : count;
  const columns: (readonly [number, number])[] = [];
  for (let k = first; k < end; k++) columns.push([rim.shares[k] ?? 0, (rim.levelsM[k] ?? 0) - floorLevelM]);
  columns.push([1, (rim.levelsM[end % count] ?? 0) - floorLevelM]);
  return columns;
}
