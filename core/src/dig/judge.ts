import { DIG_VERDICTS, type DigVerdict } from '../protocol/analysis/excavation.ts';
import type { AssumedAccuracy, ZoneMatch } from '../rules/rule-match.ts';
import { WIDEST_BAND_M } from './dig-reach.ts';

/** Number of standard deviations a wall is looked for on either side of where it is said to be. */
export const BAND_SIGMAS = 2;

/** How far off in plan a wall may lie either way, metres; 0 where that is unknown, so that the caller has to look. */
export function planBandM({ sigmaXyM }: Pick<AssumedAccuracy, 'sigmaXyM'>): number {
  return sigmaXyM === null ? 0 : Math.min(WIDEST_BAND_M, BAND_SIGMAS * sigmaXyM);
}

/** The worse of two verdicts. */
export function worse(a: DigVerdict, b: DigVerdict): DigVerdict {
  return DIG_VERDICTS.indexOf(a) <= DIG_VERDICTS.indexOf(b) ? a : b;
}

/** What the bodies of a work say, the worst; of equals the innermost, which stands first. Null for no body. */
export function worstBody<Body, Judged extends { readonly verdict: DigVerdict }>(
  bodies: readonly Body[],
  judge: (body: Body) => Judged,
): Judged | null {
  let found: Judged | null = null;
  for (const body of bodies) {
    const judged = judge(body);
    if (
      found === null ||
      (judged.verdict !== found.verdict && worse(judged.verdict, found.verdict) === judged.verdict)
    ) {
      found = judged;
    }
    if (found.verdict === 'hit') break;
  }
  return found;
}

/**
 * The verdict over a band of what is possible, from those at its best and at its worst end: the same at both is certain;
 * so is a best one that is worse than `unknown`; anything else is unknown. So is a strike that cannot be ruled out at
 * either end: of a place that is unsure already, nothing can be said where the conduit itself is not known.
 */
export function overBand(best: DigVerdict, worst: DigVerdict): DigVerdict {
  return best === worst && best !== 'insideUncertainty' ? best : worse(best, 'unknown');
}

/** What a zone alone says of an outer wall at a distance in plan; borders belong to the zone. Null is no rule. */
export function zoneVerdict(zone: Pick<ZoneMatch, 'protectionM' | 'controlM'> | null, horizontalM: number): DigVerdict {
  if (zone === null) return 'clear';
  if (horizontalM <= zone.protectionM) return 'inProtectionZone';
  if (zone.controlM !== null && horizontalM <= zone.controlM) return 'inControlZone';
  return 'clear';
}

/**
 * As `zoneVerdict`, and where the zone was taken at its strictest for want of a fact the verdict over what is possible:
 * without any zone at one end, with the strictest at the other. Within the plan of the work (distance 0) a main of
 * unknown pressure is in the protection zone of any pressure.
 */
export function zoneVerdictOver(zone: ZoneMatch | null, horizontalM: number): DigVerdict {
  const strictest = zoneVerdict(zone, horizontalM);
  if (zone === null || zone.assumed.length === 0) return strictest;
  if (horizontalM === 0 && zone.assumed.every((fact) => fact === 'pressure')) return strictest;
  return overBand('clear', strictest);
}
