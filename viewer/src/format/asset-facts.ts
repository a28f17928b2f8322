import type { PressureRange } from '@undercroft/core/model/link';

/** Digits that no pressure of a city needs more of: 0.0025 MPa. */
const PRESSURE_DIGITS = 4;

/** `0.4 MPa`, or `0.2–0.4 MPa` of a class. */
export function pressureText({ leastMpa, mostMpa }: PressureRange): string {
  const figure = (mpa: number): string => String(Number(mpa.toFixed(PRESSURE_DIGITS)));
  return leastMpa === mostMpa ? `${figure(mostMpa)} MPa` : `${figure(leastMpa)}–${figure(mostMpa)} MPa`;
}

/** `10 kV`, below one kilovolt `220 V`. */
export function voltageText(kv: number): string {
  return kv < 1 ? `${Number((kv * 1000).toFixed(1))} V` : `${Number(kv.toFixed(2))} kV`;
}
