import type { LaidNode } from '../../network/laid.ts';
import type { ComponentKind } from './component-classes.ts';

/** What a city calls the cover over a point of the network; `null` where there is none to lift. */
export function coverKind({ utility, kind, appurtenance, coverSize }: LaidNode): ComponentKind | null {
  // A manhole has a cover even where nobody measured it.
  if (coverSize === null && kind !== 'manhole') return null;
  switch (utility) {
    case 'water':
      return 'water';
    case 'reclaimed':
      return 'reclaimed';
    case 'sewage':
      return 'sewage';
    case 'storm':
    case 'combined':
      // Combined drains came from those for rain and are kept with them.
      return appurtenance === '雨水篦' ? 'gully' : 'storm';
    case 'gas':
      return 'gas';
    case 'heat':
      return 'heat';
    case 'power':
      return 'power';
    case 'telecom':
      return 'telecom';
    case 'industrial':
    case 'other':
    case 'unknown':
      return 'special';
  }
}
