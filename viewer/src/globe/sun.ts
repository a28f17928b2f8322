import {
  Cartesian3,
  Math as CesiumMath,
  Color,
  DirectionalLight,
  Matrix4,
  type Scene,
  Transforms,
} from '@cesium/engine';
import type { Theme } from '../state/view-state.ts';
import { type SunLook, sunLook } from './sun-look.ts';
import { type SunPosition, sunPosition, towardsSun } from './sun-position.ts';

/** The light of a scene: the sun by date and hour, a lamp at the camera below ground. */
export interface Sun {
  readonly position: SunPosition;
  readonly look: SunLook;
  set(theme: Theme, timeMs: number): void;
  /** How far under the camera is, 0 to 1: light comes from the camera there. */
  setUnderground(share: number): void;
  /** Through ground of glass pipes are looked for: no shadow falls on it. */
  setGlass(glass: boolean): void;
  /** Soft shadows near by, where the machine can; `sizePx` is the side of the shadow map. */
  setShadows(sizePx: number | null): void;
  destroy(): void;
}

/** At night a little light falls from high up, east, north, up. */
const MOON_FROM = new Cartesian3(-0.3, -0.25, 0.92);

/** Lower than this the sun's shadows are longer than the picture, degrees. */
const SHADOWS_ABOVE_DEG = 2.5;

/** Shadows reach this many times the camera's height above the ellipsoid, within these metres. */
const SHADOW_REACH = { perHeight: 3.2, leastM: 250, mostM: 4000 } as const;

/** Strength of the lamp at the camera. */
const LAMP_INTENSITY = 2.1;
const LAMP = Color.fromBytes(255, 244, 226);

export function sun(scene: Scene, [lon, lat]: readonly [number, number], theme: Theme, timeMs: number): Sun {
  const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(lon, lat));
  const light = new DirectionalLight({ direction: Cartesian3.UNIT_X });
  scene.light = light;
  let position = sunPosition(timeMs, lon, lat);
  let look = sunLook(theme, position.altitudeDeg);
  let under = 0;
  let glass = false;
  let shadowsPx: number | null = null;
  const fall = new Cartesian3();

  const apply = (): void => {
    const from =
      position.altitudeDeg > -4 ? Cartesian3.fromArray([...towardsSun(lifted(position))]) : Cartesian3.clone(MOON_FROM);
    Matrix4.multiplyByPointAsVector(frame, from, fall);
    Cartesian3.normalize(Cartesian3.negate(fall, fall), fall);
    const { shadowMap } = scene;
    const enabled = shadowsPx !== null && position.altitudeDeg > SHADOWS_ABOVE_DEG && under === 0 && !glass;
    if (shadowMap.enabled !== enabled) shadowMap.enabled = enabled;
    shadowMap.darkness = look.shadowDarkness;
    scene.requestRender();
  };
  const follow = (): void => {
    Cartesian3.lerp(fall, scene.camera.directionWC, under, light.direction);
    Cartesian3.normalize(light.direction, light.direction);
    const [red, green, blue] = look.light;
    light.color = Color.lerp(Color.fromBytes(red, green, blue), LAMP, under, light.color);
    light.intensity = CesiumMath.lerp(look.intensity, LAMP_INTENSITY, under);
    if (!scene.shadowMap.enabled) return;
    const height = Math.abs(scene.camera.positionCartographic.height);
    const reach = CesiumMath.clamp(height * SHADOW_REACH.perHeight, SHADOW_REACH.leastM, SHADOW_REACH.mostM);
    scene.shadowMap.maximumDistance = reach;
  };
  const remove = scene.preUpdate.addEventListener(follow);
  apply();

  return {
    get position() {
      return position;
    },
    get look() {
      return look;
    },
    set(nextTheme, nextTimeMs) {
      position = sunPosition(nextTimeMs, lon, lat);
      look = sunLook(nextTheme, position.altitudeDeg);
      apply();
    },
    setUnderground(share) {
      if (share === under) return;
      const wasUnder = under > 0;
      under = share;
      if (wasUnder !== under > 0) apply();
    },
    setGlass(next) {
      glass = next;
      apply();
    },
    setShadows(sizePx) {
      shadowsPx = sizePx;
      const { shadowMap } = scene;
      if (sizePx !== null) {
        shadowMap.size = sizePx;
        shadowMap.softShadows = true;
        shadowMap.fadingEnabled = true;
        shadowMap.normalOffset = true;
      }
      apply();
    },
    destroy: remove,
  };
}

/** The sun at the horizon lights nothing level: its light is taken from a little higher, the picture keeps its shape. */
function lifted(position: SunPosition): SunPosition {
  return { ...position, altitudeDeg: Math.max(position.altitudeDeg, 6) };
}
