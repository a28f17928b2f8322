import { setTimeout as sleep } from 'node:timers/promises';
import { type EditNote, editNoteSchema } from '@undercroft/core/protocol/feature-edit';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { type EventStream, openEventStream } from '@undercroft/tiles-server/testing/event-stream';
import { MISSING_BROWSER } from '../../tests/support/browser.ts';
import { editFrames } from './edit-frames.ts';
import { type EditedConduit, editedConduit } from './edited-conduit.ts';
import { oneRequest } from './one-request.ts';
import { serveScene } from './served-scene.ts';
import { median, percentile } from './statistics.ts';

export interface EditFiguresOptions {
  readonly scene: Scene;
  /** Folder of the store that holds the scene; nobody else may hold it. */
  readonly home: string;
  /** PostgreSQL to use instead; null for the embedded store. */
  readonly databaseUrl: string | null;
  readonly say: (text: string) => void;
}

const CLIENTS = 20;
const EDITS = 40;
/** The first edits meet code that has not run yet. */
const WARM_UP = 5;

/**
 * Edits a conduit over and over. `editToClientsP95Ms`: from the sending of an edit to the moment when a client of the live
 * stream has the bytes of the finest tile that changed, the 95th percentile over 20 clients, each of which asks for it
 * when it is told. `editToFrameMs`: to the first right frame in one browser, with `editFrameMs`, the median time between
 * its frames; absent where there is no browser.
 */
export async function editFigures({
  scene,
  home,
  databaseUrl,
  say,
}: EditFiguresOptions): Promise<Record<string, number>> {
  const server = await serveScene({ scene, home, databaseUrl }, 'serve-page');
  try {
    const conduit = await editedConduit(server.url, scene);
    say(`editing a conduit of ${scene.id} before ${CLIENTS} clients`);
    const ages = await clientAges(server.url, scene.id, conduit);
    const figures = { editToClientsP95Ms: percentile(ages, 0.95), editToClientsMedianMs: median(ages) };
    if (MISSING_BROWSER !== null) {
      say(`no frames: ${MISSING_BROWSER}`);
      return figures;
    }
    say(`editing a conduit of ${scene.id} before a browser`);
    const frames = await editFrames(server.url, scene.id, conduit);
    return { ...figures, editToFrameMs: median(frames.toFrameMs), editFrameMs: median(frames.betweenMs) };
  } finally {
    await server.stop();
  }
}

async function clientAges(url: string, scene: string, conduit: EditedConduit): Promise<readonly number[]> {
  const ages: number[] = [];
  let sentMs = 0;
  let arrived = 0;
  const hear = async (note: EditNote): Promise<void> => {
    const [finest] = [...note.tiles].sort((a, b) => b.z - a.z);
    if (finest === undefined) throw new Error('An edit must change a tile.');
    const { z, x, y } = finest;
    const tile = routePath('tile', { scene, tileset: 'network', z, x, y });
    await oneRequest(new URL(`${tile}?revision=${note.revision}`, url));
    ages.push(performance.now() - sentMs);
    arrived += 1;
  };
  const streams: EventStream[] = [];
  try {
    for (let i = 0; i < CLIENTS; i++) {
      streams.push(
        await openEventStream(new URL(routePath('live', { scene }), url), {
          onMessage: ({ event, data }) => {
            if (event === 'edit') void hear(editNoteSchema.parse(JSON.parse(data)));
          },
        }),
      );
    }
    for (let edit = 0; edit < WARM_UP + EDITS; edit++) {
      arrived = 0;
      if (edit === WARM_UP) ages.length = 0;
      sentMs = performance.now();
      await conduit.patch({ section: { widthMm: conduit.widthMm + 10 * (1 + (edit % 2)) } });
      while (arrived < CLIENTS) await sleep(5);
    }
    await conduit.patch({ section: { widthMm: conduit.widthMm } });
  } finally {
    for (const stream of streams) stream.close();
  }
  return ages;
}
