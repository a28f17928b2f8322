import { create } from 'zustand';
import { type DirectorState, startDirector } from './wall-director.ts';

/** What the wall knows beyond the scene (`state/store.ts`) and what is live (`live/live-store.ts`). */
export interface WallState {
  readonly director: DirectorState;
  /** Bytes of the graphics card's memory that a pixel of the picture takes; `null` until it is drawn. */
  readonly bytesPerPixel: number | null;
  /** How often the 3D view was lost and made anew. */
  readonly healed: number;
  /** Position in the middle of the view when the camera last came to rest, degrees. */
  readonly lookedAt: readonly [lon: number, lat: number] | null;
}

export const useWall = create<WallState>()(() => ({
  director: startDirector({ dwellS: [], alarmDwellS: 30, heldStop: null }, 0),
  bytesPerPixel: null,
  healed: 0,
  lookedAt: null,
}));
