import { cameraFootprint } from '@undercroft/core/camera/camera-footprint';
import type { CameraWorld } from '@undercroft/core/camera/camera-world';
import { type CameraSight, camerasSeeing } from '@undercroft/core/camera/cameras-seeing';
import type { PolarPolygon } from '@undercroft/core/camera/polar-outline';
import type {
  CameraFootprintAnswer,
  CameraStreamAnswer,
  CamerasSeeing,
  SeeingCamera,
} from '@undercroft/core/protocol/live/camera-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { exactGround } from '../analysis/exact-ground.ts';
import { lonLatBounds } from '../analysis/lon-lat-bounds.ts';
import { ProblemError } from '../problem.ts';
import { notImported } from '../served-scenes.ts';
import { ByRevision, type Revised } from '../tiles/by-revision.ts';
import type { GroundService } from '../tiles/ground-service.ts';
import { latticeLevels } from '../tiles/lattice-levels.ts';
import type { Revisions } from '../tiles/revisions.ts';
import { type CameraScene, readCameraScene, type SceneCamera } from './camera-scene.ts';
import { cameraStream } from './camera-stream.ts';

/** A place that is looked at, degrees; without a level it lies on the ground. */
export interface SightPoint {
  readonly lon: number;
  readonly lat: number;
  /** Metres above the scene's height datum. */
  readonly levelM: number | null;
}

/** Cameras that an answer names when nobody says how many. */
const USUAL_MOST = 12;

/** A rectangle of the plane is so much larger than what it has to hold, metres. */
const MARGIN_M = 5;

/** The cameras of every scene: what they see, and where their pictures come from. */
export class CityCameras {
  readonly #grounds: GroundService;
  readonly #scenes: ByRevision<CameraScene>;

  constructor(store: Store, revisions: Revisions, grounds: GroundService) {
    this.#grounds = grounds;
    this.#scenes = new ByRevision(revisions, (scene) => readCameraScene(store, grounds, scene));
  }

  /** Reads what the first question would wait for some seconds for; does nothing where that is read already. */
  async prepare(scene: Scene): Promise<void> {
    const read = await this.#scenes.of(scene);
    if (read === null) return;
    const [lon, lat] = scene.camera.target;
    await this.seeing(scene, { lon, lat, levelM: null }, 1);
  }

  /**
   * Which cameras see a place, the most useful first. Throws a `ProblemError`: `scene-not-imported` while nothing is
   * published; what cannot be read is an error, never "no camera".
   */
  async seeing(scene: Scene, { lon, lat, levelM }: SightPoint, most: number = USUAL_MOST): Promise<CamerasSeeing> {
    const { revision, value } = await this.#read(scene);
    const { projection, index, cameras } = value;
    const at = new Float64Array(2);
    projection.forward(lon, lat, at);
    const [x = Number.NaN, y = Number.NaN] = at;
    const near = index.reaching(x, y);
    const xs = [x, ...near.map((camera) => camera.x)];
    const ys = [y, ...near.map((camera) => camera.y)];
    const world = await this.#world(scene, value, [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
    const found = camerasSeeing({ x, y, levelM }, near, world, most);
    const named = found.cameras.flatMap((sight) => {
      const camera = cameras.get(sight.camera.featureId);
      return camera === undefined ? [] : seeingCamera(scene, camera, sight, x, y);
    });
    return { scene: scene.id, revision, cameras: named, counts: { ...found.counts } };
  }

  /** The ground that a camera sees. Throws a `ProblemError` `unknown-feature` for what is no camera. */
  async footprint(scene: Scene, featureId: string): Promise<CameraFootprintAnswer> {
    const { revision, value } = await this.#read(scene);
    const { placed } = cameraOf(scene, value, featureId);
    const { x, y, rangeM } = placed;
    const reachM = rangeM ?? 0;
    const world = await this.#world(scene, value, [x - reachM, y - reachM, x + reachM, y + reachM]);
    const { seen, maybe, unknown } = cameraFootprint(placed, world);
    return {
      type: 'FeatureCollection',
      scene: scene.id,
      revision,
      camera: featureId,
      unknown: [...unknown],
      nothing: placed.status === 'abandoned' || placed.status === 'planned' ? 'notInUse' : null,
      features: [...sightFeature('seen', seen, value), ...sightFeature('maybe', maybe, value)],
    };
  }

