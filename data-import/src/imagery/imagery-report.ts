import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { issue } from '../issues.ts';
import type { ImageryInput } from '../layer-input.ts';

/** The report on a layer of pictures of which so many tiles have anything on them. */
export function imageryReport({ format, crs, extent }: ImageryInput, tiles: number): ImportReport {
  const issues = tiles > 0 ? [] : [issue('no-features', null, null, 'The picture has nothing on it.')];
  return {
    format,
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
