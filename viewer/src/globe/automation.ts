import type { CameraPlace } from '../state/view-state.ts';
import type { ModelPart } from './external-models.ts';
import type { UnitsSpent } from './live/unit-layer.ts';
import type { BuildingFacts } from './pick.ts';
import type { PixelFrame } from './watch-pixel.ts';

/** What stands under a pixel. */
export interface Picked {
  readonly id: string;
  readonly utility: string | null;
  readonly kind: string | null;
  /** What its tile tells of it, for a building. */
  readonly building: BuildingFacts | null;
  /** What its delivery tells of it, for a part of a model of others; absent for anything else. */
  readonly model?: ModelPart;
}

/**
 * The one thing the page offers to programs, `window.undercroft`: enough for tests and command walls to point at things
 * by where they are. Pixels are CSS pixels from the top left of the page.
 */
export interface Automation {
  /** The feature drawn under a pixel, within a few pixels of it; `null` for none. */
  pickAt(x: number, y: number): Picked | null;
  /** Where a position (degrees, level in metres above the datum) stands on the page; `null` when it is not in view. */
  project(lon: number, lat: number, levelM: number): { readonly x: number; readonly y: number } | null;
  camera(): CameraPlace;
  /**
   * Level of a model of others as it is placed, at a position in degrees, metres above the datum: the highest of its
   * surface there. `null` where it is not drawn.
   */
  modelLevelAt(model: string, lon: number, lat: number): number | null;
  /** Pictures of the base map painted so far, and the milliseconds its painter took for them. */
  mapSpent(): { readonly pictures: number; readonly paintMs: number };
  /** Milliseconds of script that moving units took; `null` while no units are drawn. */
  unitsSpent(): UnitsSpent | null;
  setCamera(place: CameraPlace): void;
  /** Notes the colour of a pixel after every frame that is drawn, until the function it returns is called. */
  watchPixel(x: number, y: number): () => readonly PixelFrame[];
  /**
   * Moves so many made-up units so many times, one report a frame, and tells the milliseconds of script of each: from the
   * events as the stream brings them to the picture being drawn. They stay among the stream's own until its next snapshot.
   */
  moveUnits(count: number, rounds: number): Promise<readonly number[]>;
  /** Selects a feature by id and flies to it, as a search does. */
  show(id: string): void;
}

declare global {
  interface Window {
    undercroft?: Automation;
  }
}

export function offerAutomation(automation: Automation): void {
  window.undercroft = automation;
}

export function withdrawAutomation(automation: Automation): void {
  if (window.undercroft === automation) delete window.undercroft;
}
