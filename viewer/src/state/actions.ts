import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import type { Feature, GroundReport, PublicScene } from '@undercroft/core/protocol/answers';
import { ApiError, asApiError } from '../api/api-error.ts';
import { apiClient } from '../api/client.ts';
import { nearestOnAxis } from '../geometry/axis-point.ts';
import { flatGround, type GroundSurface, groundSurface } from '../geometry/ground-surface.ts';
import type { Ray3 } from '../geometry/ray-ground.ts';
import type { ModelPart } from '../globe/external-models.ts';
import type { Globe } from '../globe/globe.ts';
import type { BuildingFacts } from '../globe/pick.ts';
import type { QualityChoice } from '../globe/quality.ts';
import { usePipes } from '../replay/pipes-store.ts';
import { rememberQuality } from './remembered-quality.ts';
import { type SceneLayer, sceneLayersAmong } from './scene-layer.ts';
import { GROUND_IS_LINKED, LAYERS_ARE_LINKED, useApp } from './store.ts';
import { DEFAULT_GROUND_OPACITY } from './view-state.ts';

const api = apiClient();
const { getState, setState } = useApp;

/** Search answers at most this many suggestions. */
const SUGGESTIONS = 12;

/** The 3D view while it stands; actions that move the camera go through it. */
let globe: Globe | null = null;
let selecting: AbortController | null = null;

export function attachGlobe(next: Globe | null): void {
  globe = next;
}

/** Loads the scene that the address names, else the one that is served. */
export async function loadScene(signal: AbortSignal, isRepeat: boolean): Promise<void> {
  // A repeat keeps the notice of what went wrong on screen until it is known to be mended.
  if (!isRepeat) setState({ loading: { state: 'loading' }, firstFrame: false });
  try {
    const sceneId = getState().sceneId ?? (await servedScene(signal));
    // Data can be brought to a scene that holds nothing yet, and so cannot be shown.
    setState({ sceneId });
    await showScene(sceneId, signal);
  } catch (error) {
    if (!signal.aborted) setState({ loading: { state: 'failed', error: asApiError(error) } });
  }
}

/** Loads the scene that is shown anew, because something of it was published. Where that fails, what is shown stays. */
export async function refreshScene(sceneId: string, signal: AbortSignal): Promise<void> {
  await showScene(sceneId, signal).catch(() => undefined);
}

async function showScene(sceneId: string, signal: AbortSignal): Promise<void> {
  const [scene, summary] = await Promise.all([api.scene(sceneId, signal), api.summary(sceneId, signal)]);
  const ground = await sceneGround(sceneId, scene.camera.target, summary.bbox, signal);
  if (signal.aborted) return;
  startAs(scene);
  setState({ loading: { state: 'ready', scene, summary, ...ground } });
}

/** What the scene leaves out and how see-through its ground is at first, unless the address says or a person chose. */
function startAs({
  hiddenAtFirst = [],
  externalTilesets = [],
  groundAtFirst = DEFAULT_GROUND_OPACITY,
}: PublicScene): void {
  const models = externalTilesets.filter(({ isVisible }) => !isVisible).map(({ id }) => `model.${id}`);
  const withoutAtFirst = sceneLayersAmong([...hiddenAtFirst, ...models]);
  const isFirst = getState().withoutAtFirst === null;
  setState({ withoutAtFirst, groundAtFirst });
  if (isFirst && !LAYERS_ARE_LINKED) setState({ without: withoutAtFirst });
  if (isFirst && !GROUND_IS_LINKED) setState({ groundOpacity: groundAtFirst });
}

async function servedScene(signal: AbortSignal): Promise<string> {
  const { scenes } = await api.scenes(signal);
  const scene = scenes.find(({ served }) => served) ?? scenes[0];
  if (scene === undefined) throw new ApiError('notFound', 'The server has no scene.');
  return scene.id;
}

/** A scene without any known cover has no ground of its own: then a plane at the datum stands for it. */
async function sceneGround(
  sceneId: string,
  [lon, lat]: readonly [number, number],
  bbox: GroundSurface['bbox'] | null,
  signal: AbortSignal,
): Promise<{ readonly ground: GroundSurface; readonly groundReport: GroundReport | null }> {
  try {
    const grid = await api.ground(sceneId, signal);
    return { ground: groundSurface(grid), groundReport: grid.report ?? null };
  } catch (error) {
    if (asApiError(error).failure !== 'notFound') throw error;
    // As wide as what stands on it: cameras reach farther than the first view.
    const [west, south, east, north] = bbox ?? [lon, lat, lon, lat];
    const box = [Math.min(west, lon - 0.01), Math.min(south, lat - 0.01)] as const;
    const ground = flatGround([...box, Math.max(east, lon + 0.01), Math.max(north, lat + 0.01)], 0);
    return { ground, groundReport: null };
  }
}

/** Selects a feature and fetches what is known of it. `ray` is the click that met it. */
export function select(id: string, options: { readonly fly: boolean; readonly ray?: Ray3 }): void {
  selecting?.abort();
  const before = getState().selection;
  const known = before?.id === id ? before : { feature: null, asOf: null };
  setState({ selection: { ...known, id, error: null, point: null }, building: null, modelPart: null });
  void fetchSelected(id, options);
}

