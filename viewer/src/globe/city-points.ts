import { Cartesian3, Math as CesiumMath, Matrix4, type Scene } from '@cesium/engine';
import type { CityPointKind } from '@undercroft/core/model/city-point';
import type { Feature } from '@undercroft/core/protocol/answers';
import type { Language } from '../i18n/language.ts';
import type { MapPainter } from '../map-painter/map-painter.ts';
import type { MapPoint } from '../map-painter/painter-protocol.ts';
import type { Theme } from '../state/view-state.ts';
import type { LabelGround } from './base-map-labels.ts';
import { drawGroupRing, groupRadiusPx, pointTone } from './city-point-glyphs.ts';
import { groupMarks, type MarkGround, type PointEye, type PointMark, pointGroups } from './city-point-marks.ts';
import { drawSelection, type PlaceSelection, placeSelection } from './city-point-selection.ts';
import { pointSprites } from './city-point-sprites.ts';
import { type CityPointTiles, cityPointTiles } from './city-point-tiles.ts';
import type { FlightTarget } from './flight.ts';
import { groupFlight } from './group-flight.ts';
import { countKinds } from './group-points.ts';
import { cssColour, SCENE_PALETTES } from './palette.ts';
import { type Project, pixelSizeM, screenProjector, signScale } from './screen-projector.ts';
import { signNote } from './sign-note.ts';

/** What is said of points when they are pointed at. */
export interface PointWords {
  readonly point: (point: Pick<MapPoint, 'id' | 'kind' | 'name'>) => string;
  readonly group: (counts: readonly (readonly [CityPointKind, number])[]) => string;
}

export interface CityPointsOptions {
  readonly ground: LabelGround;
  readonly geoidOffsetM: number;
  readonly pixelRatio: () => number;
  readonly theme: Theme;
  readonly language: Language;
  readonly words: PointWords;
  readonly onPending: () => void;
  /** A group was clicked that opens when one comes nearer. */
  readonly onGroup: (target: FlightTarget) => void;
}

/** Cameras, sensors and other points as signs over the scene: sharp, upright, in front of everything. */
export interface CityPoints {
  readonly pending: number;
  /** The tiles can be read now. */
  open(painter: MapPainter, zooms: readonly [number, number]): void;
  setShown(shown: readonly CityPointKind[]): void;
  setLook(theme: Theme, language: Language): void;
  /** Marks a point or a cell, whether or not its kind is shown. */
  select(feature: Feature | null): void;
  /** The point whose sign stands at a place of the canvas, CSS pixels. */
  pick(x: number, y: number): Pick<MapPoint, 'id' | 'kind'> | null;
  /** Goes nearer to the group there; false where there is none. */
  openGroup(x: number, y: number): boolean;
  /** Says what stands there. */
  hover(x: number, y: number): void;
  destroy(): void;
}

/** Signs are placed anew at most this often, milliseconds; between they move with the ground. */
const PLACE_EVERY_MS = 220;

/** Farther away than this many times the middle of the view none is drawn, and of the others the nearest. */
const FARTHEST = 4;
const MOST_MARKS = 1200;

/** Points are grouped anew when the camera has moved by this part of the distance it looks over. */
const REGROUP_FROM = 0.06;

/** Signs may be missed by so much, CSS pixels. */
const TOLERANCE_PX = 3;

