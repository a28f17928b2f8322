import { groundFromCovers } from '@undercroft/core/analysis/ground-from-covers';
import type { Ground, PublicScene, Scenes } from '@undercroft/core/protocol/answers';
import { ROUTES, routePath } from '@undercroft/core/protocol/routes';
import type { Scene, SceneSource } from '@undercroft/core/protocol/scene';
import type { SceneVersions } from '@undercroft/store/edit-store';
import type { AsOf, Store } from '@undercroft/store/store';
import { Router } from 'express';
import { z } from 'zod';
import { externalSources } from '../external-sources.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { notImported, type SceneCatalogue, sceneOf } from '../served-scenes.ts';
import type { GroundService } from '../tiles/ground-service.ts';
import type { Revisions } from '../tiles/revisions.ts';

const sceneParams = z.object({ scene: z.string().max(64) });
const featureParams = z.object({ scene: z.string().max(64), id: z.string().min(1).max(300) });
/** An import of the feature's layer, or a time (a day begins at midnight, UTC). */
export const asOfQuery = z.object({
  asOf: z
    .union([
      z
        .string()
        .regex(/^[1-9]\d{0,14}$/)
        .transform((text): AsOf => ({ importId: Number(text) })),
      z
        .union([z.iso.datetime({ offset: true }), z.iso.date()])
        .transform((text): AsOf => ({ time: new Date(text).toISOString() })),
    ])
    .optional(),
});
export const searchQuery = z.object({
  q: z.string().trim().min(1).max(100),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Scenes, their summaries, features and ground: everything a viewer reads as JSON. */
export function sceneRoutes(
  scenes: SceneCatalogue,
  store: Store,
  revisions: Revisions,
  grounds: GroundService,
  imageryToken: string | null,
): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const surfaces = new Map<string, { readonly revision: string; readonly ground: Ground | null }>();

  /** The scene and its published revision; a problem when there is none. */
  const published = async (id: string): Promise<{ scene: Scene } & SceneVersions> => {
    const scene = sceneOf(scenes, id);
    const versions = await revisions.versions(scene.id);
    if (versions === null) throw notImported(scene.id);
    return { scene, ...versions };
  };

  router.get(ROUTES.scenes, async (_request, response) => {
    const answer: Scenes = {
      scenes: await Promise.all(
        [...scenes.values()].map(async ({ id, title, synthetic }) => ({
          id,
          title,
          synthetic,
          served: (await revisions.current(id)) !== null,
        })),
      ),
    };
    response.json(answer);
  });

  router.get(ROUTES.scene, async (request, response) => {
    const { scene, ...versions } = await published(parsed(sceneParams, request.params).scene);
    response.json({
      ...publicScene(scene, versions, await shownOf(scene, store)),
      ...externalSources(scene, imageryToken),
    } satisfies PublicScene);
  });

  router.get(ROUTES.summary, async (request, response) => {
    const { scene } = await published(parsed(sceneParams, request.params).scene);
    response.json(await store.features.summary(scene.id));
  });

  router.get(ROUTES.ground, async (request, response) => {
    const { scene, ground: revision } = await published(parsed(sceneParams, request.params).scene);
    let known = surfaces.get(scene.id);
    if (known?.revision !== revision) {
      known = { revision, ground: await surfaceOf(scene, grounds) };
      surfaces.set(scene.id, known);
    }
    if (known.ground === null)
      throw new ProblemError('not-found', `No cover level is known in the scene "${scene.id}".`);
    response.json(known.ground);
  });

  router.get(ROUTES.features, async (request, response) => {
    const { scene } = await published(parsed(sceneParams, request.params).scene);
    const { q, limit } = parsed(searchQuery, request.query);
    response.json(await store.features.search(scene.id, q, limit));
  });

  router.get(ROUTES.feature, async (request, response) => {
    const { scene: id, id: feature } = parsed(featureParams, request.params);
    const { scene } = await published(id);
    const { asOf } = parsed(asOfQuery, request.query);
    const found = await store.features.feature(scene.id, feature, asOf);
    if (found === null) throw unknownFeature(scene.id, feature, asOf);
    response.json(found);
  });

  router.get(ROUTES.history, async (request, response) => {
    const { scene: id, id: feature } = parsed(featureParams, request.params);
    const { scene } = await published(id);
    const history = await store.features.history(scene.id, feature);
    if (history === null) throw unknownFeature(scene.id, feature);
    response.json(history);
  });

  return router;
}

/** Address of a layer's tiles with its three places to fill in. */
function imageryUrl(scene: string, layer: string): string {
  return routePath('imageryTile', { scene, layer, z: 'z', x: 'x', y: 'y' }).replace(
    /\/z\/x\/y\.png$/,
    '/{z}/{x}/{y}.png',
  );
}

function unknownFeature(scene: string, feature: string, asOf?: AsOf): ProblemError {
  const text = `There is no feature "${feature}" in the scene "${scene}"`;
  if (asOf === undefined) return new ProblemError('unknown-feature', `${text}.`);
  const when = 'importId' in asOf ? `as of import ${asOf.importId} of its layer` : `as of ${asOf.time}`;
  return new ProblemError('unknown-feature', `${text} ${when}.`);
}

/** The surface through the covers, with the report on the elevation model where the scene has one. */
async function surfaceOf(scene: Scene, grounds: GroundService): Promise<Ground | null> {
  const ground = await grounds.of(scene);
  if (ground === null) return null;
  const surface = groundFromCovers(ground.covers);
  if (surface === null || ground.report === null) return surface;
  return { ...surface, report: ground.report };
}

type Shown = Pick<PublicScene, 'tilesets' | 'terrain' | 'map' | 'draped'> & {
  readonly uploaded: PublicScene['layers'];
  /** Whom to thank for layers that came by upload. */
  readonly thanked: Scene['attribution'];
};

async function shownOf({ id: scene, sources }: Scene, store: Store): Promise<Shown> {
  const families = await store.map.families(scene);
  const declared = new Set(sources.map(({ layer }) => layer));
  const others = (await store.features.layers(scene)).filter(({ layer }) => !declared.has(layer));
  const reports = await Promise.all(
    others.map(async ({ layer }) => (await store.imports.current(scene, layer))?.report),
  );
  return {
    thanked: reports.flatMap((report) => report?.attribution ?? []),
    // Layers that came by upload stand in no scene file; the store knows what they are called.
    uploaded: others.map(({ layer, title }) => ({ layer, title: title ?? { en: layer, zh: layer }, synthetic: false })),
    tilesets: [
      'network',
      ...(families.includes('building') ? ['buildings'] : []),
      ...(families.includes('furniture') ? ['furniture'] : []),
    ],
    terrain: (await store.terrain.elevation(scene)) !== null,
    map: families.length > 0,
    draped: (await store.imagery.layers(scene)).map(({ layer, extent }) => ({
      layer,
      url: imageryUrl(scene, layer),
      bbox: [...extent.bbox],
      minZoom: extent.minZoom,
      maxZoom: extent.maxZoom,
    })),
  };
}

function publicScene(scene: Scene, versions: SceneVersions, { uploaded, thanked, ...shown }: Shown): PublicScene {
  const {
    id,
    title,
    description,
    synthetic,
    frame,
    heightDatum,
    attribution,
    camera,
    utcOffsetMinutes,
    hiddenAtFirst,
    groundAtFirst,
    live,
    sources,
  } = scene;
  return {
    id,
    title,
    description,
    synthetic,
    frame,
    heightDatum,
    attribution: [...attribution, ...sources.flatMap(ownAttribution), ...thanked],
    camera,
    ...(utcOffsetMinutes !== undefined && { utcOffsetMinutes }),
    ...(hiddenAtFirst !== undefined && { hiddenAtFirst }),
    ...(groundAtFirst !== undefined && { groundAtFirst }),
    ...(live !== undefined && { live: { wall: live.wall } }),
    layers: [
      ...sources.map((source) => ({ layer: source.layer, title: source.title, synthetic: isMadeUp(source) })),
      ...uploaded,
    ],
    revision: versions.revision,
    groundRevision: versions.ground,
    ...shown,
  };
}

function ownAttribution(source: SceneSource): Scene['attribution'] {
  const isOther = source.kind === 'terrain' || source.kind === 'imagery';
  return isOther && source.attribution !== undefined ? [source.attribution] : [];
}

/** True for what a model made, be it in memory or as files that were then imported like any others. */
function isMadeUp(source: Scene['sources'][number]): boolean {
  return source.kind === 'generated' || (source.kind === 'file' && source.from === 'generator');
}
