import type { PitSolid } from '../pit/pit-solid.ts';
import { asideOf, type SectionPlane, stationOf } from './section-plane.ts';

/** A stretch of a line in the section: station and level of both ends, metres. */
export type SectionLine = readonly [fromM: number, fromLevelM: number, toM: number, toLevelM: number];

/** A pit cut by a section. */
export interface PitSection {
  readonly floorLevelM: number;
  readonly floor: readonly SectionLine[];
  /** Walls from the floor up to the ground. */
  readonly walls: readonly SectionLine[];
  /** Sheet piles or other supports under the floor's edges, from the floor's level down to their foot. */
  readonly supports: readonly SectionLine[];
}

/** Where the plane passes through a pit's floor and walls; nothing where it misses them. */
export function pitSection(solid: PitSolid, supportFootM: number | null, plane: SectionPlane): PitSection {
  const { floor, rim, floorLevelM } = solid.pit;
  const n = floor.length / 2;
  const floorRing: number[] = [];
  for (let i = 0; i < n; i++) floorRing.push(floor[i * 2] ?? 0, floor[i * 2 + 1] ?? 0, floorLevelM);
  const floorLines = ringCut(floorRing, plane);
  const walls: SectionLine[] = [];
  const count = rim.levelsM.length;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const ring = [
      floor[i * 2] ?? 0,
      floor[i * 2 + 1] ?? 0,
      floorLevelM,
      floor[j * 2] ?? 0,
      floor[j * 2 + 1] ?? 0,
      floorLevelM,
    ];
    const from = rim.starts[i] ?? 0;
    const to = i === n - 1 ? count : (rim.starts[j] ?? 0);
    for (let k = to; k >= from; k--) {
      const p = k % count;
      ring.push(rim.outline[p * 2] ?? 0, rim.outline[p * 2 + 1] ?? 0, rim.levelsM[p] ?? 0);
    }
    walls.push(...ringCut(ring, plane));
  }
  const supports: SectionLine[] =
    supportFootM === null || supportFootM >= floorLevelM
      ? []
      : floorLines.flatMap(([from, , to]): SectionLine[] => [
          [from, floorLevelM, from, supportFootM],
          [to, floorLevelM, to, supportFootM],
        ]);
  walls.sort((a, b) => a[0] - b[0] || a[2] - b[2]);
  return { floorLevelM, floor: floorLines, walls, supports };
}

/** Stretches in which a plane passes through a flat ring in space (x, y, z), by pairs of its crossings. */
function ringCut(ring: readonly number[], plane: SectionPlane): readonly SectionLine[] {
  const hits: (readonly [number, number])[] = [];
  const n = ring.length;
  const at = (i: number) => ring[i % n] ?? 0;
  for (let i = 0; i < n; i += 3) {
    const p = asideOf(plane, at(i), at(i + 1));
    const q = asideOf(plane, at(i + 3), at(i + 4));
    if (p >= 0 === q >= 0) continue;
    const share = p / (p - q);
    const mix = (c: number) => at(i + c) * (1 - share) + at(i + 3 + c) * share;
    hits.push([stationOf(plane, mix(0), mix(1)), mix(2)]);
  }
  hits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const lines: SectionLine[] = [];
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const [a, b] = [hits[i], hits[i + 1]];
    if (a !== undefined && b !== undefined) lines.push([a[0], a[1], b[0], b[1]]);
  }
  return lines;
}