interface Drawn {
  readonly mark: PointMark;
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

function pointEye({ camera }: Scene, ground: LabelGround, size: number): PointEye {
  const { longitude, latitude, height } = camera.positionCartographic;
  const lon = CesiumMath.toDegrees(longitude);
  const lat = CesiumMath.toDegrees(latitude);
  return { lon, lat, aboveM: height - ground.heightAt(lon, lat), pixelSizeM: size };
}

export function cityPoints(scene: Scene, options: CityPointsOptions): CityPoints {
  const { ground, geoidOffsetM, words } = options;
  const markGround: MarkGround = { heightAt: (lon, lat) => ground.heightAt(lon, lat), geoidOffsetM };
  const sprites = pointSprites();
  const canvas = document.createElement('canvas');
  canvas.className = 'map-labels city-points';
  canvas.setAttribute('aria-hidden', 'true');
  scene.canvas.parentElement?.append(canvas);
  const note = signNote(scene);
  const context = canvas.getContext('2d');
  let { theme, language } = options;
  let shown: readonly CityPointKind[] = [];
  let tiles: CityPointTiles | null = null;
  let groups: ReturnType<typeof pointGroups> = [];
  let groupsKey = '';
  let groupsEye: Cartesian3 | null = null;
  let placed: readonly PointMark[] = [];
  let drawn: readonly Drawn[] = [];
  let selection: PlaceSelection | null = null;
  let selected: Feature | null = null;
  const counted = new WeakMap<PointMark, ReturnType<typeof countKinds>>();
  let placedAt = 0;
  let stale = true;
  let isBlank = true;
  let later: ReturnType<typeof setTimeout> | undefined;

  const refresh = (): void => {
    stale = true;
    scene.requestRender();
  };

  const place = (): void => {
    placedAt = performance.now();
    stale = false;
    // The ground becomes finer as its tiles come, and what stands on it rises with it.
    selection = placeSelection(selected, markGround);
    const middle = ground.middle();
    if (tiles === null || middle === null || shown.length === 0) {
      if (shown.length === 0) placed = [];
      return;
    }
    const view = tiles.inView(middle.lon, middle.lat, pixelSizeM(scene) * middle.distanceM);
    // Signs are laid out in pixels of a desk; on a wall each of those is larger.
    const size = pixelSizeM(scene) * signScale(scene.canvas.clientHeight);
    const key = `${view.key} ${shown.join()}`;
    const eye = scene.camera.positionWC;
    const isElsewhere =
      groupsEye === null || Cartesian3.distance(eye, groupsEye) > REGROUP_FROM * Math.max(1, middle.distanceM);
    if (key !== groupsKey || isElsewhere) {
      groups = pointGroups(
        view.points.filter(({ kind }) => shown.includes(kind)),
        pointEye(scene, ground, size),
      );
      groupsKey = key;
      groupsEye = Cartesian3.clone(eye);
    }
    const farthestM = middle.distanceM * FARTHEST;
    const { project } = screenProjector(scene);
    placed = groups
      .flatMap((group) => {
        const at = Cartesian3.fromDegrees(group.lon, group.lat, ground.heightAt(group.lon, group.lat));
        if (Cartesian3.distance(at, eye) > farthestM || project(at) === null) return [];
        return groupMarks(group, markGround, eye, size);
      })
      .toSorted((a, b) => b.distanceM - a.distanceM)
      .slice(-MOST_MARKS);
  };

  const draw = (): void => {
    if (context === null) return;
    const ratio = options.pixelRatio();
    const width = Math.round(scene.canvas.clientWidth * ratio);
    const height = Math.round(scene.canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    } else if (!isBlank) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
    }
    const wait = placedAt + PLACE_EVERY_MS - performance.now();
    if (wait <= 0) place();
    else {
      // The view may come to rest before signs are due: then one more frame is drawn for them.
      clearTimeout(later);
      if (stale || moved()) later = setTimeout(() => scene.requestRender(), wait);
    }
    isBlank = placed.length === 0 && selection === null;
    drawn = [];
    if (isBlank) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const larger = signScale(scene.canvas.clientHeight);
    const projector = screenProjector(scene);
    const { project } = projector;
    const out: Drawn[] = [];
    const spots = placed.map(({ at }) => project(at));
    for (const [i, mark] of placed.entries()) {
      const spot = spots[i] ?? null;
      const [first] = mark.points;
      if (spot !== null && first !== undefined && mark.points.length === 1) {
        drawStand(context, mark, first, spot, project, larger);
      }
    }
    for (const [i, mark] of placed.entries()) {
      const spot = spots[i] ?? null;
      const [first] = mark.points;
      if (spot === null || first === undefined) continue;
      const x = spot.x + mark.asideX * larger;
      const y = spot.y + mark.asideY * larger;
      const isOne = mark.points.length === 1;
      const sprite = isOne
        ? sprites.one(first.kind, theme, ratio * larger)
        : sprites.plate(groupRadiusPx(mark.points.length), theme, ratio * larger);
      const sidePx = sprite.sidePx * larger;
      // On whole device pixels, so that it stays sharp.
      const left = Math.round((x - sidePx / 2) * ratio) / ratio;
      const top = Math.round((y - sidePx / 2) * ratio) / ratio;
      context.drawImage(sprite.image, left, top, sidePx, sidePx);
      if (!isOne) {
        const scale = ratio * larger;
        context.setTransform(scale, 0, 0, scale, (left + sidePx / 2) * ratio, (top + sidePx / 2) * ratio);
        drawGroupRing(context, countsOf(mark), theme);
        const count = sprites.count(mark.points.length, theme, scale);
        context.drawImage(count.image, -count.sidePx / 2, -count.sidePx / 2, count.sidePx, count.sidePx);
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
      }
      out.push({ mark, x, y, radiusPx: sprite.radiusPx * larger });
    }
    drawn = out;
    if (selection === null) return;
    const tone = cssColour(SCENE_PALETTES[theme].selection);
    drawSelection(context, selection, projector, tone, larger, ({ kind }) => sprites.one(kind, theme, ratio * larger));
  };

