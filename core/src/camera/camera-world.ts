import type { GroundSampler } from '../pit/pit-ground.ts';
import type { SightBlocks } from './sight-blocks.ts';

/** What may stand between a camera and what it looks at: the ground and buildings. Trees, walls and vehicles are not known. */
export interface CameraWorld {
  /** Level of the ground at a place of the plane, metres above the datum; null where it is unknown. */
  readonly groundLevelM: GroundSampler;
  readonly blocks: SightBlocks;
  /**
   * Whether the buildings about a place are known. Where no map of buildings reaches, that none is in the way means
   * nothing.
   */
  readonly knowsBuildings: (x: number, y: number) => boolean;
}
