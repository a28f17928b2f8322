import type { CameraDesk } from '../globe/camera-desk.ts';
import { type AppState, useApp } from '../state/store.ts';
import { cameraClient } from './camera-client.ts';
import { useCameras } from './camera-store.ts';
import type { StillView } from './still-view.ts';

const client = cameraClient();

let desk: CameraDesk | null = null;

/** Joins the cameras of the page to a 3D view: the selected one shows what it sees. Returns what parts them. */
export function attachCameras(next: CameraDesk, sceneId: string): () => void {
  desk = next;
  let asking: AbortController | null = null;
  let shown: string | null = null;
  const show = (id: string | null): void => {
    if (id === shown) return;
    shown = id;
    asking?.abort();
    asking = null;
    next.showFootprints([]);
    useCameras.setState({ footprint: id === null ? null : { state: 'loading' } });
    if (id === null) return;
    const controller = new AbortController();
    asking = controller;
    client.footprint(sceneId, id, controller.signal).then(
      (value) => {
        if (controller.signal.aborted) return;
        next.showFootprints([value]);
        useCameras.setState({ footprint: { state: 'ready', value } });
      },
      () => {
        if (!controller.signal.aborted) useCameras.setState({ footprint: { state: 'failed' } });
      },
    );
  };
  show(cameraOf(useApp.getState()));
  const stop = useApp.subscribe((state) => show(cameraOf(state)));
  return () => {
    stop();
    asking?.abort();
    useCameras.setState({ footprint: null });
    desk = null;
  };
}

/** Puts the 3D view where a camera is. */
export function standAtCamera(view: StillView): void {
  desk?.standAt(view);
}

/** Id of the selected camera; null when something else, or nothing, is selected. */
function cameraOf({ selection }: AppState): string | null {
  const feature = selection?.feature ?? null;
  return feature !== null && feature.family === 'cityPoint' && feature.kind === 'camera' ? feature.id : null;
}
