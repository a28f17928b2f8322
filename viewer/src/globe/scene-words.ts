import type { PointWords } from './city-points.ts';
import type { SayConduit } from './conduit-labels.ts';
import type { SayDepth } from './depth-figures.ts';

/** What is written into the scene, in the language of the screen. */
export interface SceneWords {
  readonly depth: SayDepth;
  readonly conduit: SayConduit;
  readonly points: PointWords;
  /** A unit on duty, by its `sourceId`. */
  readonly unit: (id: string) => string;
}
