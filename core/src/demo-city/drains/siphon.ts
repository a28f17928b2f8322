import { outerHeightM, type PipeMake } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge } from '../plan/street.ts';
import { type DrainNode, type DrainPipe, floorMm, planLengthM } from './drain-draft.ts';
import { designFlowM3s } from './drain-hydraulics.ts';
import type { LaidReach } from './drain-levels.ts';
import { SIPHON_BARRELS } from './drain-makes.ts';
import type { DrainSetting } from './drain-setting.ts';

/** Where the siphon's chambers stand along a stretch that crosses the river. */
export interface SiphonPlace {
  readonly edge: StreetEdge;
  /** Lengths along the street of the chambers and of the feet of the barrels, in the order of the street. */
  readonly chamberM: readonly [number, number];
  readonly footM: readonly [number, number];
}

/** Head that the water loses in it, metres: 120 m at 0.7 m/s with its entry, bends and exit. */
export const SIPHON_HEAD_M = 0.35;
/** From the river's axis to the foot of the barrels and on to the chamber, metres: the barrels slope down at 10 % or so. */
const FOOT_M = 30;
const LEG_M = 42;
const LEAST_LEG_M = 30;
/** The barrels' tops lie this deep under the bed (GB 50289-2016 4.1.8 wants 0.5 m, class VI and VII channels 1.0 m). */
const UNDER_BED_M = 1.2;
/** Each barrel lies this far from the line of the sewer, metres. */
const BESIDE_M = 1.1;
/** Velocity that keeps a siphon clean when one barrel runs alone, m/s. */
const CLEAN_M_PER_S = 1.2;
/** Barrels are of one piece between points no farther apart than this, metres. */
const PIECE_M = 60;

/** The crossing nearest to the sea that has room for chambers on both banks; `null` where none has. */
export function siphonPlace(setting: DrainSetting): SiphonPlace | null {
  const found = setting.plan.network.edges.flatMap((edge) => {
    const riverM = setting.riverAtM(edge);
    if (riverM === null || edge.street.lies.sewage === undefined) return [];
    const before = Math.min(LEG_M, riverM - edge.fromM - 8 - FOOT_M);
    const after = Math.min(LEG_M, edge.toM - riverM - 8 - FOOT_M);
    if (before < LEAST_LEG_M || after < LEAST_LEG_M) return [];
    const footM = [riverM - FOOT_M, riverM + FOOT_M] as const;
    const place: SiphonPlace = { edge, footM, chamberM: [footM[0] - before, footM[1] + after] };
    return [{ place, inlandM: setting.lines.centre(edge.street).at(riverM)[1] }];
  });
  return found.toSorted((a, b) => a.inlandM - b.inlandM)[0]?.place ?? null;
}

/** Two barrels side by side from the inlet chamber down, under the bed and up into the outlet chamber. */
export function siphonBarrels(laid: LaidReach, place: SiphonPlace, setting: DrainSetting): readonly DrainPipe[] {
  const { reach } = laid;
  const centre = setting.lines.centre(place.edge.street);
  const right = place.edge.street.lies.sewage ?? 0;
  const forward = centre.chainageOf(reach.up.at) < centre.chainageOf(reach.down.at);
  const [first, last] = forward ? place.footM : [place.footM[1], place.footM[0]];
  const make = barrelOf(designFlowM3s(laid.load));
  const outerM = outerHeightM(make);
  const wallM = make.wallMm / 1000;
  // Level of the inverts: at both chambers as the sewers', under the river below the deepest bed on the way.
  const lowM = floorMm(
    lowestGroundM(setting, centre.at(first, right), centre.at(last, right)) - UNDER_BED_M - outerM + wallM,
  );
  const pieces = Math.max(1, Math.ceil(Math.abs(last - first) / PIECE_M));
  return [-1, 1].flatMap((side) => {
    const points: DrainNode[] = [reach.up];
    for (let k = 0; k <= pieces; k++) {
      const at = centre.at(first + ((last - first) * k) / pieces, right + side * BESIDE_M);
      points.push(setting.nodes.make('sewage', 'bend', at, reach.street));
    }
    points.push(reach.down);
    return points.slice(1).map((to, i): DrainPipe => {
      const from = points[i] ?? reach.up;
      return {
        utility: 'sewage',
        use: 'main',
        from,
        to,
        make,
        lengthM: planLengthM(from, to),
        fromLevelM: from === reach.up ? laid.fromLevelM : lowM,
        toLevelM: to === reach.down ? floorMm(laid.toLevelM) : lowM,
        street: reach.street,
        builtYear: reach.builtYear,
        abandoned: false,
        isPressed: true,
      };
    });
  });
}

function barrelOf(flowM3s: number): PipeMake {
  const areaM2 = flowM3s / CLEAN_M_PER_S;
  const found =
    SIPHON_BARRELS.find((make) => (Math.PI * (make.widthMm / 1000) ** 2) / 4 >= areaM2) ?? SIPHON_BARRELS.at(-1);
  if (!found) throw new RangeError('siphon: wanted at least one size of barrel, got none');
  return found;
}

function lowestGroundM({ site }: DrainSetting, a: PlanPoint, b: PlanPoint): number {
  const steps = Math.max(1, Math.ceil(distance(a, b) / 2));
  let lowest = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= steps; k++) {
    const at: PlanPoint = [a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps];
    lowest = Math.min(lowest, site.groundLevelM(at));
  }
  return lowest;
}
