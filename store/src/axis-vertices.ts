import { decodeCoordinates } from '@undercroft/core/geometry/wkb';
import type { LinkFeature } from '@undercroft/core/protocol/answers';

/** The vertices of a link's stored axis: longitude, latitude, level; NaN stands for an unknown level in the row. */
export function verticesOf(geom: Uint8Array): LinkFeature['path'] {
  const coordinates = decodeCoordinates(geom);
  const vertices: LinkFeature['path'] = [];
  for (let i = 0; i + 2 < coordinates.length; i += 3) {
    const [lon = 0, lat = 0, levelM = Number.NaN] = coordinates.subarray(i, i + 3);
    vertices.push([lon, lat, Number.isNaN(levelM) ? null : levelM]);
  }
  return vertices;
}
