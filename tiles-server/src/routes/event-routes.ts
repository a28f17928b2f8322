import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import {
  BATCH_LIMIT,
  type IngestAnswer,
  LISTED_REFUSALS,
  type RefusedEvents,
} from '@undercroft/core/protocol/live/event-input';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { type Request, Router } from 'express';
import { z } from 'zod';
import { TooFast } from '../ingest/admit-soon.ts';
import { hashOfKey, keyFault, newSourceKey, SourceKeys, sourceOfKey } from '../ingest/source-keys.ts';
import { takeLines } from '../ingest/take-lines.ts';
import type { IngestReceipt, Intake } from '../live/live-scene.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { type SceneCatalogue, sceneOf } from '../served-scenes.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const sourceParams = sceneParams.extend({ source: z.string().max(41) });
export const refusedQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) });

/** The longest key there is: a name of 41 letters, a dot, 43 of base64url. */
const KEY_LIMIT = 100;
const BEARER = /^Bearer ([\x21-\x7e]+)$/i;

/** Events that devices bring over HTTP, and what was refused at any door. `intake` is null where no scene is live. */
export function eventRoutes(
  scenes: SceneCatalogue,
  { live }: Pick<Store, 'live'>,
  intake: Intake | null,
  now: () => number,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const keys = new SourceKeys(live, now);

  router.post(ROUTES.events, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const adapter = await signedIn(request, scene, keys);
    if (intake === null) throw new ProblemError('not-live', 'This server takes no live events.');
    const taker = { intake, scene: scene.id, adapter };
    try {
      const answer = request.is('application/x-ndjson')
        ? await takeLines(plainBody(request), taker)
        : await takeBody(request.body, taker);
      response.json(answer);
    } catch (error) {
      if (error instanceof TooFast) response.set('Retry-After', String(error.retryAfterS));
      throw error;
    }
  });

  router.get(ROUTES.refusedEvents, async (request, response) => {
    const scene = sceneOf(scenes, parsed(sceneParams, request.params).scene);
    const { limit } = parsed(refusedQuery, request.query);
    const answer: RefusedEvents = { refused: [...(await live.refused(scene.id, limit))] };
    response.json(answer);
  });

  router.post(ROUTES.sourceKey, async (request, response) => {
    const { scene, source } = knownSource(scenes, request);
    const key = newSourceKey(source);
    await live.setKeyHash(scene.id, source, hashOfKey(key));
    response.status(201).set('Cache-Control', 'no-store').json({ source, key });
  });

  router.delete(ROUTES.sourceKey, async (request, response) => {
    const { scene, source } = knownSource(scenes, request);
    await live.setKeyHash(scene.id, source, null);
    response.status(204).end();
  });

  return router;
}

/** A feed that signs in by a key. */
function knownSource(scenes: SceneCatalogue, request: Request): { readonly scene: Scene; readonly source: string } {
  const params = parsed(sourceParams, request.params);
  const scene = sceneOf(scenes, params.scene);
  const fault = keyFault(scene, params.source);
  if (fault !== null) throw new ProblemError('unknown-source', fault);
  return { scene, source: params.source };
}

/** The adapter whose key came along. What is wrong with a key is not said: it would help only whoever guesses. */
async function signedIn(request: Request, scene: Scene, keys: SourceKeys): Promise<Adapter> {
  const key = BEARER.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const source = sourceOfKey(key);
  const adapter = source === null || key.length > KEY_LIMIT ? null : await keys.adapterFor(scene, 'http', source, key);
  if (adapter !== null) return adapter;
  throw new ProblemError(
    'key-required',
    `Events are taken with "Authorization: Bearer <key>" of a source of ${scene.id} that comes by HTTP; "undercroft device-key ${scene.id} <source>" makes one.`,
  );
}

/** One event, or a list of them, as JSON. */
async function takeBody(
  body: unknown,
  { intake, scene, adapter }: { readonly intake: Intake; readonly scene: string; readonly adapter: Adapter },
): Promise<IngestAnswer> {
  const raw: readonly unknown[] = Array.isArray(body) ? body : [body];
  if (raw.length > BATCH_LIMIT) {
    throw new ProblemError(
      'body-too-large',
      `A list may hold ${BATCH_LIMIT} events, and got ${raw.length}: send more as lines (application/x-ndjson).`,
    );
  }
  const waitMs = intake.admit(scene, adapter, raw.length);
  if (waitMs > 0) throw new TooFast(adapter, waitMs, 'Nothing of this request was taken.');
  const receipt = await intake.take(scene, adapter, 'http', raw);
  const [first] = receipt.refused;
  if (first !== undefined && receipt.refused.length === raw.length) {
    const all = raw.length === 1 ? '' : `None of the ${raw.length} events was taken; the first: `;
    throw new ProblemError('event-refused', `${all}${first.detail} [${first.code}]`);
  }
  return answerOf(receipt);
}

function answerOf({ stored, historical, duplicates, refused }: IngestReceipt): IngestAnswer {
  return { stored, historical, duplicates, refusedCount: refused.length, refused: refused.slice(0, LISTED_REFUSALS) };
}

function plainBody(request: Request): AsyncIterable<Uint8Array> {
  const coding = request.headers['content-encoding'] ?? 'identity';
  if (coding === 'identity') return request;
  throw new ProblemError(
    'json-wanted',
    `Lines are taken as they are, and came in the coding "${coding.slice(0, 20)}".`,
  );
}
