import { fromChinaFrame } from '@undercroft/core/geodesy/china-offset';
import type { Crs } from '@undercroft/core/geodesy/crs';
import type { Georeference, LocalGrids } from '@undercroft/core/protocol/georeference';
import { ImportError } from '../import-error.ts';
import { knownCrs } from './known-crs.ts';
import { localGridPlacement } from './local-grid.ts';
import { type Placement, placementIn } from './placement.ts';

const METRES_PER_LEVEL_UNIT = { metre: 1, foot: 0.3048, usSurveyFoot: 1200 / 3937 } as const;

/**
 * The placement that a georeference describes. Throws `ImportError` for a system or a local grid that nobody knows, and for
 * a shift declared over a projected system: GCJ-02 and BD-09 are frames of longitudes and latitudes.
 */
export function placementOf(georeference: Georeference, grids: LocalGrids): Placement {
  const plain = georeference.crs.startsWith('LOCAL:')
    ? localGridPlacement(georeference.crs, grids)
    : placementIn(knownCrs(georeference.crs));
  const shifted = georeference.shift === 'none' ? plain : shiftedPlacement(plain, georeference.shift);
  const ordered = georeference.axes === 'eastNorth' ? shifted : swappedPlacement(shifted);
  const metresPerLevelUnit = METRES_PER_LEVEL_UNIT[georeference.levelUnit];
  return {
    ...ordered,
    metresPerLevelUnit,
    levelM: (level) => level * metresPerLevelUnit + georeference.verticalOffsetM,
  };
}

function shiftedPlacement(plain: Placement, frame: 'GCJ-02' | 'BD-09'): Placement {
  if (plain.crs.kind !== 'geographic') throw notGeographic(plain.crs, frame);
  return {
    ...plain,
    label: `${plain.label} (${frame})`,
    place(x, y) {
      const there = plain.place(x, y);
      return typeof there === 'string' ? there : fromChinaFrame(frame, ...there);
    },
  };
}

function notGeographic(crs: Crs, frame: string): ImportError {
  return new ImportError(
    'unknown-crs',
    `${frame} is a frame of longitudes and latitudes; ${crs.code} (${crs.name}) is projected. Name EPSG:4326 with it.`,
  );
}

/** The source writes northing first. */
function swappedPlacement(plain: Placement): Placement {
  return {
    ...plain,
    place: (x, y) => plain.place(y, x),
    // Lengths in a plane do not mind the order; those on the ellipsoid do.
    planLengthM: (path) => plain.planLengthM(plain.crs.metresPerUnit === null ? swapped(path) : path),
  };
}

function swapped(path: ArrayLike<number>): Float64Array {
  const turned = new Float64Array(path.length);
  for (let i = 0; i + 1 < path.length; i += 2) {
    turned[i] = path[i + 1] ?? Number.NaN;
    turned[i + 1] = path[i] ?? Number.NaN;
  }
  return turned;
}
