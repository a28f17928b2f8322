import type { Preview } from '@undercroft/core/protocol/data-page';

/** The outline of a raster, flat longitude and latitude, as a preview: its pixels are not there yet. */
export function rasterPreview(outline: readonly number[]): Preview {
  const lons = outline.filter((_, i) => i % 2 === 0);
  const lats = outline.filter((_, i) => i % 2 === 1);
  return {
    lines: [],
    points: [],
    polygons: [{ target: 'raster', ring: [...outline] }],
    bbox: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
    partial: false,
  };
}
