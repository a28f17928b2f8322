import { planStations } from '../geometry/polyline.ts';
import { type PitSolid, type SurfacePass, solidContains, surfacePasses } from './pit-solid.ts';

export type PitSurface = SurfacePass['surface'];

/** An end of a span: where the axis goes into the pit or out of it. */
export interface SpanEnd {
  /** Plan length along the conduit from its first vertex, metres. */
  readonly stationM: number;
  /** x, y, level of the axis. */
  readonly point: readonly [x: number, y: number, levelM: number];
  /** What it passes; null where the conduit itself begins or ends in the pit. */
  readonly surface: PitSurface | null;
  /** Number of the side whose wall it passes. */
  readonly side: number | null;
}

/** A stretch of a conduit's axis inside a pit. */
export interface PitSpan {
  readonly entry: SpanEnd;
  readonly exit: SpanEnd;
  /** Length in space along the axis, metres. */
  readonly lengthM: number;
}

/** The stretches of an axis (flat x, y, z) that lie in the pit, in order. */
export function pitSpans(solid: PitSolid, axis: Float64Array): readonly PitSpan[] {
  const stations = planStations(axis, 3);
  const spans: PitSpan[] = [];
  let entry: SpanEnd | null = null;
  let lengthM = 0;
  for (let k = 0; k + 5 < axis.length; k += 3) {
    const at = (c: number) => axis[k + c] ?? 0;
    const passes = surfacePasses(solid, at(0), at(1), at(2), at(3), at(4), at(5));
    const cuts = [
      { share: 0, surface: null, side: null },
      ...passes.toSorted((a, b) => a.share - b.share),
      { share: 1, surface: null, side: null },
    ];
    const length = Math.hypot(at(3) - at(0), at(4) - at(1), at(5) - at(2));
    const start = stations[k / 3] ?? 0;
    const run = (stations[k / 3 + 1] ?? 0) - start;
    const mix = (c: number, share: number) => at(c) * (1 - share) + at(c + 3) * share;
    const end = (share: number, surface: PitSurface | null, side: number | null): SpanEnd => ({
      stationM: start + run * share,
      point: [mix(0, share), mix(1, share), mix(2, share)],
      surface,
      side,
    });
    for (const [c, cut] of cuts.entries()) {
      const next = cuts[c + 1];
      if (next === undefined || next.share - cut.share < 1e-12) continue;
      const middle = (cut.share + next.share) / 2;
      const inside = solidContains(solid, mix(0, middle), mix(1, middle), mix(2, middle));
      if (inside) {
        entry ??= end(cut.share, cut.surface, cut.side);
        lengthM += (next.share - cut.share) * length;
      } else if (entry !== null) {
        spans.push({ entry, exit: end(cut.share, cut.surface, cut.side), lengthM });
        entry = null;
        lengthM = 0;
      }
    }
    if (entry !== null && k + 6 >= axis.length) spans.push({ entry, exit: end(1, null, null), lengthM });
  }
  return spans;
}
