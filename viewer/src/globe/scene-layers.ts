import type { ClippingPolygon, Scene } from '@cesium/engine';
import { CITY_POINT_KINDS, type CityPointKind } from '@undercroft/core/model/city-point';
import type { Feature, PublicScene } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Language } from '../i18n/language.ts';
import type { CellTints } from '../map-painter/painter-protocol.ts';
import type { SceneLayer } from '../state/scene-layer.ts';
import type { Theme } from '../state/view-state.ts';
import type { Picked } from './automation.ts';
import { type BaseMap, baseMap } from './base-map.ts';
import type { LabelGround } from './base-map-labels.ts';
import { type Buildings, showBuildings } from './buildings.ts';
import { cityPoints, type PointWords } from './city-points.ts';
import { drapedImagery } from './draped-imagery.ts';
import { externalLayers } from './external-layers.ts';
import type { ExternalState } from './external-state.ts';
import { failingRequests } from './failing-requests.ts';
import type { FlightTarget } from './flight.ts';
import { type Furniture, showFurniture } from './furniture.ts';
import { groundTerrain } from './ground-terrain.ts';
import type { Hole } from './lens.ts';
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
  /** From below nothing of the map is seen: no picture is painted for it. */
  setBelow(below: boolean): void;
  setFog(tone: Rgb, share: number): void;
  /** Leaves out trees, lamps and models of others within these outlines. */
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  /** Leaves the hole of the lens in models of others. */
  setHole(hole: Hole): void;
  /** Colours the cells of the grid; `null` colours none. */
  setTints(tints: CellTints | null): void;
  /** Points of the city make room for signs of another kind. */
  setPointsAside(aside: boolean): void;
  selectBuilding(id: string | null, tone: Rgb): void;
  /** Marks a city point or a cell of the grid; anything else is marked elsewhere. */
  select(feature: Feature | null): void;
  /** The point, else the name of a grid cell, at a place of the canvas, CSS pixels. */
  pick(x: number, y: number): Picked | null;
  /** Goes nearer to the group of points there; false where there is none. */
  openGroup(x: number, y: number): boolean;
  hover(x: number, y: number): void;
  readonly mapSpent: BaseMap['spent'];
  destroy(): void;
}

/** What a scene holds of what a city is run by. */
export interface OperationsHeld {
  readonly kinds: readonly CityPointKind[];
  readonly grid: boolean;
}

export interface SceneLayersOptions {
  readonly scene: PublicScene;
  readonly operations: OperationsHeld;
  readonly pointWords: PointWords;
  readonly onGroup: (target: FlightTarget) => void;
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
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: () => number;
  /** Whether the map and the relief are shown, for the ground's material. */
  readonly onGroundLook: (look: { readonly map: boolean; readonly relief: boolean }) => void;
  /** How the tiles of all of these fare together. */
  readonly onProgress: (progress: TilesProgress) => void;
}

/** The ground is there a little farther than the haze lets see. */
const TERRAIN_BEYOND = 1.3;

const NOTHING: TilesProgress = { state: 'idle', waiting: 0, failing: 0 };
const COMING: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };

