import type { Camera, Scene } from '@cesium/engine';
import { cssColour, mix, type ScenePalette } from './palette.ts';

/** Sky above the horizon and earth below it, painted behind the transparent canvas. */
export interface Backdrop {
  setPalette(palette: ScenePalette): void;
  /** How far the camera is below the ground: 0 above it, 1 when fully under. */
  setUnderground(share: number): void;
  /** How much of the earth shows through the ground, 0 to 1. */
  setSeeThrough(share: number): void;
  destroy(): void;
}

/** A gradient that keeps to the horizon of the camera; it costs the graphics card nothing and looks the same anywhere. */
export function backdrop(element: HTMLElement, scene: Scene, initial: ScenePalette): Backdrop {
  let palette = initial;
  let underground = 0;
  let seeThrough = 0;
  let painted = '';
  const paint = (): void => {
    const horizon = Math.round(Math.max(-60, Math.min(160, horizonPercent(scene.camera))));
    const under = underground;
    const top = mix(palette.zenith, palette.earthTop, under);
    const foot = mix(palette.haze, palette.earthTop, under);
    const throughTop = mix(palette.haze, palette.throughTop, seeThrough);
    const throughDeep = mix(palette.haze, palette.throughDeep, seeThrough);
    const below = mix(throughTop, palette.earthTop, under);
    const deep = mix(throughDeep, palette.earthDeep, under);
    const image = `linear-gradient(to bottom, ${cssColour(top)} ${horizon - 70}%, ${cssColour(foot)} ${horizon}%, ${cssColour(mix(foot, below, 0.35))} ${horizon + 4}%, ${cssColour(below)} ${horizon + 22}%, ${cssColour(deep)} ${horizon + 75}%)`;
    if (image === painted) return;
    painted = image;
    element.style.backgroundImage = image;
  };
  const remove = scene.preRender.addEventListener(paint);
  paint();
  return {
    setPalette(next) {
      palette = next;
      scene.requestRender();
    },
    setUnderground(share) {
      underground = share;
    },
    setSeeThrough(share) {
      seeThrough = share;
      scene.requestRender();
    },
    destroy: remove,
  };
}

/** Where the horizon lies on screen, percent from the top, by the pitch of the camera alone. */
function horizonPercent(camera: Camera): number {
  const { frustum } = camera;
  const fovy = 'fovy' in frustum && typeof frustum.fovy === 'number' ? frustum.fovy : 1;
  return 50 * (1 + Math.tan(Math.max(-1.5, Math.min(1.5, camera.pitch))) / Math.tan(fovy / 2));
}
