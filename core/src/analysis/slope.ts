import type { ConduitTable } from './conduit-table.ts';

/** Slopes are compared with this room, so that 0.003 worked from levels in millimetres meets 0.003. */
export const SLOPE_EPSILON = 1e-9;

/** How a conduit falls. */
export interface Slope {
  /** Plan length, metres. */
  readonly planLengthM: number;
  /** Length in space, metres; null where a level is unknown. */
  readonly lengthM: number | null;
  /** Fall from first to last point over the plan length; negative runs uphill. Null: unknown, or a riser. */
  readonly slope: number | null;
  /** Invert at both ends; null is unknown. */
  readonly fromInvertM: number | null;
  readonly toInvertM: number | null;
}

/** Slope and length of conduit `index`, by its inverts, or by its axis where it has no bore (a cable, a duct bank). */
export function slopeOf(table: ConduitTable, index: number): Slope {
  const start = table.starts[index] ?? 0;
  const end = table.starts[index + 1] ?? 0;
  let plan = 0;
  let space = 0;
  const at = (k: number, c: 0 | 1 | 2) => table.axes[k * 3 + c] ?? Number.NaN;
  for (let k = start + 1; k < end; k++) {
    const run = Math.hypot(at(k, 0) - at(k - 1, 0), at(k, 1) - at(k - 1, 1));
    plan += run;
    space += Math.hypot(run, at(k, 2) - at(k - 1, 2));
  }
  const facts = table.facts[index];
  const fromInvertM = facts?.from.invertM ?? null;
  const toInvertM = facts?.to.invertM ?? null;
  const fall = fallOf(fromInvertM, toInvertM) ?? fallOf(facts?.from.axisM ?? null, facts?.to.axisM ?? null);
  return {
    planLengthM: plan,
    lengthM: Number.isFinite(space) ? space : null,
    slope: fall === null || plan === 0 ? null : fall / plan,
    fromInvertM,
    toInvertM,
  };
}

/** Invert at a plan distance from the first point; null where an end is unknown. */
export function invertAt({ fromInvertM, toInvertM, planLengthM }: Slope, stationM: number): number | null {
  if (fromInvertM === null || toInvertM === null || planLengthM === 0) return null;
  return fromInvertM + ((toInvertM - fromInvertM) * stationM) / planLengthM;
}

function fallOf(fromM: number | null, toM: number | null): number | null {
  return fromM === null || toM === null ? null : fromM - toM;
}
