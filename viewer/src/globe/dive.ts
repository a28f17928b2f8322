import type { Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { GroundHit } from '../geometry/ray-ground.ts';
import type { CameraPlace } from '../state/view-state.ts';
import { cameraPlace, setCameraPlace } from './camera-place.ts';
import { type DiveAim, obliqueHeading } from './dive-aim.ts';
import { diveEnd, divePlace, eased, surfaceEnd } from './dive-path.ts';

/** Where the camera is: in the air, on its way through the ground, or under it. */
export type DiveState = 'above' | 'diving' | 'below';

/** How long a passage takes, milliseconds. */
const PASSAGE_MS = 2600;

/** A slow machine takes longer rather than jump: no frame moves on by more than this, milliseconds. */
const LONGEST_STEP_MS = 180;

/** Passing the ground by hand counts from this far beyond it, metres: a camera at the ground does not flicker. */
const BEYOND_M = 0.25;

/** Where nothing of the ground is in the middle of the view, one dives this far ahead, metres. */
const AHEAD_M = 40;

/** Where pipes lie when nothing better is known, metres below ground. */
const TYPICAL_DEPTH_M = 2.5;

export interface Dive {
  readonly state: DiveState;
  /** Under the ground or on the way there. */
  readonly headedDown: boolean;
  /** Down to look at something, else at the middle of the view. */
  down(aim: DiveAim | null): void;
  /** Up again: false when one is above already. */
  surface(): boolean;
  /** Stands below without a passage, as a link does. */
  standBelow(): void;
  destroy(): void;
}

export interface DiveOptions {
  readonly scene: Scene;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  /** No passage: the camera stands at its end at once. */
  readonly instant: boolean;
  /** The point of the ground in the middle of the view. */
  readonly lookedAt: () => GroundHit | null;
  readonly onState: (state: DiveState) => void;
}

interface Passage {
  readonly from: CameraPlace;
  readonly to: CameraPlace;
  readonly groundHeightM: number;
  /** Milliseconds of the passage gone by, and when it was last moved on. */
  goneMs: number;
  atMs: number;
}

/** Diving is a passage through the ground and back to where one came from. */
export function dive({ scene, ground, geoidOffsetM, instant, lookedAt, onState }: DiveOptions): Dive {
  const { camera } = scene;
  let state: DiveState = 'above';
  let passage: Passage | null = null;
  let cameFrom: CameraPlace | null = null;

  const groundAt = (lon: number, lat: number): number => ground.levelAt(lon, lat) + geoidOffsetM;
  const aboveGroundM = (): number => {
    const { lon, lat, heightM } = cameraPlace(camera);
    return heightM - groundAt(lon, lat);
  };
  const enter = (next: DiveState): void => {
    if (next === state) return;
    state = next;
    if (next === 'above') cameFrom = null;
    onState(next);
  };
  const go = (to: CameraPlace, groundHeightM: number): void => {
    camera.cancelFlight();
    const from = cameraPlace(camera);
    if (instant) {
      arrive(to, groundHeightM);
      return;
    }
    passage = { from, to, groundHeightM, goneMs: 0, atMs: performance.now() };
    enter('diving');
    scene.requestRender();
  };
  const arrive = (to: CameraPlace, groundHeightM: number): void => {
    passage = null;
    setCameraPlace(camera, to);
    enter(to.heightM < groundHeightM ? 'below' : 'above');
    scene.requestRender();
  };
  const endOf = (
    from: CameraPlace,
    aim: DiveAim | null,
  ): { readonly to: CameraPlace; readonly groundHeightM: number } => {
    const hit = lookedAt() ?? ahead(from, ground);
    const { lon, lat } = aim ?? hit;
    const groundHeightM = groundAt(lon, lat);
    const depthM = aim === null ? TYPICAL_DEPTH_M : groundHeightM - geoidOffsetM - aim.levelM;
    const headingDeg = aim === null ? from.headingDeg : obliqueHeading(aim.bearingDeg, from.headingDeg);
    return { to: diveEnd(headingDeg, { lon, lat, groundHeightM, depthM }, hit.distanceM), groundHeightM };
  };
  const down = (aim: DiveAim | null): void => {
    // Turned about on the way up, one comes back to where one first came from.
    cameFrom ??= cameraPlace(camera);
    const { to, groundHeightM } = endOf(cameFrom, aim);
    go(to, groundHeightM);
  };
  const up = (): void => {
    const from = cameraPlace(camera);
    const groundHeightM = groundAt(from.lon, from.lat);
    go(cameFrom ?? surfaceEnd(from, groundHeightM), groundHeightM);
  };

  const follow = (): void => {
    if (passage !== null) {
      const { from, to, groundHeightM } = passage;
      const now = performance.now();
      passage.goneMs += Math.min(now - passage.atMs, LONGEST_STEP_MS);
      passage.atMs = now;
      const share = passage.goneMs / PASSAGE_MS;
      if (share >= 1) arrive(to, groundHeightM);
      else setCameraPlace(camera, divePlace(from, to, groundHeightM, eased(share)));
      scene.requestRender();
      return;
    }
    const aboveM = aboveGroundM();
    if (state === 'above' && aboveM < -BEYOND_M) enter('below');
    else if (state === 'below' && aboveM > BEYOND_M) enter('above');
  };
  const remove = scene.preUpdate.addEventListener(follow);
  // A hand on the picture ends the passage where it is.
  const stop = new AbortController();
  const letGo = (): void => {
    if (passage === null) return;
    passage = null;
    enter(aboveGroundM() < 0 ? 'below' : 'above');
  };
  for (const type of ['pointerdown', 'wheel']) {
    scene.canvas.addEventListener(type, letGo, { signal: stop.signal, passive: true });
  }

  return {
    get state() {
      return state;
    },
    get headedDown() {
      return passage === null ? state === 'below' : passage.to.heightM < passage.groundHeightM;
    },
    down,
    surface() {
      if (state === 'above') return false;
      if (passage === null || passage.to.heightM < passage.groundHeightM) up();
      return true;
    },
    standBelow() {
      if (aboveGroundM() < 0) {
        enter('below');
        return;
      }
      cameFrom = cameraPlace(camera);
      const { to, groundHeightM } = endOf(cameFrom, null);
      arrive(to, groundHeightM);
    },
    destroy() {
      stop.abort();
      remove();
    },
  };
}

/** Where one looks at the sky: a little ahead of where one stands. */
function ahead(from: CameraPlace, ground: GroundSurface): GroundHit {
  const heading = (from.headingDeg * Math.PI) / 180;
  const shrink = Math.cos((from.lat * Math.PI) / 180);
  const lon = from.lon + (Math.sin(heading) * AHEAD_M) / (111_320 * shrink);
  const lat = from.lat + (Math.cos(heading) * AHEAD_M) / 111_320;
  return { lon, lat, levelM: ground.levelAt(lon, lat), distanceM: AHEAD_M };
}
