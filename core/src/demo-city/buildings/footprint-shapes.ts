import type { PlanPoint } from '../place/plan-geometry.ts';
import type { PlanRing } from '../plan/district-plan.ts';
import { turned } from '../plan/ring-geometry.ts';

/*
 * Plans about the origin, their length along x and the south side at low y: the outer ring anticlockwise, then
 * courtyards. Metres.
 */

export type Plan = readonly PlanRing[];

export function box(lengthM: number, depthM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  return [
    [-x, -y],
    [x, -y],
    [x, y],
    [-x, y],
  ];
}

/** A slab whose units stand forward in turn: recesses of `recessM` between them on both long sides. */
export function notchedSlab(lengthM: number, depthM: number, units: number, recessM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  const wide = lengthM / units;
  const slot = Math.min(3.2, wide / 4);
  const south: PlanPoint[] = [[-x, -y]];
  for (let i = 1; i < units; i++) {
    const at = -x + i * wide;
    south.push([at - slot, -y], [at - slot, -y + recessM], [at + slot, -y + recessM], [at + slot, -y]);
  }
  south.push([x, -y]);
  return [...south, ...south.map(([px, py]): PlanPoint => [-px, -py])];
}

/** Units shifted against each other, each by `stepM` further north. */
export function steppedSlab(lengthM: number, depthM: number, units: number, stepM: number): PlanRing {
  const wide = lengthM / units;
  const south: PlanPoint[] = [];
  const north: PlanPoint[] = [];
  for (let i = 0; i < units; i++) {
    const y = (i - (units - 1) / 2) * stepM;
    const x0 = -lengthM / 2 + i * wide;
    south.push([x0, y - depthM / 2], [x0 + wide, y - depthM / 2]);
    north.push([x0, y + depthM / 2], [x0 + wide, y + depthM / 2]);
  }
  return [...south, ...north.toReversed()];
}

/** One wing along the south side, one up the west side. */
export function angle(lengthM: number, depthM: number, wingM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  return [
    [-x, -y],
    [x, -y],
    [x, -y + wingM],
    [-x + wingM, -y + wingM],
    [-x + wingM, y],
    [-x, y],
  ];
}

/** A wing along the north side with `arms` (two or more) to the south: a U, an E, a comb. */
export function comb(lengthM: number, depthM: number, wingM: number, arms: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  const pitch = (lengthM - wingM) / (arms - 1);
  const ring: PlanPoint[] = [];
  for (let i = 0; i < arms; i++) {
    const x0 = -x + i * pitch;
    if (i > 0) ring.push([x0, y - wingM]);
    ring.push([x0, -y], [x0 + wingM, -y]);
    if (i < arms - 1) ring.push([x0 + wingM, y - wingM]);
  }
  ring.push([x, y], [-x, y]);
  return ring;
}

/** Two wings across with a bar between their middles: an H or a bone. */
export function bone(lengthM: number, depthM: number, wingM: number, barM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  const [w, b] = [x - wingM, barM / 2];
  return [
    [-x, -y],
    [-w, -y],
    [-w, -b],
    [w, -b],
    [w, -y],
    [x, -y],
    [x, y],
    [w, y],
    [w, b],
    [-w, b],
    [-w, y],
    [-x, y],
  ];
}

/** A bar along the north with a stem to the south. */
export function tee(lengthM: number, depthM: number, wingM: number): PlanRing {
  const [x, y, w] = [lengthM / 2, depthM / 2, wingM / 2];
  return [
    [-w, -y],
    [w, -y],
    [w, y - wingM],
    [x, y - wingM],
    [x, y],
    [-x, y],
    [-x, y - wingM],
    [-w, y - wingM],
  ];
}

/** A point block with notched corners, as they are built for light on three sides. */
export function notchedPoint(lengthM: number, depthM: number, notchM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  const [v, w] = [x - notchM, y - notchM];
  return [
    [-v, -y],
    [v, -y],
    [v, -w],
    [x, -w],
    [x, w],
    [v, w],
    [v, y],
    [-v, y],
    [-v, w],
    [-x, w],
    [-x, -w],
    [-v, -w],
  ];
}

/** Three wings of a length from the middle, 120 degrees apart, one to the north. */
export function star(reachM: number, wingM: number): PlanRing {
  const w = wingM / 2;
  // Neighbouring wings meet where their sides cross: w / tan(60 degrees) from the middle along each.
  const inner = w / Math.sqrt(3);
  const wing: PlanRing = [
    [w, inner],
    [w, reachM],
    [-w, reachM],
  ];
  return [0, 1, 2].flatMap((i) => turned(wing, [0, 0], (i * 2 * Math.PI) / 3));
}

/** A regular polygon about a circle's middle: tanks, silos, pavilions. */
export function round(diameterM: number, sides: number): PlanRing {
  return Array.from({ length: sides }, (_, i) => {
    const angleRad = (2 * Math.PI * (i + 0.5)) / sides;
    return [(diameterM / 2) * Math.cos(angleRad), (diameterM / 2) * Math.sin(angleRad)] as const;
  });
}

/** Four wings about a courtyard. */
export function courtyard(lengthM: number, depthM: number, wingM: number): Plan {
  return [box(lengthM, depthM), box(lengthM - 2 * wingM, depthM - 2 * wingM)];
}

/** A hall with an arched front, in chords: stations and gymnasiums. */
export function bowed(lengthM: number, depthM: number, bowM: number): PlanRing {
  const [x, y] = [lengthM / 2, depthM / 2];
  const front = [0.75, 0.5, 0.25, 0, -0.25, -0.5, -0.75].map(
    (share): PlanPoint => [-x * share, -y - bowM * (1 - share * share)],
  );
  return [[-x, -y], ...front, [x, -y], [x, y], [-x, y]];
}
