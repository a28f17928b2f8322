import { z } from 'zod';
import { type RawCorners, type ReadingError, readingError } from './area-reading.ts';

export type GeoJsonOutline = { readonly ok: true; readonly corners: RawCorners } | ReadingError;

const ring = z.array(z.array(z.number()).min(2));
const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) });
const multiPolygon = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)) });
const geometry = z.union([polygon, multiPolygon]);
const feature = z.object({ type: z.literal('Feature'), geometry });
const document = z.union([
  geometry,
  feature,
  z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) }),
]);

/** Reads the one polygon of a GeoJSON text: a Polygon, a MultiPolygon, a Feature or a FeatureCollection of one. */
export function readGeoJsonOutline(text: string): GeoJsonOutline {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return readingError(null, 'not-geojson', `Wanted GeoJSON, but the text is no JSON: ${message}.`);
  }
  const parsed = document.safeParse(json);
  if (!parsed.success) {
    return readingError(
      null,
      'not-geojson',
      'Wanted a GeoJSON Polygon, or features that are polygons, but got another thing.',
    );
  }
  const { data } = parsed;
  const geometries =
    data.type === 'FeatureCollection'
      ? data.features.map((each) => each.geometry)
      : [data.type === 'Feature' ? data.geometry : data];
  const polygons = geometries.flatMap((each) => (each.type === 'Polygon' ? [each.coordinates] : each.coordinates));
  const [one] = polygons;
  if (one === undefined || polygons.length > 1) {
    return readingError(null, 'not-one-polygon', `Wanted one polygon, but there are ${polygons.length}.`);
  }
  if (one.length > 1) {
    return readingError(null, 'holes', `The area must be one ring without holes, but has ${one.length - 1}.`);
  }
  const rows = (one[0] ?? []).map(([x = Number.NaN, y = Number.NaN]) => [x, y]);
  return { ok: true, corners: { rows, lines: null } };
}
