import type { Camera, Scene } from '@cesium/engine';
import { cssColour, mix, type Rgb, type ScenePalette } from './palette.ts';
import type { SunLook } from './sun-look.ts';
import type { SunPosition } from './sun-position.ts';

/** Sky above the horizon and earth below it, painted behind the transparent canvas. */
export interface Backdrop {
  setPalette(palette: ScenePalette): void;
  setSun(position: SunPosition, glow: SunLook['glow']): void;
  /**
   * How far the camera is below the ground (0 above it, 1 when fully under), and how much of the ground before it has
   * opened on the way down: then earth shows in it before one is there.
   */
  setUnderground(share: number, opened: number): void;
  /** How much of the earth shows through the ground, 0 to 1. */
  setSeeThrough(share: number): void;
  destroy(): void;
}

/** A gradient that keeps to the horizon of the camera; it costs the graphics card nothing and looks the same anywhere. */
export function backdrop(element: HTMLElement, scene: Scene, initial: ScenePalette): Backdrop {
  let palette = initial;
  let sun: SunPosition = { azimuthDeg: 180, altitudeDeg: 45 };
  let glow: SunLook['glow'] = null;
  let underground = 0;
  let opening = 0;
  let seeThrough = 0;
  let painted = '';
  const paint = (): void => {
    const image = [...glowImage(scene.camera, sun, glow, 1 - underground), groundAndSky()].join(', ');
    if (image === painted) return;
    painted = image;
    element.style.backgroundImage = image;
  };
  const groundAndSky = (): string => {
    const horizon = Math.round(Math.max(-60, Math.min(160, horizonPercent(scene.camera))) * 5) / 5;
    const under = underground;
    const { earthTop, earthDeep } = palette;
    const top = mix(palette.zenith, mix(earthTop, earthDeep, 0.12), under);
    const foot = mix(palette.haze, mix(earthTop, earthDeep, 0.3), under);
    const below = mix(mix(palette.haze, palette.throughTop, seeThrough), mix(earthTop, earthDeep, 0.42), opening);
    const deep = mix(mix(palette.haze, palette.throughDeep, seeThrough), earthDeep, opening);
    const stops: readonly (readonly [Rgb, number])[] = [
      [top, -70],
      [mix(top, foot, 0.62), -26],
      [foot, 0],
      [mix(foot, below, 0.35), 4],
      [below, 22],
      [deep, 75],
    ];
    return `linear-gradient(to bottom, ${stops.map(([tone, at]) => `${cssColour(tone)} ${(horizon + at).toFixed(1)}%`).join(', ')})`;
  };
  const remove = scene.preRender.addEventListener(paint);
  paint();
  return {
    setPalette(next) {
      palette = next;
      scene.requestRender();
    },
    setSun(position, nextGlow) {
      sun = position;
      glow = nextGlow;
      scene.requestRender();
    },
    setUnderground(share, opened) {
      underground = share;
      opening = Math.max(share, opened);
    },
    setSeeThrough(share) {
      seeThrough = share;
      scene.requestRender();
    },
    destroy: remove,
  };
}

/** The brighter sky about the sun, where it stands before the camera. */
function glowImage(camera: Camera, sun: SunPosition, glow: SunLook['glow'], share: number): readonly string[] {
  if (glow === null || share <= 0) return [];
  const aside = (sun.azimuthDeg * Math.PI) / 180 - camera.heading;
  const ahead = Math.cos(aside);
  if (ahead < 0.1) return [];
  const { fovy, aspect } = lens(camera);
  const x = 50 * (1 + Math.tan(aside) / (Math.tan(fovy / 2) * aspect));
  const up = (Math.max(sun.altitudeDeg, 0) * Math.PI) / 180;
  const y = horizonPercent(camera) - (50 * Math.tan(Math.min(up, 1.2))) / Math.tan(fovy / 2);
  if (x < -80 || x > 180 || y < -140) return [];
  const [red, green, blue] = glow.colour;
  const alpha = (glow.strength * share * ahead).toFixed(3);
  const tone = (part: number): string =>
    `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${(Number(alpha) * part).toFixed(3)})`;
  return [
    `radial-gradient(60% 75% at ${x.toFixed(1)}% ${y.toFixed(1)}%, ${tone(1)}, ${tone(0.4)} 35%, ${tone(0)} 100%)`,
  ];
}

/** Where the horizon lies on screen, percent from the top, by the pitch of the camera alone. */
function horizonPercent(camera: Camera): number {
  return 50 * (1 + Math.tan(Math.max(-1.5, Math.min(1.5, camera.pitch))) / Math.tan(lens(camera).fovy / 2));
}

function lens({ frustum }: Camera): { readonly fovy: number; readonly aspect: number } {
  const fovy = 'fovy' in frustum && typeof frustum.fovy === 'number' ? frustum.fovy : 1;
  const aspect = 'aspectRatio' in frustum && typeof frustum.aspectRatio === 'number' ? frustum.aspectRatio : 1.6;
  return { fovy, aspect };
}
