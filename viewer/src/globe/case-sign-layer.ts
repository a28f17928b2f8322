import { Cartesian3, Math as CesiumMath, type Scene } from '@cesium/engine';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { CASE_STATES, type CaseState, caseState } from '../cases/case-state.ts';
import type { MapPoint } from '../map-painter/painter-protocol.ts';
import type { Theme } from '../state/view-state.ts';
import { CASE_RADIUS_PX, drawCaseRing, drawCaseSign } from './case-signs.ts';
import { drawGroupCount, drawGroupPlate, groupRadiusPx } from './city-point-glyphs.ts';
import { groupMarks, type MarkGround, type PointMark, pointGroups } from './city-point-marks.ts';
import type { FlightTarget } from './flight.ts';
import { groupFlight } from './group-flight.ts';
import { cssColour, SCENE_PALETTES } from './palette.ts';
import { pixelSizeM, screenProjector, signScale } from './screen-projector.ts';
import { signNote } from './sign-note.ts';

/** What is said of a case, or of a group of them, when it is pointed at. */
export type SayCase = (cases: readonly CityCaseAnswer[]) => string;

/** Cases as signs over the scene: diamonds, or a plate with a number where they stand too near to each other. */
export interface CaseSigns {
  show(cases: readonly CityCaseAnswer[], say: SayCase): void;
  select(one: CityCaseAnswer | null): void;
  setTheme(theme: Theme): void;
  /** From below no sign is drawn. */
  setBelow(below: boolean): void;
  /** Id of the single case whose sign stands there, CSS pixels of the canvas. */
  pick(x: number, y: number): string | null;
  /** Goes nearer to the group there; false where there is none. */
  openGroup(x: number, y: number): boolean;
  /** Says what stands there; false where nothing does. */
  hover(x: number, y: number): boolean;
  destroy(): void;
}

export interface CaseSignsOptions extends MarkGround {
  readonly theme: Theme;
  readonly pixelRatio: () => number;
  readonly fly: (target: FlightTarget) => void;
}

/** Signs are grouped anew at most this often, milliseconds; between they move with the ground. */
const PLACE_EVERY_MS = 220;
const TOLERANCE_PX = 3;

interface Placed {
  readonly mark: PointMark;
  readonly cases: readonly CityCaseAnswer[];
  readonly counts: readonly (readonly [CaseState, number])[];
}