  /** Where a camera's pictures come from. Nothing is fetched. */
  async stream(scene: Scene, featureId: string): Promise<CameraStreamAnswer> {
    const { value } = await this.#read(scene);
    const { row } = cameraOf(scene, value, featureId);
    return { scene: scene.id, camera: featureId, ...cameraStream(scene, row.value) };
  }

  async #read(scene: Scene): Promise<Revised<CameraScene>> {
    const read = await this.#scenes.of(scene);
    if (read === null) throw notImported(scene.id);
    return read;
  }

  /** Ground and buildings of a rectangle of the plane. */
  async #world(
    scene: Scene,
    { projection, blocks, knowsBuildings }: CameraScene,
    [west, south, east, north]: readonly [number, number, number, number],
  ): Promise<CameraWorld> {
    const box = [west - MARGIN_M, south - MARGIN_M, east + MARGIN_M, north + MARGIN_M] as const;
    const bounds = lonLatBounds(projection, box);
    const [ground, standing] = await Promise.all([this.#grounds.of(scene), blocks.within(bounds)]);
    const levelAt = ground === null ? () => null : latticeLevels(await ground.knownIn(bounds), bounds);
    return {
      groundLevelM: exactGround(projection, levelAt),
      blocks: standing,
      knowsBuildings: (x, y) => knowsBuildings(...projection.inverse(x, y)),
    };
  }
}

function cameraOf(scene: Scene, { cameras }: CameraScene, featureId: string): SceneCamera {
  const camera = cameras.get(featureId);
  if (camera !== undefined) return camera;
  throw new ProblemError(
    'unknown-feature',
    `There is no camera "${featureId.slice(0, 300)}" in the scene "${scene.id}".`,
  );
}

function seeingCamera(
  scene: Scene,
  { row }: SceneCamera,
  { camera, sight }: CameraSight,
  x: number,
  y: number,
): readonly SeeingCamera[] {
  if (sight.verdict === 'no') return [];
  const { sourceId, name, category, owner, position, headingDeg, fieldOfViewDeg, rangeM } = row.value;
  const { verdict, why, distanceM, blockedBy } = sight;
  // Between the plane's north and the true one lies what was added to the camera's heading.
  const planeNorthDeg = headingDeg === null || camera.headingDeg === null ? 0 : camera.headingDeg - headingDeg;
  const bearingDeg = (Math.atan2(x - camera.x, y - camera.y) * 180) / Math.PI - planeNorthDeg;
  const seeing: SeeingCamera = {
    featureId: row.featureId,
    sourceId,
    name: { ...name },
    category,
    owner,
    position: [position[0], position[1]],
    headingDeg,
    fieldOfViewDeg,
    rangeM,
    verdict,
    why,
    distanceM: Math.round(distanceM * 10) / 10,
    bearingDeg: Math.round(((bearingDeg % 360) + 360) % 360),
    blockedBy,
    hasStream: cameraStream(scene, row.value).url !== null,
  };
  return [seeing];
}

function sightFeature(
  sight: 'seen' | 'maybe',
  polygons: readonly PolarPolygon[],
  { projection }: CameraScene,
): CameraFootprintAnswer['features'] {
  if (polygons.length === 0) return [];
  const coordinates = polygons.map((rings) =>
    rings.map((ring) => {
      const out: [number, number][] = [];
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const [lon, lat] = projection.inverse(ring[i] ?? Number.NaN, ring[i + 1] ?? Number.NaN);
        out.push([round7(lon), round7(lat)]);
      }
      const [first] = out;
      return first === undefined ? out : [...out, first];
    }),
  );
  return [{ type: 'Feature', properties: { sight }, geometry: { type: 'MultiPolygon', coordinates } }];
}

/** A centimetre. */
function round7(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}
