/** Values at zooms, rising in zoom; between two of them the value runs straight, beyond them it stays. */
export type ZoomStops = readonly (readonly [zoom: number, value: number])[];

export function atZoom(stops: ZoomStops, zoom: number): number {
  let before = stops[0];
  if (before === undefined) throw new RangeError('atZoom: wanted one stop at least, got none');
  for (const stop of stops) {
    if (zoom <= stop[0]) {
      const share = stop[0] === before[0] ? 1 : Math.max(0, (zoom - before[0]) / (stop[0] - before[0]));
      return before[1] + (stop[1] - before[1]) * share;
    }
    before = stop;
  }
  return before[1];
}
