import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { EditedNetwork } from '../globe/network-tileset.ts';
import { openLivePort } from '../live/live-port.ts';
import type { ToPage } from '../live/stream-messages.ts';
import { refreshScene, select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

/**
 * Keeps a view in step with what is published of its scene: edits of rows in the next frame, and everything else, or what
 * was missed while the link was broken, as soon as the stream says that something else is shown than is published. Returns
 * how to end it.
 */
export function attachEdits(network: EditedNetwork, scene: PublicScene): () => void {
  let shown = { revision: scene.revision, ground: scene.groundRevision };
  let refreshing: AbortController | null = null;
  const take = (note: EditNote): void => {
    const { before, revision, ground } = note;
    if (shown.revision === revision) return;
    const isNext = shown.revision === before;
    shown = { revision, ground };
    if (isNext) network.showEdit(note);
    else network.reload(revision);
    const selected = useApp.getState().selection?.id;
    if (note.features.some(({ id }) => id === selected)) select(selected ?? '', { fly: false });
  };
  const compare = (versions: { readonly revision: string; readonly ground: string }): void => {
    if (versions.revision === shown.revision) return;
    if (versions.ground === shown.ground) {
      shown = versions;
      network.reload(versions.revision);
      return;
    }
    if (refreshing !== null) return;
    const controller = new AbortController();
    refreshing = controller;
    // A view of the new revision takes the place of this one.
    void refreshScene(scene.id, controller.signal).finally(() => {
      refreshing = null;
    });
  };
  const port = openLivePort(scene.id, (message: ToPage) => {
    if (message.kind === 'edit') take(message.note);
    const versions = message.kind === 'feeds' ? message.feeds.versions : null;
    if (versions !== null && versions !== undefined) compare(versions);
  });
  return () => {
    refreshing?.abort();
    port.leave();
  };
}
