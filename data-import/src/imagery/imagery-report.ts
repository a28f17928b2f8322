import type { ImageryExtent } from '@undercroft/core/map/imagery-tile';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { issue } from '../issues.ts';
import { REPORTED_FORMAT } from '../rasters/raster-formats.ts';

/** The report on a picture of which so many tiles have anything on them. */
export function imageryReport(crs: string, extent: ImageryExtent, tiles: number): ImportReport {
  const issues = tiles > 0 ? [] : [issue('no-features', null, null, 'The picture has nothing on it.')];
  return {
    format: REPORTED_FORMAT,
    crs,
    accepted: issues.length === 0,
    features: {},
    nodeKinds: {},
    lengthM: 0,
    geometryLengthM: 0,
    bbox: [...extent.bbox],
    unknown: {},
    issueCounts: Object.fromEntries(issues.map(({ code }) => [code, 1])),
    issues,
    imagery: { tiles, minZoom: extent.minZoom, maxZoom: extent.maxZoom },
  };
}
