import type { Utility } from '@undercroft/core/model/utility';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { GroundHit, Ray3 } from '../geometry/ray-ground.ts';
import type { Language } from '../i18n/language.ts';
import type { SceneLayer } from '../state/scene-layer.ts';
import type { CameraPlace, Theme } from '../state/view-state.ts';
import type { Picked } from './automation.ts';
import type { DiveState } from './dive.ts';
import type { ExternalState } from './external-state.ts';
import type { CoveredEdges } from './flight.ts';
import type { ConduitsById } from './in-sight.ts';
import type { QualityChoice } from './quality.ts';
import type { QualityName } from './quality-preset.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import type { OperationsHeld } from './scene-layers.ts';
import type { SceneWords } from './scene-words.ts';

/** What the 3D view starts with, and whom it tells what. */
export interface GlobeOptions {
  readonly scene: PublicScene;
  readonly operations: OperationsHeld;
  readonly ground: GroundSurface;
  readonly theme: Theme;
  readonly quality: QualityChoice;
  /** The hour the sun is drawn for; `null` as it comes. */
  readonly sunTimeMs: number | null;
  /** Starts under the ground, as a link to a view below does. */
  readonly below: boolean;
  readonly lens: boolean;
  readonly flow: boolean;
  readonly words: SceneWords;
  readonly conduits: ConduitsById;
  readonly groundOpacity: number;
  readonly hidden: readonly Utility[];
  readonly without: readonly SceneLayer[];
  /** Which of the scene's imagery is drawn; `null` for the scene's own map. */
  readonly imagery: number | null;
  readonly onExternal: (state: ExternalState) => void;
  readonly language: Language;
  /** Where the camera starts; `null` for the scene's own first view. */
  readonly camera: CameraPlace | null;
  /** Asked at each flight, since panels come and go. */
  readonly coveredEdges: () => CoveredEdges;
  readonly onTiles: (progress: TilesProgress) => void;
  /** How the tiles of ground, map and buildings fare. */
  readonly onLayers: (progress: TilesProgress) => void;
  /** A click: what it met and the ray it went along. */
  readonly onPick: (picked: Picked | null, ray: Ray3) => void;
  readonly onCursor: (hit: GroundHit | null) => void;
  /** The camera came to rest or moved on; `metresPerPixel` is the scale in the middle of the view. */
  readonly onCamera: (place: CameraPlace, metresPerPixel: number | null) => void;
  readonly onDive: (state: DiveState) => void;
  readonly onQuality: (name: QualityName) => void;
  readonly onFirstFrame: () => void;
  /** Whether the ground in view is drawn as finely as it will be. */
  readonly onGround: (isReady: boolean) => void;
  readonly onBroken: (message: string) => void;
  /** The graphics card let go of the view: it draws nothing more and is to be made anew. */
  readonly onContextLost?: () => void;
}
