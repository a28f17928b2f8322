import type { Utility } from '@undercroft/core/model/utility';
import type { Feature, GroundReport, PublicScene, Summary } from '@undercroft/core/protocol/answers';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import type { AxisPoint } from '../geometry/axis-point.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { GroundHit } from '../geometry/ray-ground.ts';
import type { DiveState } from '../globe/dive.ts';
import type { ModelPart } from '../globe/external-models.ts';
import { type ExternalState, NOTHING_EXTERNAL } from '../globe/external-state.ts';
import type { BuildingFacts } from '../globe/pick.ts';
import type { QualityChoice } from '../globe/quality.ts';
import type { QualityName } from '../globe/quality-preset.ts';
import type { TilesProgress } from '../globe/retrying-tileset.ts';
import { type Language, languageOf } from '../i18n/language.ts';
import { rememberedQuality } from './remembered-quality.ts';
import type { SceneLayer } from './scene-layer.ts';
import { type CameraPlace, DEFAULT_GROUND_OPACITY, decodeViewState, type Theme } from './view-state.ts';

/** The scene with what is shown of it, or how far it is from that. */
export type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | {
      readonly state: 'ready';
      readonly scene: PublicScene;
      readonly summary: Summary;
      readonly ground: GroundSurface;
      readonly groundReport: GroundReport | null;
    };

/** What is selected: its id is known at once, what is known of it comes after. */
export interface Selection {
  readonly id: string;
  readonly feature: Feature | null;
  readonly error: ApiError | null;
  /** Where on its axis a conduit was clicked; `null` when it was chosen another way. */
  readonly point: AxisPoint | null;
  /** The instant of the data that `feature` is of, ISO 8601; `null` for the data of today. */
  readonly asOf: string | null;
}

export interface AppState {
  readonly sceneId: string | null;
  readonly loading: Loading;
  readonly camera: CameraPlace | null;
  readonly hidden: readonly Utility[];
  /** Layers above the network that are not shown. */
  readonly without: readonly SceneLayer[];
  /** Those that the scene leaves out at first; `null` until it is known. */
  readonly withoutAtFirst: readonly SceneLayer[] | null;
  readonly selection: Selection | null;
  /** The building that is selected; never beside a feature of the network. */
  readonly building: BuildingFacts | null;
  /** The part of a model of others that is selected; never beside either. */
  readonly modelPart: ModelPart | null;
  /** Which of the scene's imagery lies on the ground; `null` for the scene's own map. */
  readonly imagery: number | null;
  readonly external: ExternalState;
  readonly groundOpacity: number;
  /** What the scene has it at first; `null` until it is known. */
  readonly groundAtFirst: number | null;
  /** Where the camera is: in the air, on its way through the ground, or under it. */
  readonly dive: DiveState;
  readonly lens: boolean;
  readonly flow: boolean;
  readonly uncertainty: boolean;
  /** The hour the sun is drawn for; `null` as it comes. */
  readonly sunTimeMs: number | null;
  readonly qualityChoice: QualityChoice;
  /** The preset the address asks for, as walls and tests do. */
  readonly qualityAsked: QualityName | null;
  /** The preset that is drawn with now. */
  readonly quality: QualityName;
  readonly language: Language;
  readonly theme: Theme;
  readonly tiles: TilesProgress;
  /** How the tiles of ground, map and buildings fare. */
  readonly layerTiles: TilesProgress;
  readonly cursor: GroundHit | null;
  /** Metres a CSS pixel in the middle of the view; `null` where no ground is in the middle. */
  readonly metresPerPixel: number | null;
  readonly firstFrame: boolean;
  /** The ground in view is drawn as finely as it will be. */
  readonly groundReady: boolean;
  readonly layersOpen: boolean;
  /** What stopped the 3D view; `null` while it runs. */
  readonly broken: string | null;
}

const linked = decodeViewState(new URLSearchParams(window.location.search));

/** The one store of the page. Actions are plain functions in `state/actions.ts`. */
export const useApp = create<AppState>()(() => ({
  sceneId: linked.scene,
  loading: { state: 'loading' },
  camera: linked.camera,
  hidden: linked.hidden,
  without: linked.without ?? [],
  withoutAtFirst: null,
  building: null,
  modelPart: null,
  selection:
    linked.selection === null ? null : { id: linked.selection, feature: null, error: null, point: null, asOf: null },
  imagery: linked.imagery,
  external: NOTHING_EXTERNAL,
  groundOpacity: linked.groundOpacity ?? DEFAULT_GROUND_OPACITY,
  groundAtFirst: null,
  dive: linked.below ? 'below' : 'above',
  lens: linked.lens,
  flow: linked.flow,
  uncertainty: linked.uncertainty,
  sunTimeMs: linked.sunTimeMs,
  qualityChoice: linked.quality ?? rememberedQuality(),
  qualityAsked: linked.quality,
  quality: linked.quality ?? 'medium',
  language: linked.language ?? languageOf(navigator.languages),
  theme: linked.theme ?? (window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  tiles: { state: 'pending', waiting: 0, failing: 0 },
  layerTiles: { state: 'pending', waiting: 0, failing: 0 },
  cursor: null,
  metresPerPixel: null,
  firstFrame: false,
  groundReady: false,
  layersOpen: true,
  broken: null,
}));

/** True where the address said which layers are left out: then the scene does not. */
export const LAYERS_ARE_LINKED: boolean = linked.without !== null;

/** The same of the ground's opacity. */
export const GROUND_IS_LINKED: boolean = linked.groundOpacity !== null;