export function sceneLayers(engine: Scene, options: SceneLayersOptions): SceneLayers {
  const { scene, coarse, operations } = options;
  const { geoidOffsetM } = scene.heightDatum;
  let { without, theme, language } = options;
  let below = false;
  let tints: CellTints | null = null;
  let pointsAside = false;
  let destroyed = false;
  const area = terrainArea(coarse.bbox, (scene.frame.reachM ?? 0) * TERRAIN_BEYOND);
  // Where anything lies on the ground there is land below it, if only in one tone.
  const hasPicture = scene.map || scene.draped.length > 0 || operations.grid;
  const wantsTiles = hasPicture || operations.kinds.length > 0;
  const progress = {
    terrain: NOTHING,
    map: wantsTiles ? COMING : NOTHING,
    points: NOTHING,
    draped: NOTHING,
    buildings: scene.tilesets.includes('buildings') ? COMING : NOTHING,
    furniture: scene.tilesets.includes('furniture') ? COMING : NOTHING,
    external: NOTHING,
  };
  const report = (part: keyof typeof progress, next: TilesProgress): void => {
    progress[part] = next;
    if (!destroyed) options.onProgress(tilesTogether(Object.values(progress)));
  };

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
    : groundTerrain(coarse, geoidOffsetM, hasPicture || (scene.imagery ?? []).length > 0);
  const ground = scene.terrain ? sampler : coarse;

  const labelGround: LabelGround = {
    heightAt: (lon, lat) => ground.levelAt(lon, lat) + geoidOffsetM,
    middle: options.middle,
  };
  const points = cityPoints(engine, {
    ground: labelGround,
    geoidOffsetM,
    pixelRatio: options.pixelRatio,
    theme: options.theme,
    language: options.language,
    words: options.pointWords,
    onPending: () =>
      report('points', { state: points.pending > 0 ? 'pending' : 'idle', waiting: points.pending, failing: 0 }),
    onGroup: options.onGroup,
  });
  const map: BaseMap | null = wantsTiles
    ? baseMap(engine, {
        sceneId: scene.id,
        pictures: [...(hasPicture ? (['map'] as const) : []), ...(operations.grid ? (['grid'] as const) : [])],
        onOpen: (painter, zooms) => {
          if (operations.kinds.length > 0) points.open(painter, zooms);
        },
        theme: options.theme,
        language: options.language,
        rectangle: area.rectangle,
        ground: labelGround,
        pixelRatio: options.pixelRatio,
        onProgress: (waiting, bad) =>
          report('map', { state: bad > 0 ? 'failed' : waiting > 0 ? 'pending' : 'idle', waiting, failing: bad }),
      })
    : null;
  const houses: Buildings | null = scene.tilesets.includes('buildings')
    ? showBuildings(engine, scene.id, scene.revision, (next) => report('buildings', next))
    : null;
  houses?.setTheme(options.theme);
  const furniture: Furniture | null = scene.tilesets.includes('furniture')
    ? showFurniture(engine, scene.id, scene.revision, (next) => report('furniture', next))
    : null;
  furniture?.setTheme(options.theme);
  const draped = drapedImagery(engine, scene, (waiting, bad) =>
    report('draped', { state: bad > 0 ? 'failed' : waiting > 0 ? 'pending' : 'idle', waiting, failing: bad }),
  );
  const external = externalLayers(engine, {
    scene,
    area,
    imagery: options.imagery,
    onState: options.onExternal,
    onProgress: (next) => report('external', next),
  });

  const show = (): void => {
    const has = (layer: SceneLayer): boolean => !without.includes(layer);
    const isDraped = (layer: string): boolean => has(`draped.${layer}`) && !below;
    const grid = operations.grid && has('grid') && !below;
    const isMapShown = hasPicture && has('map') && !external.coversMap;
    map?.setShown({
      map: isMapShown && !below,
      cells: !below,
      grid: grid && tints === null,
      gridNames: grid,
      labels: scene.map && has('labels'),
    });
    draped.setShown(isDraped);
    points.setShown(below || pointsAside ? [] : CITY_POINT_KINDS.filter((kind) => has(`points.${kind}`)));
    external.setShown(has('map') && !below);
    houses?.setShown(has('buildings'));
    furniture?.setShown(has('furniture') && !below);
    external.models.setShown((id) => has(`model.${id}`) && !below);
    options.onGroundLook({
      map:
        isMapShown ||
        (external.coversMap && has('map')) ||
        grid ||
        tints !== null ||
        scene.draped.some(({ layer }) => isDraped(layer)),
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
    setTheme(next) {
      theme = next;
      map?.setTheme(theme);
      points.setLook(theme, language);
      houses?.setTheme(theme);
      furniture?.setTheme(theme);
    },
    setLanguage(next) {
      language = next;
      map?.setLanguage(language);
      points.setLook(theme, language);
    },
    setGroundOpacity(opacity) {
      houses?.setGroundOpacity(opacity);
      furniture?.setGroundOpacity(opacity);
      external.models.setGroundOpacity(opacity);
    },
    setDay(day) {
      map?.setDay(day);
      houses?.setDay(day);
      furniture?.setDay(day);
      external.models.setDay(day);
    },
    setBelow(next) {
      if (next === below) return;
      below = next;
      show();
    },
    setFog: (tone, share) => houses?.setFog(tone, share),
    setCutAway(polygons) {
      furniture?.setCutAway(polygons);
      external.models.setCutAway(polygons);
    },
    setHole: (hole) => external.models.setHole(hole),
    setTints(next) {
      tints = next;
      map?.setTints(operations.grid ? tints : null);
      show();
    },
    setPointsAside(aside) {
      pointsAside = aside;
      show();
    },
    selectBuilding: (id, tone) => houses?.select(id, tone),
    select: (feature) => points.select(feature),
    pick(x, y) {
      const point = points.pick(x, y);
      if (point !== null) return { id: point.id, utility: null, kind: point.kind, building: null };
      const cell = map?.pickName(x, y) ?? null;
      return cell === null ? null : { id: cell, utility: null, kind: 'gridCell', building: null };
    },
    openGroup: (x, y) => points.openGroup(x, y),
    hover: (x, y) => points.hover(x, y),
    get mapSpent() {
      return map?.spent ?? { pictures: 0, paintMs: 0 };
    },
    destroy() {
      destroyed = true;
      external.destroy();
      draped.destroy();
      points.destroy();
      map?.destroy();
      houses?.destroy();
      furniture?.destroy();
    },
  };
}
