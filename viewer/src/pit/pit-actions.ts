import { checkOutline } from '@undercroft/core/pit/outline-check';
import { outlineFromLonLat } from '@undercroft/core/pit/outline-from-lon-lat';
import { useApp } from '../state/store.ts';
import { type PitHistory, redone, stepped, undone } from './pit-history.ts';
import { type LonLat, NEW_PIT, type PitSpec, settledPit } from './pit-spec.ts';
import { EMPTY_DRAFT, usePits } from './pit-store.ts';

const { getState, setState } = usePits;

let made = 0;

/** The pits before the drag that is going on; null while no hand holds anything. */
let held: readonly PitSpec[] | null = null;

/** Opens the panel; with `drawing` an outline is begun at once. */
export function openPits(drawing: boolean): void {
  setState({ panelOpen: true, draft: drawing ? EMPTY_DRAFT : getState().draft });
  useApp.setState({ layersOpen: false });
}

/** The key and the button: with no pit one begins to draw, else the panel opens and closes. */
export function togglePits(): void {
  const { panelOpen, pits, draft } = getState();
  if (!panelOpen) openPits(pits.length === 0);
  else if (draft === null && pits.length === 0) setState({ draft: EMPTY_DRAFT });
  else closePits();
}

export function closePits(): void {
  setState({ panelOpen: false, draft: null });
}

export function beginDraft(): void {
  openPits(true);
}

/** One step back: the last corner, the drawing, the panel. False when there is nothing of pits to step back from. */
export function stepBackPits(): boolean {
  const { draft, panelOpen } = getState();
  if (draft !== null && draft.corners.length > 0) {
    setState({ draft: { ...draft, corners: draft.corners.slice(0, -1), refusal: null } });
    return true;
  }
  if (draft !== null) {
    setState({ draft: null, panelOpen: getState().pits.length > 0 });
    return true;
  }
  // What is selected steps back first; the panel is behind it.
  if (!panelOpen || useApp.getState().selection !== null) return false;
  setState({ panelOpen: false });
  return true;
}

export function draftCursor(cursor: LonLat | null): void {
  const { draft } = getState();
  if (draft !== null) setState({ draft: { ...draft, cursor } });
}

export function draftCorner(corner: LonLat): void {
  const { draft } = getState();
  if (draft !== null) setState({ draft: { ...draft, corners: [...draft.corners, corner], refusal: null } });
}

/** Takes the outline as it is drawn; an outline that nobody can dig stays, with the reason. */
export function closeDraft(): void {
  const { draft } = getState();
  if (draft !== null && draft.corners.length > 0) takeOutline(draft.corners);
}

export function takeOutline(corners: readonly LonLat[]): void {
  const { pits, active } = getState();
  const refusal = refusalOf(corners);
  if (refusal !== null) {
    setState({ draft: { corners, cursor: null, refusal } });
    return;
  }
  const like = pits.find(({ id }) => id === active) ?? NEW_PIT;
  made += 1;
  const pit = settledPit({ id: `d${made}`, corners, depthM: like.depthM, batter: like.batter });
  change([...pits, pit]);
  setState({ draft: null, active: pit.id });
  // A pit opens in ground that is closed: nothing else of what is buried shows.
  useApp.setState({ groundOpacity: 1 });
}

function refusalOf(corners: readonly LonLat[]) {
  const read = outlineFromLonLat(Float64Array.from(corners.flat()));
  return read.ok ? checkOutline(read.value.outline) : read.refusal;
}

export function activatePit(id: string): void {
  setState({ active: id, panelOpen: true });
}

export function removePit(id: string): void {
  const pits = getState().pits.filter((pit) => pit.id !== id);
  change(pits);
  setState({ active: pits.at(-1)?.id ?? null });
}

/** Changes one pit. Between `holdPits` and `releasePits` all changes are one step to take back. */
export function editPit(id: string, edit: Partial<Pick<PitSpec, 'corners' | 'depthM' | 'batter'>>): void {
  const pits = getState().pits.map((pit) => (pit.id === id ? settledPit({ ...pit, ...edit }) : pit));
  if (held === null) change(pits);
  else setState({ pits });
}

/** A hand takes hold of something: what follows is one step. */
export function holdPits(): void {
  held ??= getState().pits;
}

export function releasePits(): void {
  const before = held;
  held = null;
  const { pits } = getState();
  if (before !== null && before !== pits) setState(stepped(getState(), pits, before));
}

export function undoPits(): void {
  settle(undone(getState()));
}

export function redoPits(): void {
  settle(redone(getState()));
}

function change(pits: readonly PitSpec[]): void {
  held = null;
  setState(stepped(getState(), pits));
}

function settle({ past, pits, future }: PitHistory): void {
  const { active } = getState();
  setState({ past, pits, future, active: pits.some(({ id }) => id === active) ? active : (pits.at(-1)?.id ?? null) });
}

export function setReach(reachM: number): void {
  setState({ reachM });
}

export function setCutAway(cutAway: boolean): void {
  setState({ cutAway });
}

export function hoverFeature(hovered: string | null): void {
  if (getState().hovered !== hovered) setState({ hovered });
}