  /** Counted once for each mark: in every frame it would take longer than to draw it. */
  const countsOf = (mark: PointMark): ReturnType<typeof countKinds> => {
    const known = counted.get(mark);
    if (known !== undefined) return known;
    const counts = countKinds(mark.points);
    counted.set(mark, counts);
    return counts;
  };

  /** The stem a device stands on, and the wedge of what it looks at. */
  const drawStand = (
    to: CanvasRenderingContext2D,
    { foot, wedge, asideX, asideY }: PointMark,
    { kind }: MapPoint,
    spot: { readonly x: number; readonly y: number },
    project: Project,
    larger: number,
  ): void => {
    const [moveX, moveY] = [asideX * larger, asideY * larger];
    const base = foot === null ? null : project(foot);
    if (base !== null || asideX !== 0 || asideY !== 0) {
      const end = base ?? spot;
      to.strokeStyle = theme === 'light' ? 'rgb(30 38 46 / 0.65)' : 'rgb(225 232 238 / 0.6)';
      to.lineWidth = 1.25 * larger;
      to.beginPath();
      to.moveTo(end.x, end.y);
      to.lineTo(spot.x + moveX, spot.y + moveY);
      to.stroke();
    }
    if (wedge === null) return;
    const corners = wedge.map(project);
    const [r, g, b] = pointTone(kind, theme).map(Math.round);
    to.fillStyle = `rgb(${r} ${g} ${b} / 0.38)`;
    to.strokeStyle = `rgb(${r} ${g} ${b} / 0.85)`;
    to.lineWidth = 1;
    to.beginPath();
    for (const corner of corners) if (corner !== null) to.lineTo(corner.x + moveX, corner.y + moveY);
    to.closePath();
    to.fill();
    to.stroke();
  };

  const view = new Matrix4();
  const moved = (): boolean => {
    const changed = !Matrix4.equalsEpsilon(view, scene.camera.viewMatrix, 1e-9);
    Matrix4.clone(scene.camera.viewMatrix, view);
    return changed;
  };
  const hit = (x: number, y: number): Drawn | null => {
    let best: Drawn | null = null;
    let bestPx = Number.POSITIVE_INFINITY;
    for (const each of drawn) {
      const away = Math.hypot(each.x - x, each.y - y) - each.radiusPx;
      // Of two that overlap the later drawn, which is the nearer, is meant.
      if (away > TOLERANCE_PX || (away > 0 && away > bestPx)) continue;
      bestPx = Math.max(0, away);
      best = each;
    }
    return best;
  };
  const sayAt = (found: Drawn | null): void => {
    if (found === null) {
      note.hush();
      return;
    }
    const [only] = found.mark.points;
    const isOne = found.mark.points.length === 1 && only !== undefined;
    const text = isOne ? words.point(only) : words.group(countKinds(found.mark.points));
    note.say(text, found.x, found.y - found.radiusPx - 6);
  };
  let pointedAt: PointMark | null = null;
  const removals = [
    scene.postRender.addEventListener(draw),
    scene.camera.moveStart.addEventListener(() => {
      pointedAt = null;
      sayAt(null);
    }),
  ];

  return {
    get pending() {
      return tiles?.pending ?? 0;
    },
    open(painter, zooms) {
      tiles = cityPointTiles(painter, zooms, language, () => {
        options.onPending();
        refresh();
      });
      refresh();
    },
    setShown(next) {
      shown = next;
      placedAt = 0;
      refresh();
    },
    setLook(nextTheme, nextLanguage) {
      theme = nextTheme;
      language = nextLanguage;
      tiles?.setLanguage(language);
      refresh();
    },
    select(feature) {
      selected = feature;
      selection = placeSelection(feature, markGround);
      refresh();
    },
    pick(x, y) {
      const points = hit(x, y)?.mark.points ?? [];
      const [only] = points;
      return points.length === 1 && only !== undefined ? only : null;
    },
    openGroup(x, y) {
      const mark = hit(x, y)?.mark;
      if (mark === undefined || mark.points.length === 1) return false;
      options.onGroup(groupFlight(scene, mark, markGround));
      return true;
    },
    hover(x, y) {
      const found = hit(x, y);
      if ((found?.mark ?? null) === pointedAt && found === null) return;
      pointedAt = found?.mark ?? null;
      sayAt(found);
    },
    destroy() {
      clearTimeout(later);
      for (const remove of removals) remove();
      tiles?.destroy();
      canvas.remove();
      note.destroy();
    },
  };
}
