import type { Issue, IssueSeverity } from '@undercroft/core/model/issue';

/** Every code that readers report, with its severity: an error keeps the whole import from being published. */
const SEVERITIES = {
  /** A link names a node that the file does not hold. */
  'unknown-node': 'error',
  /** A number was wanted; text, NaN or an infinity came. */
  'not-a-number': 'error',
  /** A field the format requires is not there. */
  'missing-value': 'error',
  'missing-coordinates': 'error',
  /** A conduit for which the format requires a cross-section and the file holds none. */
  'missing-cross-section': 'error',
  'duplicate-id': 'error',
  /** A section without which the rest means nothing: usually a truncated file. */
  'missing-section': 'error',
  /** A row belongs to, or names, something that the file does not hold. */
  'unresolved-reference': 'error',
  'outside-area-of-use': 'error',
  'no-features': 'error',
  /** An elevation model in which no level is known. */
  'no-levels': 'error',
  /** The format names no coordinate system and the caller named none. */
  'missing-crs': 'error',
  'unknown-shape': 'warning',
  /** A size that is zero, left out or no standard one: it stays unknown. */
  'missing-size': 'warning',
  /** No pipe has this size, no ground this level: a filler such as -9999, or another unit. It is taken as unknown. */
  'implausible-size': 'warning',
  'implausible-level': 'warning',
  'adverse-slope': 'warning',
  'invert-above-cover': 'warning',
  'outer-top-above-cover': 'warning',
  'invert-below-node': 'warning',
  'zero-length': 'warning',
  'length-differs': 'warning',
  'negative-depth': 'warning',
  'bad-polygon': 'warning',
  'pump-without-curve': 'warning',
  /** A drawing row (coordinates, vertices, polygon, tag) of an object that the file does not hold. */
  'orphan-row': 'warning',
  'repeated-row': 'warning',
  /** The file may end before its end. */
  'unfinished-line': 'warning',
  'missing-polygons': 'warning',
  'units-assumed': 'warning',
  'units-differ': 'warning',
  'shape-not-modelled': 'info',
  'shared-name': 'info',
  'text-encoding': 'info',
  'unknown-section': 'info',
} as const satisfies Record<string, IssueSeverity>;

export type IssueCode = keyof typeof SEVERITIES;

/** Makes an issue; the severity follows from the code. `row` is a 1-based line. */
export function issue(code: IssueCode, row: number | null, field: string | null, message: string): Issue {
  return { severity: SEVERITIES[code], code, where: { row, field }, message };
}
