import type { Issue } from '@undercroft/core/model/issue';
import type { PreviewDesk } from '../globe/preview-desk.ts';
import { setGroundOpacity } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { DEFAULT_GROUND_OPACITY } from '../state/view-state.ts';
import { type DataState, useData } from './data-store.ts';

let desk: PreviewDesk | null = null;
/** The files whose preview the camera has flown to. */
let flownTo: DataState['sources'][number]['file'] | null = null;

/** Joins the Data page to a 3D view; returns what parts them. */
export function attachData(next: PreviewDesk): () => void {
  desk = next;
  show(useData.getState());
  const stop = useData.subscribe((now, before) => {
    if (now.preview !== before.preview || now.open !== before.open) show(now);
    if (now.listed !== before.listed || now.pointedAt !== before.pointedAt || now.open !== before.open) mark(now);
  });
  return () => {
    stop();
    desk = null;
  };
}

/** Flies to what a finding is about. */
export function lookAtIssue(issue: Issue): void {
  useData.setState({ pointedAt: issue });
  if (issue.at !== undefined) desk?.lookAtPlace(...issue.at);
}

/** The next preview is flown to, wherever it lies. */
export function followPreview(): void {
  flownTo = null;
}

/** Flies to all of the preview. */
export function lookAtPreview(): void {
  const box = useData.getState().preview?.bbox ?? null;
  if (box !== null) desk?.lookAt(box);
}

function show(state: DataState): void {
  const preview = state.open ? state.preview : null;
  desk?.layer.show(preview);
  mark(state);
  const file = state.sources[0]?.file ?? null;
  if (preview === null || preview.bbox === null || file === null || file === flownTo) return;
  flownTo = file;
  const isRaster = preview.polygons.some(({ target }) => target === 'raster');
  // Pipes under solid ground would be seen by nobody; a picture on ground that is not would hardly be.
  if (!isRaster && useApp.getState().groundOpacity > DEFAULT_GROUND_OPACITY) setGroundOpacity(DEFAULT_GROUND_OPACITY);
  desk?.lookAt(preview.bbox);
}

function mark({ open, listed, pointedAt }: DataState): void {
  const others = open ? listed.filter((issue) => issue !== pointedAt) : [];
  const places = others.flatMap(({ at }) => (at === undefined ? [] : [at]));
  desk?.layer.mark(places, open ? (pointedAt?.at ?? null) : null);
}
