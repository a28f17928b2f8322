import { applyEdit } from '@undercroft/core/pit/edit';
import { snapCorner } from '@undercroft/core/pit/snap-corner';
import { apiClient } from '../api/client.ts';
import { digClient } from '../api/dig-client.ts';
import type { FeatureShape } from '../geometry/feature-shape.ts';
import type { PitDesk } from '../globe/pit-desk.ts';
import { sayNow } from '../i18n/i18n.ts';
import { closeDraft, draftCorner, draftCursor, editPit, holdPits, releasePits, takeOutline } from './pit-actions.ts';
import type { PlacedPit } from './pit-place.ts';
import type { LonLat, PitSpec } from './pit-spec.ts';
import { type PitState, usePits } from './pit-store.ts';
import { shownMeasures } from './shown-measures.ts';
import { type ConfirmationWatch, watchConfirmation } from './watch-confirmation.ts';
import { type PitWatch, watchPits } from './watch-pits.ts';

const api = apiClient();
const digApi = digClient();

let desk: PitDesk | null = null;
let watch: PitWatch | null = null;
let confirming: ConfirmationWatch | null = null;

/** A dragged corner jumps to a right angle within this, metres. */
const SNAP_M = 0.25;

/** Joins the pits of the page to a 3D view; returns what parts them. */
export function attachPits(next: PitDesk, sceneId: string): () => void {
  const watching = watchPits({
    levelAt: next.levelAt,
    layer: next.layer,
    rowsIn: (bbox, signal) => api.featuresIn(sceneId, bbox, signal),
    rules: (signal) => digApi.rules(sceneId, signal),
  });
  const confirmation = watchConfirmation({
    ask: (request, signal) => digApi.excavation(sceneId, request, signal),
    nowMs: () => Date.now(),
  });
  const attached = next.attach({
    hold: holdPits,
    release: releasePits,
    moveCorner: (corner, to) => withActive((spec, placed) => moveCorner(spec, placed, corner, to)),
    moveWhole: (corners) => withActive((spec) => editPit(spec.id, { corners })),
    setDepth: (depthM) => withActive((spec) => editPit(spec.id, { depthM })),
    cursor: draftCursor,
    corner: draftCorner,
    close: closeDraft,
    rectangle: takeOutline,
  });
  const { hands, drawing, measures } = attached;
  const show = (state: PitState): void => {
    const { draft, panelOpen, active, views, pits, hovered, pinned } = state;
    drawing.show(draft === null ? null : { ...draft, faulty: draft.refusal !== null });
    const spec = pits.find(({ id }) => id === active);
    const view = active === null ? undefined : views[active];
    const names = { corner: sayNow('pit.corner'), move: sayNow('pit.move'), depth: sayNow('pit.dragDepth') };
    const handled = panelOpen && draft === null && spec !== undefined && view?.ok === true;
    hands.show(handled ? { placed: view.placed, corners: spec.corners, names } : null);
    if (handled && view.findings.state === 'ready') {
      const { placed } = view;
      measures.show(shownMeasures(view.findings.list, placed, [hovered, pinned]), next.toWorld(placed));
    } else measures.show([], null);
  };
  show(usePits.getState());
  const stopShowing = usePits.subscribe((now, before) => {
    show(now);
    if (now.hovered !== before.hovered || now.pinned !== before.pinned) next.point(pointedAt(now));
  });
  const stopChecking = next.onFrame(() => watching.checkGround());
  desk = next;
  watch = watching;
  confirming = confirmation;
  return () => {
    stopChecking();
    stopShowing();
    attached.end();
    confirmation.stop();
    watching.stop();
    desk = null;
    watch = null;
    confirming = null;
  };
}

/** Asks again for the rows that did not come. */
export function retryPits(): void {
  watch?.retry();
}

/** Asks the server again about the active pit. */
export function retryConfirmation(): void {
  confirming?.retry();
}

/** Flies to an outline before there is a pit over it. */
export function lookAtOutline(corners: readonly LonLat[]): void {
  const box = (k: 0 | 1) => corners.map((corner) => corner[k]);
  const [lons, lats] = [box(0), box(1)];
  const lon = (Math.min(...lons) + Math.max(...lons)) / 2;
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const widthM = (Math.max(...lons) - Math.min(...lons)) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const heightM = (Math.max(...lats) - Math.min(...lats)) * METRES_PER_DEGREE;
  const levelM = desk?.levelAt(lon, lat) ?? 0;
  desk?.lookAt(lon, lat, levelM, LEAST_LOOK_M + 1.35 * Math.hypot(widthM, heightM));
}

const METRES_PER_DEGREE = 111_320;

/** One looks at an area from no nearer than this, metres. */
const LEAST_LOOK_M = 9;

export function lookAtPlace(lon: number, lat: number, levelM: number, distanceM: number): void {
  desk?.lookAt(lon, lat, levelM, distanceM);
}

/** The feature under the pointer in the list of the active pit, else the one whose line is open. */
function pointedAt({ hovered, pinned, active, views }: PitState): FeatureShape | null {
  const view = active === null ? undefined : views[active];
  const wanted = hovered ?? pinned;
  if (wanted === null || view?.ok !== true || view.findings.state !== 'ready') return null;
  const line = view.findings.list.lines.find(({ id }) => id === wanted);
  if (line === undefined) return null;
  return line.of.family === 'link' ? { family: 'link', ...line.of.row } : { family: 'node', ...line.of.row, links: [] };
}

function withActive(act: (spec: PitSpec, placed: PlacedPit) => void): void {
  const { pits, active, views } = usePits.getState();
  const spec = pits.find(({ id }) => id === active);
  const view = active === null ? undefined : views[active];
  if (spec !== undefined && view?.ok === true) act(spec, view.placed);
}

/** An outline nobody can dig is not taken: the hand stops at the last good one. */
function moveCorner(spec: PitSpec, { projection }: PlacedPit, corner: number, to: LonLat): void {
  const outline = inPlane(spec, projection);
  const place = new Float64Array(2);
  projection.forward(to[0], to[1], place);
  const { x, y } = snapCorner(outline, corner, place[0] ?? 0, place[1] ?? 0, SNAP_M);
  const edited = applyEdit({ ...spec, outline }, { kind: 'moveCorner', corner, x, y });
  if (edited.ok)
    editPit(spec.id, { corners: spec.corners.map((old, i) => (i === corner ? projection.inverse(x, y) : old)) });
}

function inPlane({ corners }: PitSpec, projection: PlacedPit['projection']): Float64Array {
  const outline = new Float64Array(corners.length * 2);
  for (const [i, [lon, lat]] of corners.entries()) projection.forward(lon, lat, outline, i * 2);
  return outline;
}
