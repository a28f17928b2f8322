import { checkOutline, type PitRefusal } from '@undercroft/core/pit/outline-check';
import { outlineFromLonLat } from '@undercroft/core/pit/outline-from-lon-lat';
import { useApp } from '../state/store.ts';
import { type PitHistory, redone, stepped, undone } from './pit-history.ts';
import { type LonLat, measuresOf, NEW_PIT, type PitMeasures, type PitSpec, settledPit } from './pit-spec.ts';
import { EMPTY_DRAFT, usePits } from './pit-store.ts';

const { getState, setState } = usePits;

let made = 0;

/** The pits before the drag that is going on; null while no hand holds anything. */
let held: readonly PitSpec[] | null = null;

/** Opens the panel; with `drawing` an outline is begun at once. */
export function openPits(drawing: boolean): void {
  setState({ panelOpen: true, ...(drawing ? { draft: EMPTY_DRAFT, bringing: false } : {}) });
  useApp.setState({ layersOpen: false });
}

/** The key and the button. */
export function togglePits(): void {
  if (getState().panelOpen) closePits();
  else openPits(false);
}

export function closePits(): void {
  setState({ panelOpen: false, draft: null, bringing: false });
}

export function beginDraft(): void {
  openPits(true);
}

/** Opens the place where an area is pasted or a file of it is dropped. */
export function beginBringing(): void {
  setState({ panelOpen: true, draft: null, bringing: true });
  useApp.setState({ layersOpen: false });
}

export function endBringing(): void {
  setState({ bringing: false });
}

/**
 * One step back: the last corner, the drawing, the bringing of an area, the line that is open, the panel. False when
 * there is nothing of pits to step back from.
 */
export function stepBackPits(): boolean {
  const { draft, panelOpen, bringing, pinned } = getState();
  if (draft !== null && draft.corners.length > 0) {
    setState({ draft: { ...draft, corners: draft.corners.slice(0, -1), refusal: null } });
    return true;
  }
  if (draft !== null) {
    setState({ draft: null });
    return true;
  }
  if (panelOpen && bringing) {
    endBringing();
    return true;
  }
  // What is selected steps back first; the panel is behind it.
  if (!panelOpen || useApp.getState().selection !== null) return false;
  if (pinned === null) closePits();
  else setState({ pinned: null });
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

/** Opens a pit over an outline; an outline that nobody can dig becomes a draft with the reason. */
export function takeOutline(corners: readonly LonLat[]): void {
  const { pits, active } = getState();
  const refusal = outlineRefusal(corners);
  if (refusal !== null) {
    setState({ draft: { corners, cursor: null, refusal }, bringing: false });
    return;
  }
  made += 1;
  const measures = measuresOf(pits.find(({ id }) => id === active) ?? pits.at(-1) ?? NEW_PIT);
  const pit = settledPit({ ...measures, id: `d${made}`, corners });
  change([...pits, pit]);
  setState({ draft: null, bringing: false, active: pit.id, pinned: null });
  // A pit opens in ground that is closed: nothing else of what is buried shows.
  useApp.setState({ groundOpacity: 1 });
}

export function outlineRefusal(corners: readonly LonLat[]): PitRefusal | null {
  const read = outlineFromLonLat(Float64Array.from(corners.flat()));
  return read.ok ? checkOutline(read.value.outline) : read.refusal;
}

/** Leaves the pit open in the ground and asks where else is to be dug. */
export function leavePit(): void {
  setState({ active: null, pinned: null });
}

export function activatePit(id: string): void {
  setState({ active: id, panelOpen: true, pinned: null });
}

export function removePit(id: string): void {
  const pits = getState().pits.filter((pit) => pit.id !== id);
  change(pits);
  setState({ active: pits.at(-1)?.id ?? null, pinned: null });
}

/** Fills every pit in; that too can be taken back. */
export function clearPits(): void {
  if (getState().pits.length > 0) change([]);
  setState({ active: null, pinned: null, draft: null });
}

/** Changes one pit. Between `holdPits` and `releasePits` all changes are one step to take back. */
export function editPit(id: string, edit: Partial<PitMeasures & Pick<PitSpec, 'corners'>>): void {
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

export function setCutAway(cutAway: boolean): void {
  setState({ cutAway });
}

export function hoverFeature(hovered: string | null): void {
  if (getState().hovered !== hovered) setState({ hovered });
}

export function setZones(zones: boolean): void {
  setState({ zones });
}

/** Opens a line of the list, or closes it again. */
export function pinFeature(pinned: string | null): void {
  setState({ pinned });
}
