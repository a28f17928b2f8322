import type { Scene } from '@cesium/engine';

/** Pixels of error that are added far away, and how soon: 0.7 px at 300 m, 2.5 px at 700 m for a level look at the street. */
const FACTOR_PX = 4;
const DENSITY = 0.006;

/**
 * Lets tiles be coarser towards the horizon, where a street view would ask for hundreds of them; nothing of it is seen.
 *
 * `scale` is by how much the picture is drawn coarser than a whole frame. The engine takes errors of tiles in CSS pixels, but
 * what it adds afar in pixels of the drawing buffer: without the scale a draft would take other tiles than the whole frame
 * after it, and the two would drive each other round for ever.
 */
export function setCoarserAfar(scene: Scene, scale: number): void {
  Object.assign(scene.fog, {
    enabled: true,
    renderable: false,
    density: DENSITY,
    screenSpaceErrorFactor: FACTOR_PX * scale,
  });
}
