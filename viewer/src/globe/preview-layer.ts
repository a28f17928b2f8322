import { Cartesian3, Color, Material, PointPrimitiveCollection, PolylineCollection, type Scene } from '@cesium/engine';
import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';
import type { Preview } from '@undercroft/core/protocol/data-page';
import type { GroundSurface } from '../geometry/ground-surface.ts';

/** Draws what is not published yet: light enough to stand a moment after a file was dropped, and plainly not the real thing. */
export interface PreviewLayer {
  /** Replaces what is shown; `null` shows nothing. */
  show(preview: Preview | null): void;
  /** Marks places of findings, and the one that is pointed at more strongly. */
  mark(places: readonly LonLat[], pointedAt: LonLat | null): void;
  destroy(): void;
}

type LonLat = readonly [lon: number, lat: number];

/** With its rim. */
const LINE_PX = 8;
const POLYGON_PX = 6;
const DASH_PX = 14;
const POINT_PX = 8;
const MARK_PX = 11;
const POINTED_PX = 20;
/** What has no level is drawn this far above the ground, so that it does not fight with it, metres. */
const ABOVE_GROUND_M = 0.3;
const POINT_TONE = Color.fromBytes(255, 196, 61);
const POLYGON_TONE = Color.fromBytes(94, 114, 228);
const MARK_TONE = Color.fromBytes(225, 45, 57);
const RIM = Color.WHITE;

/** On a wall everything is read from farther away: steps of the page's own zoom, by the width of the view, pixels. */
function wallScale({ canvas }: Scene): number {
  if (canvas.clientWidth >= 3400) return 2;
  return canvas.clientWidth >= 2400 ? 1.4 : 1;
}

export function previewLayer(scene: Scene, ground: GroundSurface, geoidOffsetM: number): PreviewLayer {
  const lines = scene.primitives.add(new PolylineCollection()) as PolylineCollection;
  const points = scene.primitives.add(new PointPrimitiveCollection()) as PointPrimitiveCollection;
  const marks = scene.primitives.add(new PointPrimitiveCollection()) as PointPrimitiveCollection;
  const heightAt = (lon: number, lat: number, levelM: number | null): number =>
    (levelM ?? ground.levelAt(lon, lat) + ABOVE_GROUND_M) + geoidOffsetM;
  const place = (lon: number, lat: number, levelM: number | null): Cartesian3 =>
    Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat, levelM));
  return {
    show(preview) {
      lines.removeAll();
      points.removeAll();
      for (const { path, levels, utility } of preview?.lines ?? []) {
        const isKnown = levels[0] !== null && levels[1] !== null;
        const tone = Color.fromBytes(...UTILITY_COLOURS[utility]);
        lines.add({
          positions: axisOf(path, levels, place),
          width: LINE_PX * wallScale(scene),
          material: lineMaterial(tone, isKnown),
        });
      }
      for (const { ring } of preview?.polygons ?? []) {
        lines.add({
          positions: axisOf(ring, [null, null], place),
          width: POLYGON_PX * wallScale(scene),
          material: lineMaterial(POLYGON_TONE, true),
        });
      }
      for (const { position, levelM } of preview?.points ?? []) {
        points.add({
          position: place(...position, levelM),
          pixelSize: POINT_PX * wallScale(scene),
          color: POINT_TONE,
          outlineColor: RIM,
          outlineWidth: 1,
          disableDepthTestDistance: Number.POSITIVE_INFINITY,
        });
      }
      scene.requestRender();
    },
    mark(places, pointedAt) {
      marks.removeAll();
      const put = ([lon, lat]: LonLat, pixelSize: number, alpha: number): void => {
        marks.add({
          position: place(lon, lat, null),
          pixelSize: pixelSize * wallScale(scene),
          color: MARK_TONE.withAlpha(alpha),
          outlineColor: RIM,
          outlineWidth: 2,
          disableDepthTestDistance: Number.POSITIVE_INFINITY,
        });
      };
      for (const at of places) put(at, MARK_PX, 0.8);
      if (pointedAt !== null) put(pointedAt, POINTED_PX, 1);
      scene.requestRender();
    },
    destroy() {
      for (const collection of [lines, points, marks]) scene.primitives.remove(collection);
    },
  };
}

type Place = (lon: number, lat: number, levelM: number | null) => Cartesian3;

/** Levels run straight from the first to the last vertex by their number: it is a preview. */
function axisOf(
  path: readonly number[],
  [from, to]: readonly [number | null, number | null],
  place: Place,
): Cartesian3[] {
  const count = Math.floor(path.length / 2);
  return Array.from({ length: count }, (_, i) => {
    const levelM = from === null || to === null ? null : from + ((to - from) * i) / Math.max(1, count - 1);
    return place(path[i * 2] ?? 0, path[i * 2 + 1] ?? 0, levelM);
  });
}

/** What has no level is dashed, as in the network itself. */
function lineMaterial(color: Color, isKnown: boolean): Material {
  return isKnown
    ? Material.fromType('PolylineOutline', { color, outlineColor: POINT_TONE, outlineWidth: 2 })
    : Material.fromType('PolylineDash', { color, dashLength: DASH_PX });
}
