import type { CameraWorld } from './camera-world.ts';
import type { PlacedCamera } from './placed-camera.ts';
import { isInBlock, type SightBlock } from './sight-blocks.ts';

/** A lens deeper than this within a footprint is no lens on its wall, metres. */
export const ON_WALL_M = 1;

/** Where a camera's lens is, or why that is not known. */
export type CameraEye =
  | { readonly ok: true; readonly x: number; readonly y: number; readonly levelM: number }
  | { readonly ok: false; readonly why: 'heightUnknown' | 'insideBuilding' };

/**
 * The lens by its own level, or else by its height over the ground. Not known without either; nor where it would be in
 * the ground or within a building's walls, when one of the two is misplaced.
 */
export function cameraEye(camera: PlacedCamera, world: CameraWorld): CameraEye {
  const { x, y } = camera;
  const groundM = world.groundLevelM(x, y);
  const levelM = camera.levelM ?? (camera.heightM === null || groundM === null ? null : groundM + camera.heightM);
  if (levelM === null || !Number.isFinite(levelM)) return { ok: false, why: 'heightUnknown' };
  if (groundM !== null && levelM <= groundM) return { ok: false, why: 'heightUnknown' };
  let isWithin = false;
  world.blocks.search(x, y, x, y, (block) => {
    // Of a building of unknown height it is not known whether the lens is within it or on its roof.
    isWithin = levelM < block.highTopM && isInBlock(block, x, y) && depthWithinM(block, x, y) > ON_WALL_M;
    return isWithin;
  });
  return isWithin ? { ok: false, why: 'insideBuilding' } : { ok: true, x, y, levelM };
}

/** Distance to the nearest wall, metres. */
function depthWithinM({ rings }: SightBlock, x: number, y: number): number {
  let leastM = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    const n = ring.length;
    for (let i = 0; i < n; i += 2) {
      const ax = ring[i] ?? 0;
      const ay = ring[i + 1] ?? 0;
      const dx = (ring[(i + 2) % n] ?? 0) - ax;
      const dy = (ring[(i + 3) % n] ?? 0) - ay;
      const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.max(0, Math.min(1, along));
      leastM = Math.min(leastM, Math.hypot(x - ax - dx * t, y - ay - dy * t));
    }
  }
  return leastM;
}
