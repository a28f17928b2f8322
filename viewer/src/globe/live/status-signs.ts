import { Cartesian3, Math as CesiumMath, type Scene } from '@cesium/engine';
import type { MapPoint } from '../../map-painter/painter-protocol.ts';
import { groupMarks, type MarkGround, type PointMark, pointGroups } from '../city-point-marks.ts';
import type { FlightTarget } from '../flight.ts';
import { groupFlight } from '../group-flight.ts';
import { pixelSizeM, screenProjector, signScale } from '../screen-projector.ts';
import { signNote } from '../sign-note.ts';
import { type SaySigns, type SignElement, signElement } from './sign-element.ts';
import { rankOf, type StatusSign, worstOf } from './status-sign.ts';

export interface StatusSignsOptions extends MarkGround {
  readonly fly: (target: FlightTarget) => void;
}

/**
 * Alarms and cases over the scene. Those too near to each other are one sign that looks like the worst of them and says
 * how many they are. They are elements of the page: their halo pulses without the scene being drawn anew, and stands
 * still for people who asked for calm. Lists hold the same for keyboards and screen readers.
 */
export interface StatusSigns {
  show(signs: readonly StatusSign[], say: SaySigns): void;
  select(id: string | null): void;
  /** From below none is drawn. */
  setShown(shown: boolean): void;
  pick(x: number, y: number): StatusSign | null;
  openGroup(x: number, y: number): boolean;
  hover(x: number, y: number): boolean;
  readonly drawn: number;
  destroy(): void;
}

const PLACE_EVERY_MS = 220;
/** Signs on the screen at once, the worst first. */
const MOST_SIGNS = 250;
const REACH_PX = 15;
const ON_THE_GROUND = { kind: 'other', name: null, levelM: null, heightM: null, headingDeg: null } as const;

interface Placed {
  readonly mark: PointMark;
  readonly signs: readonly StatusSign[];
  readonly worst: StatusSign;
}

interface Standing extends Placed {
  readonly x: number;
  readonly y: number;
}

export function statusSigns(scene: Scene, options: StatusSignsOptions): StatusSigns {
  const host = document.createElement('div');
  host.className = 'map-labels live-signs';
  host.setAttribute('aria-hidden', 'true');
  scene.canvas.parentElement?.append(host);
  const note = signNote(scene);
  const elements = new Map<string, SignElement>();
  let points: readonly MapPoint[] = [];
  let byId = new Map<string, StatusSign>();
  let say: SaySigns = () => '';
  let selected: string | null = null;
  let isShown = true;
  let placed: readonly Placed[] = [];
  let standing: readonly Standing[] = [];
  let placedAt = 0;
  let placedFrom: Cartesian3 | null = null;
  let later: ReturnType<typeof setTimeout> | undefined;

  const place = (): void => {
    placedAt = performance.now();
    const eye = scene.camera.positionWC;
    placedFrom = Cartesian3.clone(eye);
    const { longitude, latitude, height } = scene.camera.positionCartographic;
    const [lon, lat] = [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
    const size = pixelSizeM(scene) * signScale(scene.canvas.clientHeight);
    const aboveM = height - options.heightAt(lon, lat);
    placed = pointGroups(points, { lon, lat, aboveM, pixelSizeM: size })
      .flatMap((group) => groupMarks(group, options, eye, size))
      .flatMap((mark): readonly Placed[] => {
        const signs = mark.points.flatMap(({ id }) => byId.get(id) ?? []);
        const worst = worstOf(signs);
        return worst === null ? [] : [{ mark, signs, worst }];
      });
  };
  const draw = (): void => {
    if (!isShown || points.length === 0) {
      if (elements.size > 0) drop(new Set());
      standing = [];
      return;
    }
    const moved = placedFrom === null || !Cartesian3.equals(placedFrom, scene.camera.positionWC);
    if (placedAt === 0 || (moved && performance.now() - placedAt >= PLACE_EVERY_MS)) place();
    else if (moved) {
      clearTimeout(later);
      later = setTimeout(() => {
        place();
        stand();
      }, PLACE_EVERY_MS);
    }
    stand();
  };
  const stand = (): void => {
    const { project } = screenProjector(scene);
    const larger = signScale(scene.canvas.clientHeight);
    const { clientWidth, clientHeight } = scene.canvas;
    host.style.setProperty('--sign-scale', String(larger));
    const out: Standing[] = [];
    for (const each of placed) {
      const spot = project(each.mark.at);
      if (spot === null || spot.x < -40 || spot.y < -40) continue;
      if (spot.x > clientWidth + 40 || spot.y > clientHeight + 40) continue;
      out.push({ ...each, x: spot.x + each.mark.asideX * larger, y: spot.y + each.mark.asideY * larger });
    }
    standing = out.length <= MOST_SIGNS ? out : worstFirst(out).slice(0, MOST_SIGNS);
    const kept = new Set<string>();
    for (const { signs, worst, x, y } of standing) {
      kept.add(worst.id);
      const known = elements.get(worst.id);
      const element = known ?? signElement();
      if (known === undefined) {
        elements.set(worst.id, element);
        host.append(element.element);
      }
      element.show(worst.look, signs.length, selected !== null && signs.some(({ id }) => id === selected));
      element.moveTo(x, y);
    }
    drop(kept);
  };
  const drop = (kept: ReadonlySet<string>): void => {
    for (const [id, { element }] of elements) {
      if (kept.has(id)) continue;
      element.remove();
      elements.delete(id);
    }
  };
  const refresh = (): void => {
    place();
    draw();
  };
  const hit = (x: number, y: number): Standing | null => {
    const reach = REACH_PX * signScale(scene.canvas.clientHeight);
    let best: Standing | null = null;
    let bestPx = reach;
    for (const each of standing) {
      const away = Math.hypot(each.x - x, each.y - y);
      if (away > bestPx) continue;
      bestPx = away;
      best = each;
    }
    return best;
  };
  const removals = [scene.postRender.addEventListener(draw), scene.camera.moveStart.addEventListener(note.hush)];
  return {
    show(signs, nextSay) {
      say = nextSay;
      byId = new Map(signs.map((sign) => [sign.id, sign]));
      points = signs.map(({ id, lon, lat }) => ({ ...ON_THE_GROUND, id, lon, lat }));
      refresh();
    },
    select(id) {
      selected = id;
      refresh();
    },
    setShown(shown) {
      isShown = shown;
      if (!shown) note.hush();
      refresh();
    },
    pick(x, y) {
      const signs = hit(x, y)?.signs ?? [];
      return signs.length === 1 ? (signs[0] ?? null) : null;
    },
    openGroup(x, y) {
      const found = hit(x, y);
      if (found === null || found.signs.length === 1) return false;
      options.fly(groupFlight(scene, found.mark, options));
      return true;
    },
    hover(x, y) {
      const found = hit(x, y);
      if (found === null) {
        note.hush();
        return false;
      }
      note.say(say(found.signs), found.x, found.y - 22);
      return true;
    },
    get drawn() {
      return elements.size;
    },
    destroy() {
      clearTimeout(later);
      for (const remove of removals) remove();
      host.remove();
      note.destroy();
    },
  };
}

function worstFirst(all: readonly Standing[]): readonly Standing[] {
  return all.toSorted((a, b) => rankOf(a.worst) - rankOf(b.worst));
}
