import type { Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Ray3 } from '../geometry/ray-ground.ts';
import type { Dive } from './dive.ts';
import { type DiveAim, diveAim } from './dive-aim.ts';
import type { ConduitsById } from './in-sight.ts';
import { pickMiddleConduit } from './pick-visible.ts';

/** A server that has not said by then where the conduit lies is not waited for, milliseconds. */
const PATIENCE_MS = 900;

export interface DiveToOptions {
  readonly scene: Scene;
  readonly dive: Dive;
  /** Through the middle of the picture. */
  readonly ray: Ray3 | null;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly conduits: ConduitsById;
}

/** Dives to the conduit nearest to the middle of the picture; where there is none, to the ground there. */
export async function diveTo(options: DiveToOptions): Promise<void> {
  options.dive.down(await aimOf(options));
}

async function aimOf({ scene, ray, ground, geoidOffsetM, conduits }: DiveToOptions): Promise<DiveAim | null> {
  const id = ray === null ? null : pickMiddleConduit(scene);
  if (ray === null || id === null) return null;
  try {
    const [link] = await conduits([id], AbortSignal.timeout(PATIENCE_MS));
    return link === undefined ? null : diveAim(link, ray, ground, geoidOffsetM);
  } catch {
    return null;
  }
}
