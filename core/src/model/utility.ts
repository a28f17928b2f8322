/** What a conduit carries (管线类别). `unknown` is a value: it is drawn, counted and reported, never guessed away. */
export const UTILITIES = [
  'water',
  'reclaimed',
  'sewage',
  'storm',
  'combined',
  'gas',
  'heat',
  'power',
  'telecom',
  'industrial',
  'other',
  'unknown',
] as const;

export type Utility = (typeof UTILITIES)[number];

const GRAVITY: ReadonlySet<Utility> = new Set<Utility>(['sewage', 'storm', 'combined']);

/** True for utilities that drain by gravity and therefore have manholes, inverts and slopes a person asks for. */
export function isGravityUtility(utility: Utility): boolean {
  return GRAVITY.has(utility);
}
