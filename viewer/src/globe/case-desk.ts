import type { Scene } from '@cesium/engine';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { CellTints } from '../map-painter/painter-protocol.ts';
import type { Theme } from '../state/view-state.ts';
import type { Picked } from './automation.ts';
import type { LabelGround } from './base-map-labels.ts';
import { type CaseSigns, caseSigns, type SayCase } from './case-sign-layer.ts';
import type { FlightTarget } from './flight.ts';
import { pixelSizeM } from './screen-projector.ts';

/** What the cases of the page may do with the 3D view. */
export interface CaseDesk {
  /** While cases are on screen the points of the city make room for them. */
  setOpen(open: boolean): void;
  /** Colours the cells of the grid; `null` colours none. */
  setTints(tints: CellTints | null): void;
  /** Replaces the signs; `say` tells what one is when it is pointed at. */
  show(cases: readonly CityCaseAnswer[], say: SayCase): void;
  /** Marks one case; it need not be among those shown. */
  select(one: CityCaseAnswer | null): void;
  /** The rectangle of degrees that is looked at, with some room about it; `null` from too far or of no ground. */
  nearView(): readonly [west: number, south: number, east: number, north: number] | null;
  lookAt(lon: number, lat: number): void;
}

export interface CaseDeskOptions {
  readonly scene: Scene;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly theme: Theme;
  readonly pixelRatio: () => number;
  readonly middle: LabelGround['middle'];
  readonly setTints: (tints: CellTints | null) => void;
  readonly setPointsAside: (aside: boolean) => void;
  readonly fly: (target: FlightTarget) => void;
}

/** Cases are asked for when a CSS pixel in the middle of the view is smaller than this, metres. */
const NEAR_M = 0.6;

/** The rectangle asked for reaches so much farther than the view in its middle is wide. */
const ROOM = 0.9;

const METRES_A_DEGREE = 111_320;
const LOOK_FROM_M = 220;

export function caseDesk(options: CaseDeskOptions): CaseDesk &
  Pick<CaseSigns, 'openGroup' | 'hover' | 'setTheme' | 'setBelow'> & {
    pick(x: number, y: number): Picked | null;
    destroy(): void;
  } {
  const { scene, ground, geoidOffsetM, fly } = options;
  const signs = caseSigns(scene, {
    heightAt: (lon, lat) => ground.levelAt(lon, lat) + geoidOffsetM,
    geoidOffsetM,
    theme: options.theme,
    pixelRatio: options.pixelRatio,
    fly,
  });
  return {
    setOpen: options.setPointsAside,
    setTints: options.setTints,
    show: (cases, say) => signs.show(cases, say),
    select: (one) => signs.select(one),
    openGroup: (x, y) => signs.openGroup(x, y),
    hover: (x, y) => signs.hover(x, y),
    setTheme: (theme) => signs.setTheme(theme),
    setBelow: (below) => signs.setBelow(below),
    pick(x, y) {
      const id = signs.pick(x, y);
      return id === null ? null : { id, utility: null, kind: 'cityCase', building: null };
    },
    nearView() {
      const middle = options.middle();
      if (middle === null) return null;
      const pixelM = pixelSizeM(scene) * middle.distanceM;
      if (pixelM > NEAR_M) return null;
      const { clientWidth, clientHeight } = scene.canvas;
      const reachM = Math.max(clientWidth, clientHeight) * pixelM * ROOM;
      const north = reachM / METRES_A_DEGREE;
      const east = north / Math.cos((middle.lat * Math.PI) / 180);
      return [middle.lon - east, middle.lat - north, middle.lon + east, middle.lat + north];
    },
    lookAt(lon, lat) {
      const heightM = ground.levelAt(lon, lat) + geoidOffsetM;
      fly({ lon, lat, heightM, distanceM: LOOK_FROM_M, headingDeg: null, pitchDeg: -55 });
    },
    destroy: () => signs.destroy(),
  };
}
