import type { STATISTICS_ATTRIBUTES } from '../protocol/analysis/statistics.ts';
import {
  AGE_BOUNDS_YEARS,
  bandOf,
  bandsBetween,
  COVER_BOUNDS_M,
  PRESSURE_BOUNDS_MPA,
  SIZE_BOUNDS_MM,
} from './bands.ts';
import type { CountedConduit } from './counted-conduit.ts';

export type StatisticsAttribute = (typeof STATISTICS_ATTRIBUTES)[number];

/** Bounds of the attributes that are counted in bands. */
export function boundsOf(attribute: StatisticsAttribute): readonly number[] | null {
  switch (attribute) {
    case 'size':
      return SIZE_BOUNDS_MM;
    case 'cover':
      return COVER_BOUNDS_M;
    case 'age':
      return AGE_BOUNDS_YEARS;
    case 'pressure':
      return PRESSURE_BOUNDS_MPA;
    case 'utility':
    case 'kind':
    case 'material':
    case 'decade':
    case 'owner':
    case 'status':
    case 'embedding':
    case 'qualityLevel':
    case 'road':
      return null;
  }
}

const BAND_NAMES = new Map(
  [SIZE_BOUNDS_MM, COVER_BOUNDS_M, AGE_BOUNDS_YEARS, PRESSURE_BOUNDS_MPA].map((bounds) => [
    bounds,
    bandsBetween(bounds).map(({ name }) => name),
  ]),
);

/** The group of a conduit by an attribute; null is unknown, which is a group of its own. */
export function attributeValue(
  attribute: StatisticsAttribute,
  conduit: CountedConduit,
  thisYear: number,
): string | null {
  const { facts } = conduit;
  switch (attribute) {
    case 'utility':
      return known(facts.utility);
    case 'kind':
      return facts.kind;
    case 'material':
      return known(facts.material);
    case 'owner':
      return known(facts.owner);
    case 'status':
      return known(facts.status);
    case 'embedding':
      return facts.embedding ?? null;
    case 'qualityLevel':
      return facts.accuracy.qualityLevel;
    case 'road':
      return known(conduit.road ?? null);
    case 'decade':
      return facts.builtYear === null ? null : `${Math.floor(facts.builtYear / 10) * 10}s`;
    case 'age':
      return band(AGE_BOUNDS_YEARS, facts.builtYear === null ? null : thisYear - facts.builtYear);
    case 'size':
      return band(SIZE_BOUNDS_MM, sizeMm(conduit));
    case 'cover':
      return band(COVER_BOUNDS_M, leastCoverM(conduit));
    case 'pressure':
      return pressureClass(conduit);
  }
}

function known(text: string | null): string | null {
  return text === null || text.trim() === '' || text === 'unknown' ? null : text.trim();
}

function band(bounds: readonly number[], value: number | null): string | null {
  if (value === null || !Number.isFinite(value)) return null;
  return BAND_NAMES.get(bounds)?.[bandOf(bounds, value)] ?? null;
}

/** The greater of width and height; unknown while either is. */
function sizeMm({ facts: { section } }: CountedConduit): number | null {
  if (section === null || section.widthMm === null || section.heightMm === null) return null;
  const sizeM = Math.max(section.widthMm, section.heightMm);
  return sizeM > 0 ? sizeM : null;
}

/**
 * The lesser of the covers at both ends; unknown while either is. Where only the obvert is known the true cover is less, and
 * by how much is not known: unknown.
 */
function leastCoverM({ facts, fromGroundM, toGroundM }: CountedConduit): number | null {
  const { outerTopM: fromTopM } = facts.from;
  const { outerTopM: toTopM } = facts.to;
  if (facts.outerTopBasis === 'inner' || facts.outerTopBasis === 'unknown') return null;
  if (fromTopM === null || toTopM === null || fromGroundM === null || toGroundM === null) return null;
  // Levels are kept to the millimetre: 10.2 - 9.7 is half a metre, not a hair less.
  return Math.round(Math.min(fromGroundM - fromTopM, toGroundM - toTopM) * 1000) / 1000;
}

/** The class that holds the whole range of what the design pressure may be; unknown where it may be of two. */
function pressureClass({ facts: { pressure } }: CountedConduit): string | null {
  if (pressure === null || pressure === undefined) return null;
  const { leastMpa, mostMpa } = pressure;
  if (!(Number.isFinite(leastMpa) && Number.isFinite(mostMpa) && leastMpa <= mostMpa)) return null;
  const least = bandOf(PRESSURE_BOUNDS_MPA, leastMpa);
  // The upper bound of a class, as a source states it, is that of the class and not the next one's lowest pressure.
  const isUpperBound = mostMpa > leastMpa && mostMpa === PRESSURE_BOUNDS_MPA[least];
  const most = isUpperBound ? least : bandOf(PRESSURE_BOUNDS_MPA, mostMpa);
  return least === most ? (BAND_NAMES.get(PRESSURE_BOUNDS_MPA)?.[least] ?? null) : null;
}
