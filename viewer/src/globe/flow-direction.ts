import type { LinkFeature } from '@undercroft/core/protocol/answers';

/** Utilities whose conduits are laid to a fall. */
const GRAVITY: ReadonlySet<LinkFeature['utility']> = new Set(['sewage', 'storm', 'combined']);

/**
 * The way a gravity conduit falls: 1 from its start to its end, -1 the other way, 0 where it is level, is no gravity
 * conduit, or an invert is unknown. The fall is the survey's; where it runs against the stated direction the panel says so.
 */
export function flowDirection({ utility, from, to }: Pick<LinkFeature, 'utility' | 'from' | 'to'>): 1 | -1 | 0 {
  if (!GRAVITY.has(utility) || from.invertM === null || to.invertM === null) return 0;
  if (from.invertM === to.invertM) return 0;
  return from.invertM > to.invertM ? 1 : -1;
}
