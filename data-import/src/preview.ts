import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Link } from '@undercroft/core/model/link';
import type { Preview } from '@undercroft/core/protocol/data-page';

/** Gathers a sample of features, light enough to be sent and drawn at once. */
export interface PreviewBuilder {
  /** Takes what there is room for; true when a preview shows much more than the one told before. */
  add(features: readonly CityFeature[]): boolean;
  /** `partial`: the source holds more than was added so far, or may. */
  build(partial: boolean): Preview;
}

/** A preview is told again when it has grown by this factor. */
const GROWTH = 4;
/** Vertices of a line or ring that are sent: it is to be seen, not measured. */
const MOST_VERTICES = 200;

type Line = Preview['lines'][number];
type Point = Preview['points'][number];
type Polygon = Preview['polygons'][number];

/** `most` is the greatest number of lines, of points and of polygons, each. */
export function previewBuilder(most: number): PreviewBuilder {
  const lines: Line[] = [];
  const points: Point[] = [];
  const polygons: Polygon[] = [];
  const box = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let left = 0;
  let toldAt = 0;

  const put = <T>(list: T[], path: ArrayLike<number>, item: () => NoInfer<T>) => {
    if (list.length >= most) {
      left += 1;
      return;
    }
    list.push(item());
    widen(box, path);
  };
  const add = (feature: CityFeature) => {
    switch (feature.family) {
      case 'link':
        put<Line>(lines, feature.value.path, () => lineOf(feature.value));
        return;
      case 'road': {
        const { path, widthM } = feature.value;
        const widthMm = widthM === null ? null : widthM * 1000;
        put<Line>(lines, path, () => ({ utility: 'other', path: thinned(path), levels: [null, null], widthMm }));
        return;
      }
      case 'node': {
        const { position, coverLevelM } = feature.value;
        put<Point>(points, position, () => ({
          kind: 'node',
          position: [position[0], position[1]],
          levelM: coverLevelM,
        }));
        return;
      }
      case 'cityPoint': {
        const { kind, position, levelM } = feature.value;
        put<Point>(points, position, () => ({ kind, position: [position[0], position[1]], levelM }));
        return;
      }
      case 'place': {
        const { position } = feature.value;
        put<Point>(points, position, () => ({ kind: 'place', position: [position[0], position[1]], levelM: null }));
        return;
      }
      case 'cityCase': {
        const { position } = feature.value;
        put<Point>(points, position, () => ({ kind: 'other', position: [position[0], position[1]], levelM: null }));
        return;
      }
      case 'gridCell':
        for (const [outer] of feature.value.polygons) ring('gridCell', outer);
        return;
      case 'building':
      case 'landUse':
      case 'water':
        ring(feature.family, feature.value.rings[0]);
        return;
      case 'area':
      case 'furniture':
        return;
    }
  };
  const ring = (target: Polygon['target'], outer: ArrayLike<number> | undefined) => {
    if (outer !== undefined) put<Polygon>(polygons, outer, () => ({ target, ring: thinned(outer) }));
  };
  return {
    add(features) {
      for (const feature of features) add(feature);
      const size = lines.length + points.length + polygons.length;
      if (size === 0 || size < toldAt * GROWTH) return false;
      toldAt = size;
      return true;
    },
    build(partial) {
      const [west = 0, south = 0, east = 0, north = 0] = box;
      const bbox: Preview['bbox'] = west <= east ? [west, south, east, north] : null;
      return { lines: [...lines], points: [...points], polygons: [...polygons], bbox, partial: partial || left > 0 };
    },
  };
}

function lineOf({ utility, path, from, to, section }: Link): Line {
  return { utility, path: thinned(path), levels: [from.axisM, to.axisM], widthMm: section?.widthMm ?? null };
}

/** Flat longitude, latitude with the ends and at most `MOST_VERTICES` vertices. */
function thinned(path: ArrayLike<number>): number[] {
  const vertices = Math.floor(path.length / 2);
  const kept = Math.min(vertices, MOST_VERTICES);
  const flat: number[] = [];
  for (let i = 0; i < kept; i++) {
    const vertex = kept === vertices ? i : Math.round((i * (vertices - 1)) / (kept - 1));
    flat.push(path[2 * vertex] ?? 0, path[2 * vertex + 1] ?? 0);
  }
  return flat;
}

function widen(box: number[], path: ArrayLike<number>): void {
  for (let i = 0; i + 1 < path.length; i += 2) {
    const lon = path[i] ?? Number.NaN;
    const lat = path[i + 1] ?? Number.NaN;
    box[0] = Math.min(box[0] ?? lon, lon);
    box[1] = Math.min(box[1] ?? lat, lat);
    box[2] = Math.max(box[2] ?? lon, lon);
    box[3] = Math.max(box[3] ?? lat, lat);
  }
}
