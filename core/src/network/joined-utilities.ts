import { isGravityUtility, UTILITIES, type Utility } from '../model/utility.ts';

/**
 * The utilities whose conduits may be one network with a conduit of the given one: its own, all drains for a drain, and
 * always what is unknown, which may be anything.
 */
export function joinedUtilities(utility: Utility): ReadonlySet<Utility> {
  if (utility === 'unknown') return new Set(UTILITIES);
  const drain = isGravityUtility(utility);
  return new Set(
    UTILITIES.filter((each) => each === utility || each === 'unknown' || (drain && isGravityUtility(each))),
  );
}
