import { planLengthM } from '../model/plan-length.ts';
import { EditError } from './edit-error.ts';

type LonLat = readonly [lon: number, lat: number];

/** No surveyor was ever wrong by more, and no city reaches farther: what lies beyond is a slip of the hand, kilometres. */
const FARTHEST_KM = 100;

/** Refuses a place too far from where the feature was, both in degrees. Throws `EditError` of that field. */
export function assertNear(field: string, was: LonLat, place: LonLat): void {
  const awayKm = planLengthM(Float64Array.of(...was, ...place)) / 1000;
  if (awayKm <= FARTHEST_KM) return;
  const wanted = `a place within ${FARTHEST_KM} km of where it was (${was.join(', ')})`;
  throw new EditError(field, wanted, `${place.join(', ')}, ${Math.round(awayKm)} km away`);
}
