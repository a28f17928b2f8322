import { Cartesian3, Math as CesiumMath, type Scene, SceneTransforms } from '@cesium/engine';
import type { LevelPlanes } from './level-planes.ts';

/** Words for a plane: its depth below the ground there and its level above the datum, metres. */
export type SayDepth = (depthM: number, levelM: number) => string;

/** A staff that stands in the ground before the camera and names the depth of each level plane. */
export interface DepthFigures {
  /** `groundLevelM` answers the level of the ground at a place, degrees. */
  set(planes: LevelPlanes, share: number): void;
  setWords(say: SayDepth): void;
  destroy(): void;
}

/** Where the staff is put up: so far ahead of the camera, metres, and at this part of the picture's width. */
const STAFF_AHEAD_M = 13;
const STAFF_AT = 0.26;

/** Room between a panel and the staff, CSS pixels. */
const CLEAR_PX = 70;

/** The staff stays until the camera is nearer or farther than this, or it has left the view, metres. */
const STAFF_NEAREST_M = 6;
const STAFF_FARTHEST_M = 34;

/** Figures nearer to each other than this on screen would run into one another, CSS pixels. */
const APART_PX = 22;
const MARGIN_PX = 14;

interface Staff {
  readonly lon: number;
  readonly lat: number;
}

export interface DepthFiguresOptions {
  readonly scene: Scene;
  readonly host: HTMLElement;
  /** Level of the ground at a place, degrees; metres above the datum. */
  readonly levelAt: (lon: number, lat: number) => number;
  readonly geoidOffsetM: number;
  readonly words: SayDepth;
  /** What a panel covers of the picture's left side, CSS pixels. */
  readonly coveredLeftPx: () => number;
}

export function depthFigures(options: DepthFiguresOptions): DepthFigures {
  const { scene, host, levelAt, geoidOffsetM, coveredLeftPx } = options;
  const box = document.createElement('div');
  box.className = 'depth-figures';
  box.setAttribute('aria-hidden', 'true');
  const line = document.createElement('div');
  line.className = 'depth-staff';
  box.append(line);
  host.append(box);
  let say = options.words;
  let staff: Staff | null = null;
  let rows: HTMLElement[] = [];

  const onScreen = (at: Staff, levelM: number): { readonly x: number; readonly y: number } | null =>
    SceneTransforms.worldToWindowCoordinates(scene, Cartesian3.fromDegrees(at.lon, at.lat, levelM + geoidOffsetM)) ??
    null;

  const asideOf = (x: number): number => {
    const { frustum } = scene.camera;
    const fovy = 'fovy' in frustum && typeof frustum.fovy === 'number' ? frustum.fovy : 1;
    const { clientWidth, clientHeight } = scene.canvas;
    return Math.atan(((x - clientWidth / 2) / (clientHeight / 2)) * Math.tan(fovy / 2));
  };
  const putUp = (): Staff => {
    const { camera } = scene;
    const { longitude, latitude } = camera.positionCartographic;
    const bearing = camera.heading + asideOf(Math.max(scene.canvas.clientWidth * STAFF_AT, coveredLeftPx() + CLEAR_PX));
    const shrink = Math.cos(latitude);
    return {
      lon: CesiumMath.toDegrees(longitude) + (Math.sin(bearing) * STAFF_AHEAD_M) / (METRES_PER_DEGREE * shrink),
      lat: CesiumMath.toDegrees(latitude) + (Math.cos(bearing) * STAFF_AHEAD_M) / METRES_PER_DEGREE,
    };
  };
  const stands = (at: Staff, levelM: number): boolean => {
    const foot = Cartesian3.fromDegrees(at.lon, at.lat, levelM + geoidOffsetM);
    const distanceM = Cartesian3.distance(foot, scene.camera.positionWC);
    if (distanceM < STAFF_NEAREST_M || distanceM > STAFF_FARTHEST_M) return false;
    const place = onScreen(at, levelM);
    return place !== null && place.x > coveredLeftPx() + MARGIN_PX && place.x < scene.canvas.clientWidth * 0.75;
  };
  const row = (index: number): HTMLElement => {
    const there = rows[index];
    if (there !== undefined) return there;
    const made = document.createElement('div');
    made.className = 'depth-figure figures';
    box.append(made);
    rows = [...rows, made];
    return made;
  };

  return {
    set({ levelsM }, share) {
      box.style.opacity = share.toFixed(2);
      box.hidden = share < 0.05;
      if (box.hidden) {
        staff = null;
        return;
      }
      const { height } = scene.camera.positionCartographic;
      if (staff === null || !stands(staff, height - geoidOffsetM)) staff = putUp();
      const groundM = levelAt(staff.lon, staff.lat);
      const { clientHeight } = scene.canvas;
      let lastY = Number.NEGATIVE_INFINITY;
      let used = 0;
      let foot: { readonly x: number; readonly y: number } | null = null;
      const top = onScreen(staff, groundM);
      for (const levelM of levelsM) {
        if (levelM > groundM) continue;
        const place = onScreen(staff, levelM);
        if (place === null || place.y < MARGIN_PX || place.y > clientHeight - MARGIN_PX) continue;
        foot = place;
        if (place.y - lastY < APART_PX) continue;
        lastY = place.y;
        const element = row(used);
        used += 1;
        element.hidden = false;
        element.textContent = say(groundM - levelM, levelM);
        element.style.transform = `translate(${place.x.toFixed(1)}px, ${place.y.toFixed(1)}px) translateY(-50%)`;
      }
      for (const unused of rows.slice(used)) unused.hidden = true;
      line.hidden = foot === null || top === null;
      if (foot === null || top === null) return;
      const [across, down] = [foot.x - top.x, foot.y - top.y];
      line.style.height = `${Math.hypot(across, down).toFixed(1)}px`;
      line.style.transform = `translate(${top.x.toFixed(1)}px, ${top.y.toFixed(1)}px) rotate(${Math.atan2(-across, down).toFixed(4)}rad)`;
    },
    setWords(next) {
      say = next;
      scene.requestRender();
    },
    destroy() {
      box.remove();
    },
  };
}

const METRES_PER_DEGREE = 111_320;
