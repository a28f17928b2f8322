import { type Cartesian2, Cesium3DTileFeature, type Scene } from '@cesium/engine';
import type { Picked } from './automation.ts';

/** A pipe far away is a pixel wide: this many pixels about the pointer are looked through, nearest first. */
const TOLERANCE_PX = 9;

/** The network feature under a pixel of the canvas. Its depth is never taken from the screen. */
export function pickFeature(scene: Scene, position: Cartesian2): Picked | null {
  const picked: unknown = scene.pick(position, TOLERANCE_PX, TOLERANCE_PX);
  if (!(picked instanceof Cesium3DTileFeature)) return null;
  const id = text(picked, 'id');
  return id === null ? null : { id, utility: text(picked, 'utility'), kind: text(picked, 'kind') };
}

function text(feature: Cesium3DTileFeature, name: string): string | null {
  const value: unknown = feature.getProperty(name);
  return typeof value === 'string' ? value : null;
}
