import { type Cartesian2, Cesium3DTileFeature, type Scene } from '@cesium/engine';
import { BUILDING_DRAWN_AS, type BuildingDrawnAs } from '@undercroft/core/building/building-height';
import { BUILDING_USES, type BuildingUse, ROOF_SHAPES, type RoofShape } from '@undercroft/core/model/map-feature';
import type { Picked } from './automation.ts';
import { canPick } from './can-pick.ts';
import { modelPartOf, shownModels } from './external-models.ts';
import { seeingThrough } from './seeing-through.ts';

/** What a tile tells of a building. */
export interface BuildingFacts {
  readonly id: string;
  readonly name: string | null;
  readonly use: BuildingUse;
  readonly storeys: number | null;
  readonly heightM: number | null;
  /** What its drawn height rests on. */
  readonly drawnAs: BuildingDrawnAs;
  /** The shape that is stated of its roof. */
  readonly roof: RoofShape;
  /** The shape its roof is drawn with. */
  readonly roofDrawn: RoofShape;
}

/** A pipe far away is a pixel wide: this many pixels about the pointer are looked through, nearest first. */
const TOLERANCE_PX = 9;

/** Walls of glass that are looked through for a pipe. */
const MOST_WALLS = 6;

/**
 * What stands under a pixel of the canvas. Its depth is never taken from the screen. Where the ground is see-through,
 * so are the houses: a pipe behind them is what is meant.
 */
export function pickFeature(scene: Scene, position: Cartesian2): Picked | null {
  if (!canPick(scene)) return null;
  const pick = (): unknown => scene.pick(position, TOLERANCE_PX, TOLERANCE_PX);
  const first = pickedOf(seeingThrough(scene, pick));
  // Where nothing else is meant, a model of glass is.
  if (first === null && shownModels(scene).length > 0) return pickedOf(seeingThrough(scene, pick, false));
  if (first === null || first.building === null || !scene.globe.translucency.enabled) return first;
  const behind: unknown[] = seeingThrough(scene, () =>
    scene.drillPick(position, MOST_WALLS, TOLERANCE_PX, TOLERANCE_PX),
  );
  return behind.map(pickedOf).find((each) => each !== null && each.building === null) ?? first;
}

function pickedOf(picked: unknown): Picked | null {
  const model = modelPartOf(picked);
  if (model !== null) return { id: `model.${model.tileset}`, utility: null, kind: 'model', building: null, model };
  if (!(picked instanceof Cesium3DTileFeature)) return null;
  const id = text(picked, 'id');
  if (id === null) return null;
  return { id, utility: text(picked, 'utility'), kind: text(picked, 'kind'), building: buildingOf(picked, id) };
}

function buildingOf(feature: Cesium3DTileFeature, id: string): BuildingFacts | null {
  const use = BUILDING_USES.find((each) => each === text(feature, 'use'));
  const drawnAs = BUILDING_DRAWN_AS.find((each) => each === text(feature, 'drawnAs'));
  if (use === undefined || drawnAs === undefined) return null;
  const name = text(feature, 'name');
  return {
    id,
    name: name === '' ? null : name,
    use,
    storeys: number(feature, 'storeys'),
    heightM: number(feature, 'heightM'),
    drawnAs,
    // A tile of roofs that nobody describes says nothing of them.
    roof: roofOf(feature, 'roof') ?? 'unknown',
    roofDrawn: roofOf(feature, 'roofDrawn') ?? 'flat',
  };
}

function roofOf(feature: Cesium3DTileFeature, name: string): RoofShape | undefined {
  return ROOF_SHAPES.find((each) => each === text(feature, name));
}

function text(feature: Cesium3DTileFeature, name: string): string | null {
  const value: unknown = feature.getProperty(name);
  return typeof value === 'string' ? value : null;
}

function number(feature: Cesium3DTileFeature, name: string): number | null {
  const value: unknown = feature.getProperty(name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
