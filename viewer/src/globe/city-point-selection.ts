import { Cartesian3 } from '@cesium/engine';
import type { CityPointFeature, Feature, GridCellFeature } from '@undercroft/core/protocol/answers';
import { deviceHeightM, type MarkGround } from './city-point-marks.ts';
import type { PointSprite } from './city-point-sprites.ts';
import type { ScreenProjector } from './screen-projector.ts';

/** What is selected of points and cells, in the world. */
export type PlaceSelection =
  | {
      readonly family: 'cityPoint';
      readonly point: CityPointFeature;
      readonly at: Cartesian3;
    }
  | { readonly family: 'gridCell'; readonly rings: readonly (readonly Cartesian3[])[] };

/** An outline follows the ground by points so far apart at most, degrees (about 20 m), and so many in all. */
const STEP_DEG = 0.0002;
const MOST_STEPS = 40;

export function placeSelection(feature: Feature | null, ground: MarkGround): PlaceSelection | null {
  if (feature?.family === 'cityPoint') return pointSelection(feature, ground);
  if (feature?.family === 'gridCell') return cellSelection(feature, ground);
  return null;
}

function pointSelection(point: CityPointFeature, ground: MarkGround): PlaceSelection {
  const [lon, lat] = point.position;
  const groundM = ground.heightAt(lon, lat);
  const at = Cartesian3.fromDegrees(lon, lat, deviceHeightM(point, groundM, ground.geoidOffsetM));
  return { family: 'cityPoint', point, at };
}

function cellSelection({ polygons }: GridCellFeature, ground: MarkGround): PlaceSelection {
  const rings = polygons.flat().map((ring) =>
    ring.flatMap(([lon, lat], i) => {
      const [nextLon, nextLat] = ring[(i + 1) % ring.length] ?? [lon, lat];
      const away = Math.hypot(nextLon - lon, nextLat - lat);
      const steps = Math.max(1, Math.min(MOST_STEPS, Math.ceil(away / STEP_DEG)));
      return Array.from({ length: steps }, (_, step) => {
        const t = step / steps;
        const [x, y] = [lon + (nextLon - lon) * t, lat + (nextLat - lat) * t];
        return Cartesian3.fromDegrees(x, y, ground.heightAt(x, y));
      });
    }),
  );
  return { family: 'gridCell', rings };
}

const RING_PX = 4.5;
const OUTLINE_PX = 3.5;

/** Draws it over everything, in CSS pixels, so many times larger than on a desk. */
export function drawSelection(
  context: CanvasRenderingContext2D,
  selection: PlaceSelection,
  { project, stretch }: ScreenProjector,
  tone: string,
  larger: number,
  sprite: (point: CityPointFeature) => PointSprite,
): void {
  context.strokeStyle = tone;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.setLineDash([]);
  const trace = (ring: readonly Cartesian3[]): void => {
    for (const [i, from] of ring.entries()) {
      const to = ring[(i + 1) % ring.length];
      const seen = to === undefined ? null : stretch(from, to);
      if (seen === null) continue;
      context.moveTo(seen[0].x, seen[0].y);
      context.lineTo(seen[1].x, seen[1].y);
    }
  };
  switch (selection.family) {
    case 'gridCell':
      context.lineWidth = OUTLINE_PX * larger;
      context.beginPath();
      for (const ring of selection.rings) trace(ring);
      context.stroke();
      return;
    case 'cityPoint': {
      const { point, at } = selection;
      const spot = project(at);
      if (spot === null) return;
      const { image, sidePx, radiusPx } = sprite(point);
      const side = sidePx * larger;
      context.drawImage(image, spot.x - side / 2, spot.y - side / 2, side, side);
      context.lineWidth = RING_PX * larger;
      context.beginPath();
      context.arc(spot.x, spot.y, (radiusPx + RING_PX / 2 + 0.5) * larger, 0, 2 * Math.PI);
      context.stroke();
      return;
    }
  }
}
