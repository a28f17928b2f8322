import { Cartesian3, Math as CesiumMath, Matrix4, type Scene, Transforms } from '@cesium/engine';
import type { StillView } from '../cameras/still-view.ts';
import type { LivePositions } from '../live/live-positions.ts';
import { addFigure } from './figure-mesh.ts';
import { figureSurface } from './figure-surface.ts';
import { UnitMotion } from './live/unit-motion.ts';
import { mix, type Rgb } from './palette.ts';
import { ZoneVertices } from './zone-vertices.ts';

/** Units on duty as bodies in the picture of a camera. */
export interface UnitFigures {
  /** Units near this place are drawn from now on; `null` draws none. */
  standAt(view: StillView | null): void;
  /** Brings them to where they are now; `cityMs` is the instant shown. True while one is on its way from report to report. */
  place(cityMs: number, pixelsPerRadian: number): boolean;
  /** 1 by day, 0 at night. */
  setDay(day: number): void;
  destroy(): void;
}

/** Farther away a unit is a pixel or two wide, metres. */
const FARTHEST_M = 400;

/** A unit is drawn so high at least, pixels, and for that no larger than so many times itself. */
const LEAST_HIGH_PX = 14;
const FIGURE_HIGH_M = 1.8;
const LARGEST = 3;

const TONE: Rgb = [24, 104, 196];
const STALE_TONE: Rgb = [140, 146, 152];
/** From fresh to old news, seconds, as the dots of the map fade. */
const STALE_S = [90, 420] as const;

const METRES_A_DEGREE = 111_320;

/** `heightAt`: ellipsoidal height of the drawn ground, metres. */
export function unitFigures(
  scene: Scene,
  positions: LivePositions,
  heightAt: (lon: number, lat: number) => number,
): UnitFigures {
  const surface = figureSurface();
  const vertices = new ZoneVertices();
  scene.primitives.add(surface.primitive);
  const startedMs = performance.now();
  const clock = (): number => (performance.now() - startedMs) / 1000;
  const near = new Set<number>();
  const spot = new Float64Array(3);
  let standing: Standing | null = null;

  const take = (row: number, isInstant: boolean): void => {
    if (standing === null) return;
    const north = ((positions.lats[row] ?? 0) - standing.view.lat) * METRES_A_DEGREE;
    const east = ((positions.lons[row] ?? 0) - standing.view.lon) * METRES_A_DEGREE * standing.shrink;
    if (Math.hypot(east, north) > FARTHEST_M) {
      near.delete(row);
      return;
    }
    // One that comes from afar has no way to be shown.
    standing.motion.report(row, clock(), isInstant || !near.has(row));
    near.add(row);
  };
  const takeAll = (): void => {
    near.clear();
    for (let row = 0; row < positions.count; row++) take(row, true);
  };
  const stop = positions.listen((rows) => {
    if (standing === null) return;
    if (standing.motion.reserve()) takeAll();
    else for (const row of rows) take(row, false);
  });
  return {
    standAt(view) {
      near.clear();
      standing = view === null ? null : standingAt(view, positions, heightAt);
      standing?.motion.reserve();
      takeAll();
    },
    place(cityMs, pixelsPerRadian) {
      vertices.clear();
      const now = clock();
      const { motion, toWorld } = standing ?? NOWHERE;
      for (const row of motion === null ? [] : near) {
        motion?.placeOf(row, now, spot);
        const at = [spot[0] ?? 0, spot[1] ?? 0, spot[2] ?? 0] as const;
        const highPx = (FIGURE_HIGH_M * pixelsPerRadian) / Math.max(1, Math.hypot(...at));
        const headingDeg = positions.headingsDeg[row] ?? Number.NaN;
        const ageS = (cityMs - (positions.eventTimesMs[row] ?? 0)) / 1000;
        const old = CesiumMath.clamp((ageS - STALE_S[0]) / (STALE_S[1] - STALE_S[0]), 0, 1);
        addFigure(
          {
            at,
            headingRad: Number.isFinite(headingDeg) ? CesiumMath.toRadians(headingDeg) : null,
            scale: CesiumMath.clamp(LEAST_HIGH_PX / highPx, 1, LARGEST),
            tone: mix(TONE, STALE_TONE, old),
            isDoubtful: positions.undeclared[row] === 1,
          },
          vertices,
        );
      }
      surface.show(vertices, toWorld);
      return near.size > 0 && standing !== null && now < standing.motion.movingUntil;
    },
    setDay(day) {
      surface.look.brightness = CesiumMath.lerp(0.55, 1, day);
    },
    destroy() {
      stop();
      scene.primitives.remove(surface.primitive);
    },
  };
}

interface Standing {
  readonly view: StillView;
  readonly motion: UnitMotion;
  /** From metres east, north and up of the lens to Earth-fixed ones. */
  readonly toWorld: Matrix4;
  /** A degree of longitude over one of latitude. */
  readonly shrink: number;
}

const NOWHERE = { motion: null, toWorld: Matrix4.IDENTITY } as const;

function standingAt(
  view: StillView,
  positions: LivePositions,
  heightAt: (lon: number, lat: number) => number,
): Standing {
  const { lon, lat } = view;
  const foot = Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat));
  const toWorld = Transforms.eastNorthUpToFixedFrame(foot);
  const toLocal = Matrix4.inverseTransformation(toWorld, new Matrix4());
  const scratch = new Cartesian3();
  const motion = new UnitMotion(positions, {
    toLocal(unitLon, unitLat, heightM, out, at) {
      Cartesian3.fromDegrees(unitLon, unitLat, heightM, undefined, scratch);
      Matrix4.multiplyByPoint(toLocal, scratch, scratch);
      out[at] = scratch.x;
      out[at + 1] = scratch.y;
      out[at + 2] = scratch.z;
    },
    heightAt,
  });
  return { view, motion, toWorld, shrink: Math.cos(CesiumMath.toRadians(lat)) };
}
