import type { AreaReading, TakenFor } from '@undercroft/core/dig/area-reading';
import type { DigRefusalCode } from '@undercroft/core/dig/dig-plan';
import { readArea } from '@undercroft/core/dig/read-any-area';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { lookAtOutline } from './attach-pits.ts';
import { outlineRefusal, takeOutline } from './pit-actions.ts';
import type { LonLat } from './pit-spec.ts';

/** Why a text is no area that can be dug. */
export type AreaFault = Extract<AreaReading, { ok: false }>['code'] | DigRefusalCode;

/** An area as it was read: what it was taken for, or why it was not. */
export type BroughtArea =
  | {
      readonly ok: true;
      readonly corners: readonly LonLat[];
      readonly taken: TakenFor;
      readonly repairs: readonly string[];
    }
  | { readonly ok: false; readonly line: number | null; readonly code: AreaFault; readonly message: string };

/** Larger files are no outline of a dig, bytes. */
export const LARGEST_FILE_BYTES = 5_000_000;

/** Reads an area from what was pasted (no name) or dropped, and checks that somebody can dig it. */
export function readBrought(name: string | null, text: string, scene: PublicScene): BroughtArea {
  const { origin, displayCrs } = scene.frame;
  const read = readArea({ name, text }, { origin, displayCrs });
  if (!read.ok) return read;
  const refusal = outlineRefusal(read.corners);
  return refusal === null ? read : { ok: false, line: null, code: refusal.code, message: refusal.message };
}

/** Opens the pit and brings the camera to it. */
export function digBrought(corners: readonly LonLat[]): void {
  takeOutline(corners);
  lookAtOutline(corners);
}
