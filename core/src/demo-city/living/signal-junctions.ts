import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import type { Street, StreetVertex } from '../plan/street.ts';

/** A junction with traffic signals. */
export interface SignalJunction {
  /** `XH001`. */
  readonly id: string;
  readonly vertex: StreetVertex;
  readonly streets: readonly [Street, Street];
  /** Where its masts stand: on the kerbs' corners. */
  readonly corners: readonly PlanPoint[];
}

/** Behind the kerb, metres. */
const MAST_FROM_KERB_M = 1.2;

/** Junctions of a main street with another that is more than a local one, in the order of the plan's vertices. */
export function junctionsWithSignals({ network }: DistrictPlan): readonly SignalJunction[] {
  return network.vertices
    .flatMap((vertex): SignalJunction[] => {
      const main = vertex.streets
        .map(({ street }) => street)
        .filter(({ kind }) => kind === 'arterial' || kind === 'collector');
      const [first, second] = main;
      if (!first || !second || first === second || !main.some(({ kind }) => kind === 'arterial')) return [];
      return [{ id: '', vertex, streets: [first, second], corners: cornersOf(vertex.at, first, second) }];
    })
    .map((junction, i) => ({ ...junction, id: `XH${String(i + 1).padStart(3, '0')}` }));
}

function cornersOf([x, y]: PlanPoint, first: Street, second: Street): readonly PlanPoint[] {
  const [a, b] = [directionAt(first, [x, y]), directionAt(second, [x, y])];
  const along = second.kerbM + MAST_FROM_KERB_M;
  const across = first.kerbM + MAST_FROM_KERB_M;
  return [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ].map(
    ([s = 1, t = 1]): PlanPoint => [x + a[0] * along * s + b[0] * across * t, y + a[1] * along * s + b[1] * across * t],
  );
}

/** Unit vector along a street near a place. */
export function directionAt({ centreline }: Street, [x, y]: PlanPoint): PlanPoint {
  let best: PlanPoint = [1, 0];
  let least = Number.POSITIVE_INFINITY;
  let a = centreline[0];
  for (const b of centreline.slice(1)) {
    if (!a) break;
    const apart = Math.hypot((a[0] + b[0]) / 2 - x, (a[1] + b[1]) / 2 - y);
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (apart < least && length > 0) {
      least = apart;
      best = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    }
    a = b;
  }
  return best;
}
