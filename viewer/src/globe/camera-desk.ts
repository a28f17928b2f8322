import { Cartesian2, Math as CesiumMath, Matrix4, type Scene } from '@cesium/engine';
import { eastNorthUpToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { CameraFootprintAnswer } from '@undercroft/core/protocol/live/camera-answers';
import type { StillView } from '../cameras/still-view.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { setCameraPlace } from './camera-place.ts';
import { addFootprint } from './footprint-mesh.ts';
import { zoneSurface } from './zone-surface.ts';
import { ZoneVertices } from './zone-vertices.ts';

/** What the cameras of the page may do with the 3D view. */
export interface CameraDesk {
  /** Draws the ground that cameras see, and what they may; an empty list draws none. */
  showFootprints(footprints: readonly CameraFootprintAnswer[]): void;
  /** Puts the view where a camera is, looking where it looks. */
  standAt(view: StillView): void;
}

export interface CameraDeskOptions {
  readonly scene: Scene;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
}

/** Ground comes finer as tiles arrive: footprints are laid on it anew no more often than this, milliseconds. */
const LAY_EVERY_MS = 1500;

/** Laid anew where the ground under the first place has come to lie so much otherwise, metres. */
const LAY_FROM_M = 0.15;

/** Farther than any footprint reaches: it fades nowhere, metres. */
const NOWHERE_M = 1e6;

export function cameraDesk({ scene, ground, geoidOffsetM }: CameraDeskOptions): CameraDesk & {
  /** 1 by day, 0 at night. */
  setDay(day: number): void;
  destroy(): void;
} {
  const surface = zoneSurface();
  const vertices = new ZoneVertices();
  scene.primitives.add(surface.primitive);
  Cartesian2.fromElements(0, 0, surface.look.middle);
  surface.look.nearM = NOWHERE_M;
  surface.look.farM = 2 * NOWHERE_M;
  surface.look.openingCorners = 0;
  let shown: readonly CameraFootprintAnswer[] = [];
  let laidMs = 0;
  let laidOn: readonly number[] = [];

  const probes = (): readonly number[] =>
    shown.flatMap(({ features }) =>
      features.flatMap(({ geometry }) =>
        geometry.coordinates.slice(0, 4).flatMap(([ring = []]) =>
          [0, 0.33, 0.66].map((share) => {
            const [lon = 0, lat = 0] = ring[Math.floor(share * ring.length)] ?? [];
            return ground.levelAt(lon, lat);
          }),
        ),
      ),
    );
  const lay = (): void => {
    laidMs = performance.now();
    laidOn = probes();
    vertices.clear();
    const [first] = shown.flatMap(({ features }) => features.flatMap(({ geometry }) => geometry.coordinates));
    const [lon = 0, lat = 0] = first?.[0]?.[0] ?? [];
    const levelM = ground.levelAt(lon, lat);
    const frame = { projection: localProjection([lon, lat]), originLevelM: levelM, ground };
    for (const each of shown) addFootprint(each, frame, vertices);
    surface.show(vertices, Matrix4.fromArray(Array.from(eastNorthUpToEcef(lon, lat, levelM + geoidOffsetM))));
    scene.requestRender();
  };
  const follow = (): void => {
    if (shown.length === 0 || performance.now() - laidMs < LAY_EVERY_MS) return;
    laidMs = performance.now();
    const now = probes();
    if (now.some((levelM, i) => Math.abs(levelM - (laidOn[i] ?? 0)) > LAY_FROM_M)) lay();
  };
  const remove = scene.postRender.addEventListener(follow);
  return {
    showFootprints(footprints) {
      shown = footprints;
      lay();
    },
    standAt({ lon, lat, levelM, headingDeg, pitchDeg }) {
      scene.camera.cancelFlight();
      setCameraPlace(scene.camera, { lon, lat, heightM: levelM + geoidOffsetM, headingDeg, pitchDeg });
      scene.requestRender();
    },
    setDay(day) {
      surface.look.brightness = CesiumMath.lerp(0.8, 1, day);
    },
    destroy() {
      remove();
      scene.primitives.remove(surface.primitive);
    },
  };
}
