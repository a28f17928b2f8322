/** The id of what has none of its own: its place in the source, to the millimetre (of degrees, 1e-8). */
export function placeId(x: number, y: number): string {
  const digits = Math.abs(x) <= 360 && Math.abs(y) <= 360 ? 8 : 3;
  return `@${x.toFixed(digits)},${y.toFixed(digits)}`;
}
