import { eastNorthUpToEcef, lonLatToEcef, plumbLineInEcef } from '../geodesy/ellipsoid.ts';

/**
 * The Cartesian frame a tile's vertices are written in: metres east, north, up of the tile's centre. Positions pass
 * through ECEF exactly, one axis vertex at a time; nothing is measured in this frame (it leaves the level surface by
 * 79 mm at 1 km), it is only drawn in.
 */
export interface TileFrame {
  /** Column-major 4 x 4 matrix from this frame to ECEF. */
  readonly toEcef: Float64Array;
  /** Writes x, y, z of a position in degrees and a level in metres above the datum to `out[offset ...]`. */
  place(lon: number, lat: number, levelM: number, out: Float64Array, offset: number): void;
  /** Writes x, y, z of both ends of a plumb line between two levels to `out`, the lower level's first. */
  placePlumb(lon: number, lat: number, fromM: number, toM: number, out: Float64Array): void;
}

/** `geoidOffsetM` is ellipsoidal height less level. */
export function tileFrame(lon: number, lat: number, levelM: number, geoidOffsetM: number): TileFrame {
  const m = eastNorthUpToEcef(lon, lat, levelM + geoidOffsetM);
  const ecef = new Float64Array(6);
  const at = (i: number) => m[i] ?? 0;
  /** A direction's share of one axis of the frame. */
  const along = (axis: number, x: number, y: number, z: number) =>
    at(4 * axis) * x + at(4 * axis + 1) * y + at(4 * axis + 2) * z;
  return {
    toEcef: m,
    place(pointLon, pointLat, pointLevelM, out, offset) {
      lonLatToEcef(pointLon, pointLat, pointLevelM + geoidOffsetM, ecef);
      const dx = (ecef[0] ?? 0) - at(12);
      const dy = (ecef[1] ?? 0) - at(13);
      const dz = (ecef[2] ?? 0) - at(14);
      for (let axis = 0; axis < 3; axis++) out[offset + axis] = along(axis, dx, dy, dz);
    },
    placePlumb(pointLon, pointLat, fromM, toM, out) {
      plumbLineInEcef(pointLon, pointLat, fromM + geoidOffsetM, ecef);
      const dx = (ecef[0] ?? 0) - at(12);
      const dy = (ecef[1] ?? 0) - at(13);
      const dz = (ecef[2] ?? 0) - at(14);
      const ux = ecef[3] ?? 0;
      const uy = ecef[4] ?? 0;
      const uz = ecef[5] ?? 0;
      const heightM = toM - fromM;
      for (let axis = 0; axis < 3; axis++) {
        const low = along(axis, dx, dy, dz);
        out[axis] = low;
        out[axis + 3] = low + heightM * along(axis, ux, uy, uz);
      }
    },
  };
}

/**
 * The matrix of the glTF node: from the tile's frame, y up, to ECEF, y up. A 3D Tiles client turns y up into z up
 * after it, so a glb stands on the globe by itself, without a transform in the tileset.
 */
export function gltfNodeMatrix(toEcef: Float64Array): number[] {
  const column = (i: number, sign: number): number[] => {
    const x = (toEcef[i * 4] ?? 0) * sign;
    const y = (toEcef[i * 4 + 1] ?? 0) * sign;
    const z = (toEcef[i * 4 + 2] ?? 0) * sign;
    return [x, z, -y];
  };
  return [...column(0, 1), 0, ...column(2, 1), 0, ...column(1, -1), 0, ...column(3, 1), 1];
}
