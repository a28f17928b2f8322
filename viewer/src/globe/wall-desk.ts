import { Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import { type CoveredEdges, type FlightTarget, flyTo } from './flight.ts';
import type { PitLayer } from './pit-layer.ts';
import { type WellWater, wellWater } from './well-water.ts';

/** The street opened at a well. */
export interface OpenWell {
  readonly pit: PlacedPit;
  /** `null` where the level is not known, or there is no shaft. */
  readonly water: WellWater | null;
  /** What stands at the level of the water, else at the well. */
  readonly note: string;
  readonly noteLevelM: number;
  readonly lon: number;
  readonly lat: number;
}

/** What the command wall does with the 3D view. */
export interface WallDesk {
  /**
   * Flies for so many seconds to look at a point of the ground, in the middle of what is not covered; at once where
   * nothing may move by itself.
   */
  lookAt(target: Omit<FlightTarget, 'heightM'>, covered: CoveredEdges, seconds: number): void;
  /** Ends the flight where it is. */
  hold(): void;
  /** Opens the street; `null` closes it. */
  open(well: OpenWell | null): void;
}

export interface WallDeskOptions {
  readonly scene: Scene;
  readonly host: HTMLElement;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly pits: PitLayer;
  readonly instant: boolean;
}

export function wallDesk(options: WallDeskOptions): WallDesk & { destroy(): void } {
  const { scene, host, ground, geoidOffsetM, pits, instant } = options;
  const fill = wellWater(scene, geoidOffsetM);
  const note = document.createElement('div');
  note.className = 'well-note';
  note.hidden = true;
  let shown: OpenWell | null = null;
  const follow = (): void => {
    if (shown === null) return;
    const { lon, lat, noteLevelM } = shown;
    const point = Cartesian3.fromDegrees(lon, lat, noteLevelM + geoidOffsetM);
    const spot = SceneTransforms.worldToWindowCoordinates(scene, point);
    note.hidden = spot === undefined;
    if (spot !== undefined) note.style.transform = `translate(${Math.round(spot.x)}px, ${Math.round(spot.y)}px)`;
  };
  const remove = scene.postRender.addEventListener(follow);
  return {
    lookAt(target, covered, seconds) {
      const heightM = ground.levelAt(target.lon, target.lat) + geoidOffsetM;
      flyTo(scene, { ...target, heightM }, covered, instant, seconds);
    },
    hold: () => scene.camera.cancelFlight(),
    open(well) {
      shown = well;
      pits.show(well === null ? [] : [{ id: 'well', placed: well.pit, cuts: [], zones: [], isBare: true }], false);
      fill(well?.water ?? null);
      note.textContent = well?.note ?? '';
      if (well === null) note.remove();
      else host.append(note);
      scene.requestRender();
    },
    destroy() {
      remove();
      fill(null);
      note.remove();
    },
  };
}
