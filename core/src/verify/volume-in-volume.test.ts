import { describe, expect, it } from 'vitest';
import type { BoundingVolume } from './bounding-volume.ts';
import { checkInside } from './content-in-volume.ts';
import { FindingLog } from './finding-log.ts';
import { IDENTITY } from './matrix.ts';
import { containment } from './volume-in-volume.ts';
import { aboveRoot, walkTile } from './walked-tile.ts';

const DIAGONAL = Math.SQRT1_2;

/** Half axes of 10 m, turned by 45 degrees about z. */
const TURNED_BOX = {
  box: [0, 0, 0, 10 * DIAGONAL, 10 * DIAGONAL, 0, -10 * DIAGONAL, 10 * DIAGONAL, 0, 0, 0, 10],
};

const turnedBox: BoundingVolume = {
  kind: 'box',
  centre: [0, 0, 0],
  axes: [TURNED_BOX.box.slice(3, 6), TURNED_BOX.box.slice(6, 9), TURNED_BOX.box.slice(9)].map(
    ([x = 0, y = 0, z = 0]) => [x, y, z] as const,
  ),
};

function sphere(radiusM: number, x = 0, y = 0, z = 0): BoundingVolume {
  return { kind: 'sphere', centre: [x, y, z], radiusM };
}

/** 0.02 radians each way about 0, 0 and no thickness: 128 km of a bulging surface. */
const region: BoundingVolume = {
  kind: 'region',
  west: -0.01,
  south: -0.01,
  east: 0.01,
  north: 0.01,
  lowM: 0,
  highM: 0,
};

const facts = { schema: null, isSchemaBroken: false, groups: 0 };

function pointAt(x: number, y: number, z: number) {
  return {
    primitives: [
      {
        place: 'a.glb',
        mode: 0,
        positions: Float64Array.of(x, y, z),
        indices: null,
        matrices: [IDENTITY],
        isInstanced: false,
        vertexFeatures: null,
        instanceFeatures: null,
        batchIds: null,
        table: null,
      },
    ],
    tables: [],
  };
}

describe('a volume in another', () => {
  it('a sphere of 14 m reaches out of a turned box of 10 m, though its ends along x, y and z do not', () => {
    // The ends are 14 m out at 45 degrees to the faces: 14 / sqrt(2) = 9.9 m towards each of them.
    expect(containment(sphere(14), turnedBox)).toBe('outside');
    expect(containment(sphere(10), turnedBox)).toBe('within');
    expect(containment(sphere(10.01), turnedBox)).toBe('outside');
    // 3 m along x are 3 / sqrt(2) = 2.121 m towards two faces.
    expect(containment(sphere(7.878, 3), turnedBox)).toBe('within');
    expect(containment(sphere(7.881, 3), turnedBox)).toBe('outside');
  });

  it('a sphere lies in a sphere when the way between their centres and its radius do: 3-4-5 and 5 make 10', () => {
    expect(containment(sphere(5, 3, 4), sphere(10))).toBe('within');
    expect(containment(sphere(5.01, 3, 4), sphere(10))).toBe('outside');
  });

  it('a sphere lies in no box without thickness, and a box lies where its corners do', () => {
    const flat: BoundingVolume = { ...turnedBox, axes: [...turnedBox.axes.slice(0, 2), [0, 0, 0]] };
    expect(containment(sphere(1), flat)).toBe('outside');
    expect(containment(flat, turnedBox)).toBe('within');
    // A corner lies sqrt(3) * 10 = 17.321 m from the middle.
    expect(containment(turnedBox, sphere(17.33))).toBe('within');
    expect(containment(turnedBox, sphere(17.31))).toBe('outside');
  });

  it('a region is not known to lie within 160 m of the edge of what holds its points', () => {
    // Points stand 0.01 radians apart each way: 2 * 0.01^2 / 8 * 6,400 km = 160 m between them. Slack is 1.3 m.
    const about = (m: number) => containment(region, sphere(6_378_137 + m));
    expect([about(165), about(150), about(1), about(-5)]).toEqual(['within', 'unknown', 'unknown', 'outside']);
  });

  it('a sphere on the Earth is never proven to lie in a region, and proven to reach out above it', () => {
    const thick: BoundingVolume = { ...region, lowM: -20, highM: 20 };
    expect(containment(sphere(15, 6_378_137), thick)).toBe('unknown');
    expect(containment(sphere(25, 6_378_137), thick)).toBe('outside');
    // 45 degrees east and as far north, up is along none of the axes.
    const aside: BoundingVolume = { ...thick, west: 0.77, east: 0.8, south: 0.77, north: 0.8 };
    const onEllipsoid = [3_194_419.145, 3_194_419.145, 4_487_348.409] as const;
    expect(containment(sphere(20.1, ...onEllipsoid), aside)).toBe('outside');
    expect(containment(sphere(19.9, ...onEllipsoid), aside)).toBe('unknown');
  });
});

describe('the content of a tile', () => {
  const findingsOf = (contentVolume: object, at: readonly [number, number, number]) => {
    const log = new FindingLog();
    const json = {
      boundingVolume: TURNED_BOX,
      geometricError: 0,
      refine: 'ADD',
      content: { uri: 'a.glb', boundingVolume: contentVolume },
    };
    const tile = walkTile(json, aboveRoot(0), facts, log, 'root');
    for (const { volume, alsoWithin } of tile?.contents ?? []) {
      checkInside(pointAt(...at), IDENTITY, volume, 'CONTENT_OUTSIDE_VOLUME', log);
      for (const each of alsoWithin) checkInside(pointAt(...at), IDENTITY, each, 'CONTENT_OUTSIDE_PARENT', log);
    }
    return log.findings.map(({ code, message }) => `${code} ${message}`);
  };

  it('is found 3.859 m outside of the turned box of its tile, though it lies in a sphere of its own', () => {
    // 9.8 m along x and as much along y are 9.8 * sqrt(2) = 13.859 m towards the face at 10 m.
    expect(findingsOf({ sphere: [0, 0, 0, 14] }, [9.8, 9.8, 0])).toEqual([
      'CONTENT_OUTSIDE_PARENT 1 vertices lie outside of the box, 3.859 m at most.',
    ]);
  });

  it('is clean where its sphere reaches out of the box of its tile and no vertex does', () => {
    expect(findingsOf({ sphere: [0, 0, 0, 14] }, [13.9, 0, 0])).toEqual([]);
  });
});
