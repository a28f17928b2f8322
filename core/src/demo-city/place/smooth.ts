/** 0 up to 0, 1 from 1 on, and without a kink between (3 t^2 - 2 t^3). */
export function smooth(share: number): number {
  const t = Math.max(0, Math.min(1, share));
  return t * t * (3 - 2 * t);
}
