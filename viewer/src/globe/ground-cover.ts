import { Cartesian3, Color, NearFarScalar, type Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { ScenePalette } from './palette.ts';

/** The ground as something that can be made see-through and dived under. */
export interface GroundCover {
  /** 1 is solid ground, 0 is none. */
  setOpacity(opacity: number): void;
  setPalette(palette: ScenePalette): void;
  destroy(): void;
}

/** At this opacity and above the ground is solid: nothing below it is drawn, and the camera stays above it. */
const SOLID_FROM = 0.99;

/** How deep the camera may go below the lowest ground, metres, and how near the ground it may come from above. */
const FLOOR_BELOW_M = 120;
const CLEAR_ABOVE_M = 1;

/** Depth over which the backdrop turns from air to earth, metres. */
const DIVE_M = 6;

/** `onDive` is told before each frame how far under the camera is, 0 to 1. */
export function groundCover(
  scene: Scene,
  ground: GroundSurface,
  geoidOffsetM: number,
  onDive: (share: number) => void,
): GroundCover {
  const { globe, camera } = scene;
  let opacity = 1;
  const radiusM = reachOf(ground);

  const follow = (): void => {
    const { longitude, latitude, height } = camera.positionCartographic;
    const levelM = ground.levelAt((longitude * 180) / Math.PI, (latitude * 180) / Math.PI) + geoidOffsetM;
    const aboveM = height - levelM;
    onDive(Math.max(0, Math.min(1, -aboveM / DIVE_M)));
    hold(aboveM, levelM, longitude, latitude);
    if (opacity >= SOLID_FROM) return;
    // Near ground is see-through, far ground closes to the haze, so that the horizon stays calm.
    const away = Math.abs(aboveM);
    const near = radiusM * 1.5 + away * 2;
    const scalar = new NearFarScalar(near, opacity, near * 3, Math.max(opacity, 0.96));
    globe.translucency.frontFaceAlphaByDistance = scalar;
    globe.translucency.backFaceAlphaByDistance = new NearFarScalar(radiusM, opacity * 0.6, radiusM * 4, opacity * 0.6);
  };
  const hold = (aboveM: number, levelM: number, longitude: number, latitude: number): void => {
    const floorM = ground.minLevelM + geoidOffsetM - FLOOR_BELOW_M;
    const height = levelM + aboveM;
    const least = opacity >= SOLID_FROM ? levelM + CLEAR_ABOVE_M : floorM;
    if (height >= least) return;
    const { heading, pitch } = camera;
    camera.setView({
      destination: Cartesian3.fromRadians(longitude, latitude, least),
      orientation: { heading, pitch, roll: 0 },
    });
  };
  const remove = scene.preUpdate.addEventListener(follow);
  globe.undergroundColorAlphaByDistance = new NearFarScalar(1, 0.75, 4000, 1);

  return {
    setOpacity(next) {
      opacity = Math.max(0, Math.min(1, next));
      const solid = opacity >= SOLID_FROM;
      globe.show = opacity > 0.01;
      globe.translucency.enabled = !solid;
      scene.requestRender();
    },
    setPalette(palette) {
      const [red, green, blue] = palette.haze;
      globe.baseColor = Color.fromBytes(red, green, blue);
      const [earthRed, earthGreen, earthBlue] = palette.earthTop;
      globe.undergroundColor = Color.fromBytes(earthRed, earthGreen, earthBlue);
    },
    destroy: remove,
  };
}

/** Half of the ground's diagonal, metres. */
function reachOf({ bbox: [west, south, east, north] }: GroundSurface): number {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return Math.max(100, (Math.hypot((east - west) * shrink, north - south) * 111_320) / 2);
}
