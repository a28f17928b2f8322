import { type LocalProjection, localProjection } from '../geodesy/local-projection.ts';
import type { PitRefusal } from './outline-check.ts';

/** An outline brought into the plane about its own middle; everything of the pit is computed in that plane. */
export interface PlaneOutline {
  readonly projection: LocalProjection;
  /** Flat x, y in metres, not closed. */
  readonly outline: Float64Array;
}

export type PlaneOutlineResult =
  | { readonly ok: true; readonly value: PlaneOutline }
  | { readonly ok: false; readonly refusal: PitRefusal };

/**
 * Reads an outline in degrees, flat longitude, latitude; a closing repeat of the first point (GeoJSON) is dropped. The
 * plane is about the mean of the corners, taken as differences from the first so that the antimeridian is no seam.
 * Refuses with `too-few-points`, `not-a-number` or `outside-the-earth`; the shape is checked when the pit is made.
 */
export function outlineFromLonLat(ring: Float64Array): PlaneOutlineResult {
  const closed = ring.length >= 4 && ring[0] === ring[ring.length - 2] && ring[1] === ring[ring.length - 1];
  const open = closed ? ring.slice(0, -2) : ring;
  const n = Math.floor(open.length / 2);
  if (n < 1) return refused('too-few-points', 'The outline needs at least 3 corners, but has none.');
  const lon0 = open[0] ?? 0;
  let sumLon = 0;
  let sumLat = 0;
  for (let i = 0; i < n; i++) {
    const lon = open[i * 2] ?? Number.NaN;
    const lat = open[i * 2 + 1] ?? Number.NaN;
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) {
      return refused(
        'not-a-number',
        `The outline needs numbers at every corner, but corner ${i + 1} is ${lon}, ${lat}.`,
      );
    }
    if (Math.abs(lat) > 89 || Math.abs(lon) > 180) {
      const message = `The outline needs longitude within 180 and latitude within 89 degrees, but corner ${i + 1} is ${lon}, ${lat}.`;
      return refused('outside-the-earth', message);
    }
    sumLon += lon - lon0 - 360 * Math.round((lon - lon0) / 360);
    sumLat += lat;
  }
  const projection = localProjection([lon0 + sumLon / n, sumLat / n]);
  const outline = new Float64Array(n * 2);
  for (let i = 0; i < n; i++) projection.forward(open[i * 2] ?? 0, open[i * 2 + 1] ?? 0, outline, i * 2);
  return { ok: true, value: { projection, outline } };
}

function refused(code: PitRefusal['code'], message: string): PlaneOutlineResult {
  return { ok: false, refusal: { code, message } };
}
