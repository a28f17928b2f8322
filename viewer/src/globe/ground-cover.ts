import { Cartesian3, Color, NearFarScalar, type Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { DiveState } from './dive.ts';
import type { ScenePalette } from './palette.ts';

/** The ground as something that can be made see-through and dived under. */
export interface GroundCover {
  /** 1 is solid ground, 0 is none. */
  setOpacity(opacity: number): void;
  setPalette(palette: ScenePalette): void;
  destroy(): void;
}

/** At this opacity and above the ground is solid: nothing below it is drawn, and the camera stays above it. */
export const SOLID_FROM = 0.99;

/** How deep the camera may go below the lowest ground, metres, and how near the ground it may come from above. */
const FLOOR_BELOW_M = 120;
const CLEAR_ABOVE_M = 1;

/** Depth over which the backdrop turns from air to earth, metres: done before the pipes are reached. */
const DIVE_M = 0.8;

/** On a passage the ground before the camera begins to fade at this height above it, metres. */
const FADE_FROM_M = 120;

/**
 * `onDepth` is told before each frame how far under the camera is, 0 to 1, how deep in metres, and how much of the ground
 * before it has opened; `stateOf` answers where the camera is said to be.
 */
export function groundCover(
  scene: Scene,
  ground: GroundSurface,
  geoidOffsetM: number,
  stateOf: () => DiveState,
  onDepth: (share: number, depthM: number, opened: number) => void,
): GroundCover {
  const { globe, camera } = scene;
  let opacity = 1;
  const radiusM = reachOf(ground);

  const follow = (): void => {
    const { longitude, latitude, height } = camera.positionCartographic;
    const levelM = ground.levelAt((longitude * 180) / Math.PI, (latitude * 180) / Math.PI) + geoidOffsetM;
    const aboveM = height - levelM;
    onDepth(Math.max(0, Math.min(1, -aboveM / DIVE_M)), -aboveM, 1 - closed(aboveM));
    hold(aboveM, levelM, longitude, latitude);
    fade(aboveM);
  };
  const fade = (aboveM: number): void => {
    const state = stateOf();
    const solid = state === 'above' && opacity >= SOLID_FROM;
    globe.show = state !== 'above' || opacity > 0.01;
    globe.translucency.enabled = !solid;
    if (solid) return;
    const away = Math.abs(aboveM);
    const near = state === 'above' ? radiusM * 1.5 + away * 2 : 8 + away * 2;
    const far = state === 'above' ? near * 3 : near * 4 + 200;
    // Near ground is see-through, far ground closes to the haze, so that the horizon stays calm.
    globe.translucency.frontFaceAlphaByDistance = new NearFarScalar(
      near,
      opacity * closed(aboveM),
      far,
      // From below only the underside is left: the top of a hillside farther down would stand as a white band.
      state === 'above' ? Math.max(opacity, 0.96) : Math.max(opacity, 0.6) * closed(aboveM),
    );
  };
  /** On the way through it the ground opens before the camera; what is farther off stays. */
  const closed = (aboveM: number): number =>
    stateOf() === 'above' ? 1 : Math.max(0, Math.min(1, aboveM / FADE_FROM_M));
  const hold = (aboveM: number, levelM: number, longitude: number, latitude: number): void => {
    const floorM = ground.minLevelM + geoidOffsetM - FLOOR_BELOW_M;
    const height = levelM + aboveM;
    const blocks = stateOf() === 'above' && opacity >= SOLID_FROM;
    const least = blocks ? levelM + CLEAR_ABOVE_M : floorM;
    if (height >= least) return;
    const { heading, pitch } = camera;
    camera.setView({
      destination: Cartesian3.fromRadians(longitude, latitude, least),
      orientation: { heading, pitch, roll: 0 },
    });
  };
  const remove = scene.preUpdate.addEventListener(follow);
  // From below there is no ceiling: the engine leaves the map on the underside of the ground, and a band as light as day
  // stood in the earth wherever the ground falls away.
  globe.translucency.backFaceAlpha = 0;

  return {
    setOpacity(next) {
      opacity = Math.max(0, Math.min(1, next));
      scene.requestRender();
    },
    setPalette(palette) {
      const [red, green, blue] = palette.haze;
      globe.baseColor = Color.fromBytes(red, green, blue);
    },
    destroy: remove,
  };
}

/** Half of the ground's diagonal, metres. */
function reachOf({ bbox: [west, south, east, north] }: GroundSurface): number {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return Math.max(100, (Math.hypot((east - west) * shrink, north - south) * 111_320) / 2);
}
