import type { Scene } from '@cesium/engine';

/** False once the graphics card has let go of the view: its buffer has no size then, and picking in it throws. */
export function canPick({ drawingBufferWidth, drawingBufferHeight }: Scene): boolean {
  return drawingBufferWidth > 0 && drawingBufferHeight > 0;
}
