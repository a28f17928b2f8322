/** Flat longitude, latitude as pairs. */
export function pairsOf(coordinates: Float64Array): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i + 1 < coordinates.length; i += 2) pairs.push([coordinates[i] ?? 0, coordinates[i + 1] ?? 0]);
  return pairs;
}
