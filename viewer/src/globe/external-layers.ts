import { Rectangle, type Scene } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { type Imagery, TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { externalImagery } from './external-imagery.ts';
import { type ExternalState, NOTHING_EXTERNAL } from './external-state.ts';
import { externalTerrain } from './external-terrain.ts';
import { type ExternalTilesets, externalTilesets } from './external-tilesets.ts';
import { failingRequests } from './failing-requests.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import type { TerrainArea } from './terrain-area.ts';
import { tilesTogether } from './tiles-together.ts';

export interface ExternalLayersOptions {
  readonly scene: PublicScene;
  readonly area: TerrainArea;
  /** Which of the scene's imagery is drawn; `null` for none. */
  readonly imagery: number | null;
  readonly onState: (state: ExternalState) => void;
  readonly onProgress: (progress: TilesProgress) => void;
}

/** What a scene draws of what others have made: imagery, terrain, city models. */
export interface ExternalLayers {
  /** Whether a base map of another service stands in for the scene's own. */
  readonly coversMap: boolean;
  readonly models: ExternalTilesets;
  choose(index: number | null): void;
  setShown(shown: boolean): void;
  destroy(): void;
}

export function externalLayers(engine: Scene, options: ExternalLayersOptions): ExternalLayers {
  const { scene, area } = options;
  let destroyed = false;
  let state = NOTHING_EXTERNAL;
  let pictures = { pending: 0, failing: 0 };
  let chosen = options.imagery;
  const tell = (next: Partial<ExternalState>): void => {
    state = { ...state, ...next };
    if (!destroyed) options.onState(state);
  };
  const report = (): void => {
    const bad = pictures.failing + failing.size;
    const progress = bad > 0 ? 'failed' : pictures.pending > 0 ? 'pending' : 'idle';
    const own: TilesProgress = { state: progress, waiting: pictures.pending, failing: bad };
    if (!destroyed) options.onProgress(tilesTogether([own, ...Object.values(state.models)]));
  };
  const failing = failingRequests(report);
  /** Without the key it needs a service is not asked. */
  const imageryOf = (index: number | null): Imagery | null => {
    const found = index === null ? undefined : scene.imagery?.[index];
    return found === undefined || found.url.includes(TOKEN_PLACE) ? null : found;
  };

  const imagery = externalImagery(engine, {
    rectangle: area.rectangle,
    onProgress(pending, bad, imageryMissing) {
      pictures = { pending, failing: bad };
      report();
      if (imageryMissing !== state.imageryMissing) tell({ imageryMissing });
    },
  });
  imagery.choose(imageryOf(chosen));
  const models = externalTilesets(engine, scene.externalTilesets ?? [], (next) => {
    tell({ models: next });
    report();
  });
  tell({});
  if (scene.externalTerrain !== undefined && !scene.terrain) {
    void externalTerrain(scene.externalTerrain, { failing, isWanted: () => !destroyed }).then((provider) => {
      if (provider === null || destroyed) return;
      // Its tiles are those of the whole globe: elsewhere than about the scene none is asked for.
      engine.globe.cartographicLimitRectangle = Rectangle.fromDegrees(...area.rectangle);
      engine.terrainProvider = provider;
      tell({ terrainDrawn: true });
      engine.requestRender();
    });
  }

  return {
    get coversMap() {
      return imageryOf(chosen) !== null;
    },
    choose(index) {
      chosen = index;
      imagery.choose(imageryOf(index));
    },
    models,
    setShown: (shown) => imagery.setShown(shown),
    destroy() {
      destroyed = true;
      models.destroy();
      imagery.destroy();
    },
  };
}