async function fetchSelected(id: string, options: { readonly fly: boolean; readonly ray?: Ray3 }): Promise<void> {
  const { loading } = getState();
  if (loading.state !== 'ready') return;
  const controller = new AbortController();
  selecting = controller;
  try {
    const { feature, asOf } = await featureDrawn(loading.scene.id, id, controller.signal);
    if (controller.signal.aborted) return;
    const { geoidOffsetM } = loading.scene.heightDatum;
    const point =
      feature.family === 'link' && options.ray !== undefined
        ? nearestOnAxis(options.ray, feature.path, geoidOffsetM, loading.ground.levelAt(...firstPlace(feature.path)))
        : null;
    setState({ selection: { id, feature, error: null, point, asOf } });
    if (options.fly) globe?.flyToFeature(feature);
  } catch (error) {
    if (controller.signal.aborted) return;
    const { asOf } = usePipes.getState();
    setState({ selection: { id, feature: null, error: asApiError(error), point: null, asOf } });
  }
}

/** What is known of a feature as it is drawn: of pipes at the time of those drawn, of all else today. */
async function featureDrawn(
  scene: string,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly feature: Feature; readonly asOf: string | null }> {
  const { asOf } = usePipes.getState();
  if (asOf === null) return { feature: await api.feature(scene, id, signal), asOf };
  let missing: unknown = null;
  try {
    const feature = await api.feature(scene, id, signal, asOf);
    if (isOfNetwork(feature)) return { feature, asOf };
  } catch (error) {
    if (signal.aborted || asApiError(error).failure !== 'notFound') throw error;
    missing = error;
  }
  const feature = await api.feature(scene, id, signal);
  if (isOfNetwork(feature)) throw missing;
  return { feature, asOf: null };
}

function isOfNetwork({ family }: Feature): boolean {
  return family === 'link' || family === 'node';
}

/** Fetches what is selected anew: the pipes that are drawn are of another time now. */
export function selectAgain(): void {
  const { selection } = getState();
  if (selection !== null) select(selection.id, { fly: false });
}

function firstPlace(path: readonly (readonly [number, number, ...unknown[]])[]): readonly [number, number] {
  const [first] = path;
  return first === undefined ? [0, 0] : [first[0], first[1]];
}

export function clearSelection(): void {
  selecting?.abort();
  setState({ selection: null, building: null, modelPart: null });
}

/** Selects a building by what its tile tells of it. */
export function selectBuilding(building: BuildingFacts): void {
  selecting?.abort();
  setState({ selection: null, building, modelPart: null });
}

/** Selects a part of a model of others by what its delivery tells of it. */
export function selectModelPart(modelPart: ModelPart): void {
  selecting?.abort();
  setState({ selection: null, building: null, modelPart });
}

export function toggleLayer(layer: SceneLayer): void {
  const { without } = getState();
  const next = without.includes(layer) ? without.filter((other) => other !== layer) : [...without, layer];
  setState({ without: sceneLayersAmong(next) });
}

export function chooseImagery(imagery: number | null): void {
  setState({ imagery });
}

export function flyToSelection(): void {
  const feature = getState().selection?.feature;
  if (feature !== null && feature !== undefined) globe?.flyToFeature(feature);
}

export function goHome(): void {
  globe?.home();
}

export function faceNorth(): void {
  globe?.north();
}

export function zoom(factor: number): void {
  globe?.zoom(factor);
}

export function pan(right: number, forwards: number): void {
  globe?.pan(right, forwards);
}

export function toggleUtility(utility: Utility): void {
  const { hidden } = getState();
  const next = hidden.includes(utility) ? hidden.filter((other) => other !== utility) : [...hidden, utility];
  setState({ hidden: UTILITIES.filter((each) => next.includes(each)) });
}

/** Shows one utility alone, or everything again when it is alone already. */
export function isolateUtility(utility: Utility, present: readonly Utility[]): void {
  const others = present.filter((other) => other !== utility);
  const alone = others.every((other) => getState().hidden.includes(other));
  setState({ hidden: alone ? [] : UTILITIES.filter((each) => others.includes(each)) });
}

export function showAllUtilities(): void {
  setState({ hidden: [] });
}

export function setGroundOpacity(groundOpacity: number): void {
  setState({ groundOpacity });
}

/** Solid ground becomes see-through, see-through ground becomes solid. */
export function toggleGround(): void {
  setState({ groundOpacity: getState().groundOpacity < 1 ? 1 : DEFAULT_GROUND_OPACITY });
}

/** Down through the ground, or up again. */
export function toggleDive(): void {
  globe?.toggleDive();
}

/** Up from below; false when one is above already. */
export function surface(): boolean {
  return globe?.surface() ?? false;
}

export function toggleLens(): void {
  setState({ lens: !getState().lens });
}

export function toggleFlow(): void {
  setState({ flow: !getState().flow });
}

export function toggleUncertainty(): void {
  setState({ uncertainty: !getState().uncertainty });
}

export function setSunTime(sunTimeMs: number | null): void {
  setState({ sunTimeMs });
}

export function chooseQuality(qualityChoice: QualityChoice): void {
  rememberQuality(qualityChoice);
  setState({ qualityChoice, qualityAsked: null });
}

export const searchFeatures = (query: string, signal: AbortSignal) => {
  const { sceneId } = getState();
  return sceneId === null ? Promise.resolve(null) : api.search(sceneId, query, SUGGESTIONS, signal);
};