interface Drawn extends Placed {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

export function caseSigns(scene: Scene, options: CaseSignsOptions): CaseSigns {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-labels case-signs';
  canvas.setAttribute('aria-hidden', 'true');
  scene.canvas.parentElement?.append(canvas);
  const note = signNote(scene);
  const context = canvas.getContext('2d');
  let { theme } = options;
  let below = false;
  let say: SayCase = () => '';
  let byId = new Map<string, CityCaseAnswer>();
  let points: readonly MapPoint[] = [];
  let selected: CityCaseAnswer | null = null;
  let placed: readonly Placed[] = [];
  let drawn: readonly Drawn[] = [];
  let placedAt = 0;
  let placedFrom: Cartesian3 | null = null;
  let isBlank = true;
  let later: ReturnType<typeof setTimeout> | undefined;

  const refresh = (): void => {
    placedAt = 0;
    scene.requestRender();
  };

  const place = (): void => {
    placedAt = performance.now();
    const eye = scene.camera.positionWC;
    placedFrom = Cartesian3.clone(eye);
    const { longitude, latitude, height } = scene.camera.positionCartographic;
    const lon = CesiumMath.toDegrees(longitude);
    const lat = CesiumMath.toDegrees(latitude);
    const size = pixelSizeM(scene) * signScale(scene.canvas.clientHeight);
    const aboveM = height - options.heightAt(lon, lat);
    placed = pointGroups(points, { lon, lat, aboveM, pixelSizeM: size })
      .flatMap((group) => groupMarks(group, options, eye, size))
      .map((mark) => {
        const cases = mark.points.flatMap(({ id }) => byId.get(id) ?? []);
        return { mark, cases, counts: countStates(cases) };
      })
      .toSorted((a, b) => b.mark.distanceM - a.mark.distanceM);
  };

  const draw = (): void => {
    if (context === null) return;
    if (isBlank && (below || (points.length === 0 && selected === null))) {
      drawn = [];
      return;
    }
    const ratio = options.pixelRatio();
    const width = Math.round(scene.canvas.clientWidth * ratio);
    const height = Math.round(scene.canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    } else {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, width, height);
    }
    drawn = [];
    isBlank = below || (points.length === 0 && selected === null);
    if (isBlank) return;
    const hasMoved = placedFrom === null || !Cartesian3.equalsEpsilon(placedFrom, scene.camera.positionWC, 0, 0.05);
    const wait = placedAt + PLACE_EVERY_MS - performance.now();
    if (placedAt === 0 || (hasMoved && wait <= 0)) place();
    else if (hasMoved) {
      clearTimeout(later);
      later = setTimeout(() => scene.requestRender(), wait);
    }
    const larger = signScale(scene.canvas.clientHeight);
    const { project } = screenProjector(scene);
    const tone = cssColour(SCENE_PALETTES[theme].selection);
    const out: Drawn[] = [];
    const put = (x: number, y: number, act: (to: CanvasRenderingContext2D) => void): void => {
      context.setTransform(ratio * larger, 0, 0, ratio * larger, Math.round(x * ratio), Math.round(y * ratio));
      act(context);
    };
    for (const each of placed) {
      const spot = project(each.mark.at);
      const [first] = each.cases;
      if (spot === null || first === undefined) continue;
      const x = spot.x + each.mark.asideX * larger;
      const y = spot.y + each.mark.asideY * larger;
      const total = each.cases.length;
      const radiusPx = (total === 1 ? CASE_RADIUS_PX : groupRadiusPx(total)) * larger;
      put(x, y, (to) => {
        if (total === 1) {
          drawCaseSign(to, first.kind, caseState(first), theme, null);
          return;
        }
        drawGroupPlate(to, groupRadiusPx(total), theme);
        drawCaseRing(to, each.counts, total);
        drawGroupCount(to, total, theme);
      });
      out.push({ ...each, x, y, radiusPx });
    }
    drawn = out;
    const marked = selected;
    if (marked === null) return;
    // Where its sign was set aside from others at one place, there it is marked.
    const own = out.find(({ cases }) => cases.length === 1 && cases[0]?.id === marked.id);
    const [lon, lat] = marked.position;
    const spot = own ?? project(Cartesian3.fromDegrees(lon, lat, options.heightAt(lon, lat)));
    if (spot !== null) put(spot.x, spot.y, (to) => drawCaseSign(to, marked.kind, caseState(marked), theme, tone));
  };

  const hit = (x: number, y: number): Drawn | null =>
    drawn.findLast((each) => Math.hypot(each.x - x, each.y - y) <= each.radiusPx + TOLERANCE_PX) ?? null;
  const removals = [scene.postRender.addEventListener(draw), scene.camera.moveStart.addEventListener(note.hush)];

  return {
    show(cases, nextSay) {
      say = nextSay;
      byId = new Map(cases.map((each) => [each.id, each]));
      points = cases.map(({ id, position: [lon, lat] }) => ({ ...ON_THE_GROUND, id, lon, lat }));
      refresh();
    },
    select(one) {
      selected = one;
      refresh();
    },
    setTheme(next) {
      theme = next;
      refresh();
    },
    setBelow(next) {
      below = next;
      refresh();
    },
    pick(x, y) {
      const cases = hit(x, y)?.cases ?? [];
      return cases.length === 1 ? (cases[0]?.id ?? null) : null;
    },
    openGroup(x, y) {
      const found = hit(x, y);
      if (found === null || found.cases.length === 1) return false;
      options.fly(groupFlight(scene, found.mark, options));
      return true;
    },
    hover(x, y) {
      const found = hit(x, y);
      if (found === null) {
        note.hush();
        return false;
      }
      note.say(say(found.cases), found.x, found.y - found.radiusPx - 6);
      return true;
    },
    destroy() {
      clearTimeout(later);
      for (const remove of removals) remove();
      canvas.remove();
      note.destroy();
    },
  };
}

/** What a case has in common with points that stand on the ground and look nowhere. */
const ON_THE_GROUND = { kind: 'other', name: null, levelM: null, heightM: null, headingDeg: null } as const;

function countStates(cases: readonly CityCaseAnswer[]): readonly (readonly [CaseState, number])[] {
  const counts = new Map<CaseState, number>();
  for (const each of cases) {
    const state = caseState(each);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return CASE_STATES.flatMap((state) => {
    const count = counts.get(state);
    return count === undefined ? [] : [[state, count] as const];
  });
}
