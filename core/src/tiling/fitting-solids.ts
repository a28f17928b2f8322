import type { NodeForm } from '../model/network-node.ts';
import type { SolidSink } from './solid-sink.ts';
import type { Look } from './tile-materials.ts';

/** Where a fitting sits on its conduit, metres in the frame of the tile; `turn` as of what stands at the ground. */
export interface FittingPlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly turn: number;
}

/** Shares of the radius of the body: the neck of a valve and the wheel on it, the counter of a meter. Conventions of the drawing. */
const VALVE = { neckRadius: 0.35, neckFrom: 0.8, wheelFrom: 1.7, wheelTo: 1.9, wheelRadius: 0.95 } as const;
const METER = { halfAlong: 1.5, halfAcross: 0.75, half: 0.75, dialRadius: 0.6, dialTo: 1.25 } as const;

/**
 * Adds what sits on a conduit at a node: a valve with its neck and hand wheel, a meter with its counter, and a ball for any
 * other. What would stand out of the ground (at `ground`, null where that is unknown) is left out.
 */
export function addFitting(
  form: NodeForm | null,
  { x, y, z, turn }: FittingPlace,
  radiusM: number,
  ground: number | null,
  look: Look,
  sink: SolidSink,
): void {
  const isBelow = (share: number) => ground === null || z + share * radiusM < ground;
  const column = (from: number, to: number, radius: number) =>
    sink.column(look, { x, y, bottom: z + from * radiusM, top: z + to * radiusM, radiusM: radius * radiusM });
  if (form === 'meter') {
    const { halfAlong, halfAcross, half, dialRadius, dialTo } = METER;
    const sides = { halfAlongM: halfAlong * radiusM, halfAcrossM: halfAcross * radiusM };
    sink.box(look, { x, y, turn, bottom: z - half * radiusM, top: z + half * radiusM, ...sides });
    if (isBelow(dialTo)) column(half, dialTo, dialRadius);
    return;
  }
  sink.ball(look, x, y, z, radiusM);
  if (form !== 'valve' || !isBelow(VALVE.wheelTo)) return;
  column(VALVE.neckFrom, VALVE.wheelFrom, VALVE.neckRadius);
  column(VALVE.wheelFrom, VALVE.wheelTo, VALVE.wheelRadius);
}
