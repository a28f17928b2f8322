import { Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { CoveredEdges, FlightTarget } from './flight.ts';
import { type PreviewLayer, previewLayer } from './preview-layer.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** What the Data page may do with the 3D view. */
export interface PreviewDesk {
  readonly layer: Pick<PreviewLayer, 'show' | 'mark'>;
  /** Looks at a box of degrees unless it is in view already, large enough to be made out. */
  lookAt(box: Box): void;
  /** Looks at a place from near. */
  lookAtPlace(lon: number, lat: number): void;
}

export interface PreviewDeskOptions {
  readonly scene: Scene;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly coveredEdges: () => CoveredEdges;
  readonly fly: (target: FlightTarget) => void;
}

const METRES_A_DEGREE = 111_320;
/** Distances to look from, metres, and their share of a box's diagonal. */
const NEAREST_M = 120;
const FARTHEST_M = 60_000;
const DIAGONALS_AWAY = 1.25;
const PLACE_FROM_M = 70;
/** A box that covers less than this share of the view's height is too far off to be made out. */
const LEAST_SHARE = 0.12;

export function previewDesk(options: PreviewDeskOptions): PreviewDesk & { destroy(): void } {
  const { scene, ground, geoidOffsetM, coveredEdges, fly } = options;
  const layer = previewLayer(scene, ground, geoidOffsetM);
  const heightAt = (lon: number, lat: number): number => ground.levelAt(lon, lat) + geoidOffsetM;

  const isInView = ([west, south, east, north]: Box): boolean => {
    const { leftPx, rightPx } = coveredEdges();
    const { clientWidth, clientHeight } = scene.canvas;
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ] as const;
    let top = Number.POSITIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    let left = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    for (const [lon, lat] of corners) {
      const point = Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat));
      const place = SceneTransforms.worldToWindowCoordinates(scene, point);
      if (place === undefined) return false;
      left = Math.min(left, place.x);
      right = Math.max(right, place.x);
      top = Math.min(top, place.y);
      bottom = Math.max(bottom, place.y);
    }
    const isInside = left >= leftPx && right <= clientWidth - rightPx && top >= 0 && bottom <= clientHeight;
    return isInside && Math.max(right - left, bottom - top) >= clientHeight * LEAST_SHARE;
  };

  return {
    layer,
    lookAt(box) {
      if (isInView(box)) return;
      const [west, south, east, north] = box;
      const lon = (west + east) / 2;
      const lat = (south + north) / 2;
      const widthM = (east - west) * METRES_A_DEGREE * Math.cos((lat * Math.PI) / 180);
      const diagonalM = Math.hypot(widthM, (north - south) * METRES_A_DEGREE);
      // What a dock leaves of the view is narrower than the view.
      const { leftPx, rightPx } = coveredEdges();
      const free = Math.max(0.3, 1 - (leftPx + rightPx) / Math.max(1, scene.canvas.clientWidth));
      const distanceM = Math.min(FARTHEST_M, Math.max(NEAREST_M, (diagonalM * DIAGONALS_AWAY) / free));
      fly({ lon, lat, heightM: heightAt(lon, lat), distanceM, headingDeg: null, pitchDeg: -55 });
    },
    lookAtPlace(lon, lat) {
      fly({ lon, lat, heightM: heightAt(lon, lat), distanceM: PLACE_FROM_M, headingDeg: null, pitchDeg: -55 });
    },
    destroy: () => layer.destroy(),
  };
}
