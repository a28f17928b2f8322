import { type Crs, isInAreaOfUse, toLonLat } from '@undercroft/core/geodesy/crs';
import type { LocalGrid, LocalGrids } from '@undercroft/core/protocol/georeference';
import { ImportError } from '../import-error.ts';
import { knownCrs } from './known-crs.ts';
import { type Placement, placementIn } from './placement.ts';

const RADIANS = Math.PI / 180;
/** CGCS2000 and WGS 84: semi-major axis, metres, and inverse flattening of GRS 80. */
const GRS80_A = 6_378_137;
const GRS80_RF = 298.257222101;
/** A transverse Mercator of one's own serves this far from its meridian, degrees. */
const REACH_DEG = 3.5;

/**
 * Placement by a city's own grid. Its parameters stay in here: neither the label nor any message holds them. Throws
 * `ImportError` when the installation knows no grid of that name.
 */
export function localGridPlacement(label: string, grids: LocalGrids): Placement {
  const name = label.slice('LOCAL:'.length);
  const grid = Object.hasOwn(grids, name) ? grids[name] : undefined;
  if (grid === undefined) {
    const known = Object.keys(grids);
    const hint = known.length === 0 ? 'None is configured.' : `Known are ${known.join(', ')}.`;
    throw new ImportError('unknown-crs', `There is no local grid "${name}" in this installation. ${hint}`);
  }
  return grid.kind === 'helmert' ? helmert(label, grid) : ownMercator(label, grid);
}

function helmert(label: string, grid: LocalGrid & { kind: 'helmert' }): Placement {
  const target = placementIn(knownCrs(grid.to));
  const cos = grid.scale * Math.cos(grid.rotationDeg * RADIANS);
  const sin = grid.scale * Math.sin(grid.rotationDeg * RADIANS);
  if (target.crs.metresPerUnit === null) {
    throw new ImportError('unknown-crs', `The local grid of ${label} must lead to a projected system.`);
  }
  const transform = toLonLat(target.crs);
  return {
    ...target,
    label,
    crs: nameless(target.crs, label),
    place(x, y) {
      const [lon, lat] = transform(grid.dx + cos * x - sin * y, grid.dy + sin * x + cos * y);
      return isInAreaOfUse(target.crs, lon, lat, 1) ? [lon, lat] : outside(label, x, y);
    },
  };
}

function ownMercator(label: string, grid: LocalGrid & { kind: 'transverseMercator' }): Placement {
  // The ellipsoid blown up to the surface that was projected to, as engineering surveys do.
  const a = GRS80_A + grid.surfaceHeightM;
  const lon0 = grid.centralMeridianDeg;
  const crs: Crs = {
    code: label,
    name: 'local grid',
    kind: 'projected',
    proj:
      `+proj=tmerc +lat_0=${grid.latitudeOfOriginDeg} +lon_0=${lon0} +k=${grid.scale} ` +
      `+x_0=${grid.falseEastingM} +y_0=${grid.falseNorthingM} +a=${a} +rf=${GRS80_RF} +units=m +no_defs`,
    unit: 'metre',
    metresPerUnit: 1,
    axisOrder: 'northEast',
    areaOfUse: [lon0 - REACH_DEG, -90, lon0 + REACH_DEG, 90],
  };
  const transform = toLonLat(crs);
  return {
    ...placementIn(crs),
    crs: nameless(crs, label),
    place(x, y) {
      const [lon, lat] = transform(x, y);
      return isInAreaOfUse(crs, lon, lat) ? [lon, lat] : outside(label, x, y);
    },
  };
}

/** What a reader may look at without learning the grid. */
function nameless(crs: Crs, label: string): Crs {
  return { ...crs, code: label, name: 'local grid', proj: '' };
}

function outside(label: string, x: number, y: number): string {
  return `(${x}, ${y}) lies outside the reach of ${label}. They may be swapped, or in another system.`;
}
