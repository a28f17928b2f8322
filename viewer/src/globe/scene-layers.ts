import type { Scene } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Language } from '../i18n/language.ts';
import type { SceneLayer } from '../state/scene-layer.ts';
import type { Theme } from '../state/view-state.ts';
import { type BaseMap, baseMap } from './base-map.ts';
import type { LabelGround } from './base-map-labels.ts';
import { type Buildings, showBuildings } from './buildings.ts';
import { externalLayers } from './external-layers.ts';
import type { ExternalState } from './external-state.ts';
import { failingRequests } from './failing-requests.ts';
import { groundTerrain } from './ground-terrain.ts';
import type { Rgb } from './palette.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import { terrainArea } from './terrain-area.ts';
import { SceneTerrain } from './terrain-provider.ts';
import { terrainSampler } from './terrain-sampler.ts';
import { tilesTogether } from './tiles-together.ts';

/** The city above the ground: terrain, the map painted on it, its names, its houses. */
export interface SceneLayers {
  /** The ground as it is drawn. */
  readonly ground: GroundSurface;
  /** Layers that are not shown. */
  setWithout(without: readonly SceneLayer[]): void;
  setImagery(index: number | null): void;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  setGroundOpacity(opacity: number): void;
  /** 1 by day, 0 at night. */
  setDay(day: number): void;
  setFog(tone: Rgb, share: number): void;
  selectBuilding(id: string | null, tone: Rgb): void;
  readonly mapSpent: BaseMap['spent'];
  destroy(): void;
}

export interface SceneLayersOptions {
  readonly scene: PublicScene;
  /** The coarse ground, where there is no terrain. */
  readonly coarse: GroundSurface;
  readonly theme: Theme;
  readonly language: Language;
  readonly without: readonly SceneLayer[];
  /** Which of the scene's imagery is drawn; `null` for the scene's own map. */
  readonly imagery: number | null;
  /** What comes of imagery and terrain of other services. */
  readonly onExternal: (state: ExternalState) => void;
  /** Ground in the middle of the view. */
  readonly middle: LabelGround['middle'];
  /** Whether the map and the relief are shown, for the ground's material. */
  readonly onGroundLook: (look: { readonly map: boolean; readonly relief: boolean }) => void;
  /** How the tiles of all of these fare together. */
  readonly onProgress: (progress: TilesProgress) => void;
}

/** Pixels of error that are added far away, and how soon: 0.7 px at 300 m, 2.5 px at 700 m for a level look at the street. */
const COARSER_AFAR = { density: 0.006, screenSpaceErrorFactor: 4 } as const;

const NOTHING: TilesProgress = { state: 'idle', waiting: 0, failing: 0 };
const COMING: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };

export function sceneLayers(engine: Scene, options: SceneLayersOptions): SceneLayers {
  const { scene, coarse } = options;
  const { geoidOffsetM } = scene.heightDatum;
  let { without } = options;
  let destroyed = false;
  const area = terrainArea(coarse.bbox);
  const progress = {
    terrain: NOTHING,
    map: scene.map ? COMING : NOTHING,
    buildings: scene.tilesets.includes('buildings') ? COMING : NOTHING,
    external: NOTHING,
  };
  const report = (part: keyof typeof progress, next: TilesProgress): void => {
    progress[part] = next;
    if (!destroyed) options.onProgress(tilesTogether(Object.values(progress)));
  };

  // Unseen: it only lets tiles be coarser towards the horizon, where a street view would ask for hundreds of them.
  Object.assign(engine.fog, { enabled: true, renderable: false, ...COARSER_AFAR });

  const sampler = terrainSampler(coarse, geoidOffsetM);
  const failing = failingRequests((size) =>
    report('terrain', { state: size > 0 ? 'failed' : 'idle', waiting: 0, failing: size }),
  );
  engine.globe.terrainProvider = scene.terrain
    ? new SceneTerrain({
        sceneId: scene.id,
        area,
        coarse,
        geoidOffsetM,
        failing,
        isWanted: () => !destroyed,
        onTile: (address, mesh) => sampler.add(address, mesh),
      })
    : groundTerrain(coarse, geoidOffsetM, scene.map || (scene.imagery ?? []).length > 0);
  const ground = scene.terrain ? sampler : coarse;

  const map: BaseMap | null = scene.map
    ? baseMap(engine, {
        sceneId: scene.id,
        theme: options.theme,
        language: options.language,
        rectangle: area.rectangle,
        ground: { heightAt: (lon, lat) => ground.levelAt(lon, lat) + geoidOffsetM, middle: options.middle },
        onProgress: (waiting, bad) =>
          report('map', { state: bad > 0 ? 'failed' : waiting > 0 ? 'pending' : 'idle', waiting, failing: bad }),
      })
    : null;
  const houses: Buildings | null = scene.tilesets.includes('buildings')
    ? showBuildings(engine, scene.id, scene.revision, (next) => report('buildings', next))
    : null;
  houses?.setTheme(options.theme);
  const external = externalLayers(engine, {
    scene,
    area,
    imagery: options.imagery,
    onState: options.onExternal,
    onProgress: (next) => report('external', next),
  });

  const show = (): void => {
    const has = (layer: SceneLayer): boolean => !without.includes(layer);
    map?.setShown(has('map') && !external.coversMap, has('labels'));
    external.setShown(has('map'));
    houses?.setShown(has('buildings'));
    options.onGroundLook({
      map: (scene.map || external.coversMap) && has('map'),
      relief: scene.terrain && has('relief'),
    });
    engine.requestRender();
  };
  show();
  options.onProgress(tilesTogether(Object.values(progress)));

  return {
    ground,
    setWithout(next) {
      without = next;
      show();
    },
    setImagery(index) {
      external.choose(index);
      show();
    },
    setTheme(theme) {
      map?.setTheme(theme);
      houses?.setTheme(theme);
    },
    setLanguage: (language) => map?.setLanguage(language),
    setGroundOpacity: (opacity) => houses?.setGroundOpacity(opacity),
    setDay(day) {
      map?.setDay(day);
      houses?.setDay(day);
    },
    setFog: (tone, share) => houses?.setFog(tone, share),
    selectBuilding: (id, tone) => houses?.select(id, tone),
    get mapSpent() {
      return map?.spent ?? { pictures: 0, paintMs: 0 };
    },
    destroy() {
      destroyed = true;
      external.destroy();
      map?.destroy();
      houses?.destroy();
    },
  };
}
