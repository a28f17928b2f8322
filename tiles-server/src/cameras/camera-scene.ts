import { type CameraIndex, cameraIndex } from '@undercroft/core/camera/cameras-seeing';
import { isTurningKind, type PlacedCamera } from '@undercroft/core/camera/placed-camera';
import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import type { MapRow } from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { Scene } from '@undercroft/core/protocol/scene';
import { addressOf, CELL_ZOOM, cellOf } from '@undercroft/core/tiling/quadtree';
import type { Store } from '@undercroft/store/store';
import type { GroundService } from '../tiles/ground-service.ts';
import { type BlockCells, blockCells } from './block-cells.ts';

/** A camera of a scene, as its table has it and in the plane. */
export interface SceneCamera {
  readonly row: MapRow<CityPoint>;
  readonly placed: PlacedCamera;
}

/** All cameras of a scene at one revision, and what can stand in their way. */
export interface CameraScene {
  readonly projection: LocalProjection;
  readonly cameras: ReadonlyMap<string, SceneCamera>;
  readonly index: CameraIndex;
  readonly blocks: BlockCells;
  /** Whether buildings about a place (degrees) are known. */
  readonly knowsBuildings: (lon: number, lat: number) => boolean;
}

/**
 * Zoom of the squares in which a building means that buildings are known there and in the squares about: 611 m wide at
 * the equator, 469 m at 40 degrees.
 */
const KNOWN_ZOOM = 16;

/** Step by which the plane's north is found, degrees. */
const NORTH_STEP_DEG = 1e-4;

export async function readCameraScene(store: Store, grounds: GroundService, scene: Scene): Promise<CameraScene> {
  const projection = localProjection(scene.frame.origin);
  const rows = await store.map.cityPoints(scene.id, ['camera']);
  const cameras = new Map(
    rows.map((row): [string, SceneCamera] => [row.featureId, { row, placed: placedCamera(row, projection) }]),
  );
  return {
    projection,
    cameras,
    index: cameraIndex([...cameras.values()].map(({ placed }) => placed)),
    blocks: blockCells(store, grounds, scene, projection),
    knowsBuildings: await builtSquares(store, scene.id),
  };
}

/** A camera in the scene's plane, whose y axis is off true north by as much as meridians converge. */
export function placedCamera(
  { featureId, value }: Pick<MapRow<CityPoint>, 'featureId' | 'value'>,
  projection: LocalProjection,
): PlacedCamera {
  const [lon, lat] = value.position;
  const at = new Float64Array(4);
  projection.forward(lon, lat, at, 0);
  projection.forward(lon, lat + NORTH_STEP_DEG, at, 2);
  const [x = 0, y = 0, northX = 0, northY = 0] = at;
  const northDeg = (Math.atan2(northX - x, northY - y) * 180) / Math.PI;
  return {
    featureId,
    x,
    y,
    levelM: value.levelM,
    heightM: value.heightM,
    headingDeg: value.headingDeg === null ? null : value.headingDeg + northDeg,
    fieldOfViewDeg: value.fieldOfViewDeg,
    rangeM: value.rangeM,
    turns: isTurningKind(value.category),
    status: value.status,
  };
}

/** Buildings are known within a square that holds one and within the eight about it: a map seldom ends in a street. */
async function builtSquares(store: Store, scene: string): Promise<CameraScene['knowsBuildings']> {
  const squares = new Set<number>();
  const numberOf = (x: number, y: number) => y * 2 ** KNOWN_ZOOM + x;
  for (const { cell } of await store.map.buildingCells(scene, KNOWN_ZOOM)) {
    const { x, y } = addressOf(cell, KNOWN_ZOOM);
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) squares.add(numberOf(x + dx, y + dy));
  }
  const shift = CELL_ZOOM - KNOWN_ZOOM;
  return (lon, lat) => {
    const { x, y } = addressOf(cellOf(lon, lat), CELL_ZOOM);
    return squares.has(numberOf(x >> shift, y >> shift));
  };
}
