import { planStations } from '../geometry/polyline.ts';
import type { ConduitTable } from './conduit-table.ts';

/** The highest line of a conduit's outer wall over its plan path. */
export interface OuterTop {
  /** Flat x, y, z: the axis' points, lifted; NaN where unknown. A riser has two points in one place. */
  readonly line: Float64Array;
  /** Why it is unknown; null where it is known. */
  readonly unknown: 'level' | 'size' | null;
  /** True where the wall's thickness is unknown, so that the true outer top lies higher by it. */
  readonly wallUnknown: boolean;
}

/**
 * The outer top (casing or jacket where there is one) along a conduit. The wall of a slope of `s` reaches sqrt(1 + s^2)
 * half heights above the axis, measured upright. Where the axis is unknown for want of a size but the source states the
 * outer top at both ends, that is taken, straight by plan length.
 */
export function outerTopOf(table: ConduitTable, index: number): OuterTop {
  const axis = table.axes.slice((table.starts[index] ?? 0) * 3, (table.starts[index + 1] ?? 0) * 3);
  const facts = table.facts[index];
  const half = table.halfHeightM[index] ?? Number.NaN;
  const wallUnknown = facts?.outerTopBasis === 'inner' && table.wallKnown[index] === 0;
  if (table.levelKnown[index] === 1 && Number.isFinite(half)) {
    return { line: lifted(axis, half, table.halfWidthM[index] ?? half), unknown: null, wallUnknown };
  }
  const [fromM, toM] = [facts?.from.outerTopM ?? Number.NaN, facts?.to.outerTopM ?? Number.NaN];
  const known = Number.isFinite(fromM) && Number.isFinite(toM) && facts?.outerTopBasis !== 'unknown';
  if (known) return { line: straight(axis, fromM, toM), unknown: null, wallUnknown };
  const levels = straight(axis, Number.NaN, Number.NaN);
  return { line: levels, unknown: table.levelKnown[index] === 1 ? 'size' : 'level', wallUnknown };
}

function lifted(axis: Float64Array, halfHeightM: number, halfWidthM: number): Float64Array {
  const out = axis.slice();
  const n = axis.length / 3;
  for (let k = 0; k < n; k++) {
    const before = k > 0 ? lift(axis, k - 1, halfHeightM, halfWidthM) : 0;
    const after = k < n - 1 ? lift(axis, k, halfHeightM, halfWidthM) : 0;
    out[k * 3 + 2] = (axis[k * 3 + 2] ?? Number.NaN) + Math.max(before, after);
  }
  return out;
}

/** Upright distance from the axis to the outer top of the segment from point k; a steep one has no more than its end face. */
function lift(axis: Float64Array, k: number, halfHeightM: number, halfWidthM: number): number {
  const run = Math.hypot((axis[k * 3 + 3] ?? 0) - (axis[k * 3] ?? 0), (axis[k * 3 + 4] ?? 0) - (axis[k * 3 + 1] ?? 0));
  const rise = (axis[k * 3 + 5] ?? 0) - (axis[k * 3 + 2] ?? 0);
  if (run < Math.abs(rise)) return Math.max(halfHeightM, halfWidthM);
  return halfHeightM * Math.hypot(1, rise / run);
}

function straight(axis: Float64Array, fromM: number, toM: number): Float64Array {
  const out = axis.slice();
  const stations = planStations(axis, 3);
  const total = stations.at(-1) ?? 0;
  for (let k = 0; k < stations.length; k++) {
    const share = total === 0 ? k / (stations.length - 1) : (stations[k] ?? 0) / total;
    out[k * 3 + 2] = fromM + (toM - fromM) * share;
  }
  return out;
}
