import type { WrittenLine, WrittenPoint, WrittenSurvey } from './write-survey.ts';

/** Northing and easting about which the tests' surveys lie: EPSG:4549, near 120 E. */
export const NORTH = 4_421_000;
export const EAST = 500_000;

/**
 * A sewer of two lengths to an outfall, in which nothing is to be found:
 *
 * ```
 *   S1 ---- 30 m ----> S2 ---- 30 m ----> O       ground 10.00, inverts 7.50, 7.41, 7.32
 * ```
 */
export function cleanSewer(utility: 'sewage' | 'storm' = 'sewage'): WrittenSurvey {
  return {
    points: [
      { id: 'S1', north: NORTH, east: EAST, groundM: 10, utility, appurtenance: 'manhole' },
      { id: 'S2', north: NORTH, east: EAST + 30, groundM: 10, utility, appurtenance: 'manhole' },
      { id: 'O', north: NORTH, east: EAST + 60, groundM: 10, utility, feature: 'outlet' },
    ],
    lines: [sewer('S1', 'S2', 2.5, 2.59, utility), sewer('S2', 'O', 2.59, 2.68, utility)],
  };
}

function sewer(
  from: string,
  to: string,
  fromDepthM: number,
  toDepthM: number,
  utility: 'sewage' | 'storm',
): WrittenLine {
  return {
    from,
    to,
    utility,
    embedding: 'directBuried',
    size: '500',
    wallMm: 50,
    fromDepthM,
    toDepthM,
    flow: 'forward',
  };
}

/**
 * A water main with a bend, in which nothing is to be found:
 *
 * ```
 *   W1 (building entry) ---- 30 m ---- W2 (bend) ---- 30 m ---- W3 (cap)       ground 10.00, outer top 8.80
 * ```
 */
export function cleanMain(): WrittenSurvey {
  const main = { utility: 'water', embedding: 'directBuried', size: 'DN200', fromDepthM: 1.2, toDepthM: 1.2 } as const;
  return {
    points: [
      { id: 'W1', north: NORTH + 100, east: EAST, groundM: 10, utility: 'water', feature: 'buildingEntry' },
      { id: 'W2', north: NORTH + 100, east: EAST + 30, groundM: 10, utility: 'water', feature: 'bend' },
      { id: 'W3', north: NORTH + 130, east: EAST + 30, groundM: 10, utility: 'water', feature: 'cap' },
    ],
    lines: [
      { from: 'W1', to: 'W2', ...main },
      { from: 'W2', to: 'W3', ...main },
    ],
  };
}

/** The survey with one of its points changed. */
export function withPoint(survey: WrittenSurvey, id: string, change: Partial<WrittenPoint>): WrittenSurvey {
  return { ...survey, points: survey.points.map((point) => (point.id === id ? { ...point, ...change } : point)) };
}

/** The survey with the line between two of its points changed. */
export function withLine(survey: WrittenSurvey, from: string, change: Partial<WrittenLine>): WrittenSurvey {
  return { ...survey, lines: survey.lines.map((line) => (line.from === from ? { ...line, ...change } : line)) };
}

/** The survey with more in it. */
export function withMore(survey: WrittenSurvey, more: Partial<WrittenSurvey>): WrittenSurvey {
  return {
    points: [...survey.points, ...(more.points ?? [])],
    lines: [...survey.lines, ...(more.lines ?? [])],
  };
}

/** A point of a water network on ground at 10.00, by its distance from where the tests' surveys lie. */
export function waterPoint(id: string, north: number, east: number) {
  return { id, north: NORTH + north, east: EAST + east, groundM: 10, utility: 'water' } as const;
}

/** A water main of 0.20 m with its outer top 1.20 m deep. */
export function waterMain(from: string, to: string) {
  const main = { utility: 'water', embedding: 'directBuried', size: 'DN200' } as const;
  return { from, to, ...main, fromDepthM: 1.2, toDepthM: 1.2 } as const;
}
