import type { WallAddress } from './wall-address.ts';

/** A wall whose program did not come asks anew; nobody stands there to do it, milliseconds. */
const AGAIN_MS = 5000;

/** Fetches the program of the wall, which no other page needs, and starts it. */
export async function openWall(host: HTMLElement, address: WallAddress): Promise<void> {
  try {
    const { startWall } = await import('./start-wall.tsx');
    startWall(host, address);
  } catch {
    setTimeout(() => window.location.reload(), AGAIN_MS);
  }
}
