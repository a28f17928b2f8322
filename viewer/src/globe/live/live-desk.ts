import type { Scene } from '@cesium/engine';
import type { GroundSurface } from '../../geometry/ground-surface.ts';
import { livePositions } from '../../live/live-positions.ts';
import { shownMs, useLive } from '../../live/live-store.ts';
import type { Theme } from '../../state/view-state.ts';
import type { Picked } from '../automation.ts';
import type { FlightTarget } from '../flight.ts';
import { signNote } from '../sign-note.ts';
import { type Gauge, gaugeBars } from './gauge-bars.ts';
import type { SaySigns } from './sign-element.ts';
import type { StatusSign } from './status-sign.ts';
import { statusSigns } from './status-signs.ts';
import { type UnitLayer, type UnitsSpent, unitLayer } from './unit-layer.ts';

/** What the live part of the page, and the wall, may do with the 3D view. */
export interface LiveDesk {
  /** Whether units, alarms and cases are drawn at all. */
  setOpen(open: boolean): void;
  /** While the desk is open the signs of the city's points make room for those of what happens. */
  setPointsAside(aside: boolean): void;
  /** Replaces the signs of alarms and cases; `say` tells what some are when they are pointed at. */
  show(signs: readonly StatusSign[], say: SaySigns): void;
  /** Marks an alarm or a case. */
  select(id: string | null): void;
  /** Staffs with water at its true height. */
  setGauges(gauges: readonly Gauge[]): void;
  /** One unit is selected, some are marked: they are on their way. */
  setUnits(selected: string | null, marked: ReadonlySet<string>): void;
  /** Level of the drawn ground, metres above the datum. */
  groundLevelM(lon: number, lat: number): number;
  lookAt(lon: number, lat: number, distanceM?: number): void;
  /** Milliseconds of script that moving units took; `null` where none can be drawn. */
  unitsSpent(): UnitsSpent | null;
}

export interface LiveDeskOptions {
  readonly scene: Scene;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly middle: readonly [number, number];
  readonly theme: Theme;
  readonly instant: boolean;
  readonly pixelRatio: () => number;
  readonly setPointsAside: (aside: boolean) => void;
  readonly fly: (target: FlightTarget) => void;
  /** What a unit is called when it is pointed at. */
  readonly sayUnit: (id: string) => string;
}

const LOOK_FROM_M = 190;

export function liveDesk(options: LiveDeskOptions): LiveDesk & {
  setTheme(theme: Theme): void;
  setBelow(below: boolean): void;
  pick(x: number, y: number): Picked | null;
  openGroup(x: number, y: number): boolean;
  hover(x: number, y: number): boolean;
  destroy(): void;
} {
  const { scene, ground, geoidOffsetM, fly } = options;
  const heightAt = (lon: number, lat: number): number => ground.levelAt(lon, lat) + geoidOffsetM;
  let { theme } = options;
  let isOpen = false;
  let isBelow = false;
  // A second graphics context is made only for who looks at units.
  let units: UnitLayer | null = null;
  let unitMarks: readonly [string | null, ReadonlySet<string>] = [null, new Set()];
  const gauges = gaugeBars(scene, { geoidOffsetM, pixelRatio: options.pixelRatio, theme });
  const signs = statusSigns(scene, { heightAt, geoidOffsetM, fly });
  const note = signNote(scene);
  const refresh = (): void => {
    if (isOpen && units === null) {
      units = unitLayer(scene, {
        positions: livePositions,
        middle: options.middle,
        heightAt,
        pixelRatio: options.pixelRatio,
        theme,
        instant: options.instant,
        cityNowMs: () => shownMs(useLive.getState(), Date.now()),
      });
      units?.setMarks(...unitMarks);
    } else if (!isOpen && units !== null) {
      units.destroy();
      units = null;
    }
    units?.setShown(!isBelow);
    signs.setShown(isOpen && !isBelow);
    scene.requestRender();
  };
  return {
    setOpen(open) {
      isOpen = open;
      if (!open) gauges.show([]);
      refresh();
    },
    setPointsAside: options.setPointsAside,
    show: (next, say) => signs.show(next, say),
    select: (id) => signs.select(id),
    setGauges: (next) => gauges.show(next),
    setUnits(selected, marked) {
      unitMarks = [selected, marked];
      units?.setMarks(selected, marked);
    },
    groundLevelM: (lon, lat) => ground.levelAt(lon, lat),
    lookAt(lon, lat, distanceM = LOOK_FROM_M) {
      fly({ lon, lat, heightM: heightAt(lon, lat), distanceM, headingDeg: null, pitchDeg: -48 });
    },
    unitsSpent: () => units?.spent() ?? null,
    setTheme(next) {
      theme = next;
      units?.setTheme(next);
      gauges.setTheme(next);
    },
    setBelow(below) {
      isBelow = below;
      refresh();
    },
    pick(x, y) {
      if (!isOpen || isBelow) return null;
      const sign = signs.pick(x, y);
      if (sign !== null) {
        const kind = sign.kind === 'alarm' ? 'alarm' : 'liveCase';
        return { id: sign.id, utility: null, kind, building: null };
      }
      const unit = units?.pick(x, y) ?? null;
      return unit === null ? null : { id: unit, utility: null, kind: 'liveUnit', building: null };
    },
    openGroup: (x, y) => isOpen && !isBelow && signs.openGroup(x, y),
    hover(x, y) {
      if (!isOpen || isBelow) return false;
      if (signs.hover(x, y)) {
        note.hush();
        scene.canvas.style.cursor = 'pointer';
        return true;
      }
      const unit = units?.pick(x, y) ?? null;
      const spot = unit === null ? null : (units?.spotOf(unit) ?? null);
      if (unit === null || spot === null) {
        note.hush();
        return false;
      }
      note.say(options.sayUnit(unit), spot.x, spot.y - 14);
      return true;
    },
    destroy() {
      units?.destroy();
      gauges.destroy();
      signs.destroy();
      note.destroy();
    },
  };
}
