import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import type { Health } from '@undercroft/core/protocol/answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import express, { type Express } from 'express';
import { sceneDevices } from './alarms/scene-devices.ts';
import { nationalRules, type SceneRules } from './analysis/scene-rules.ts';
import { CityCameras } from './cameras/city-cameras.ts';
import { NearestUnits } from './cameras/nearest-units.ts';
import { unitsOf } from './cameras/units-of.ts';
import { EditDesk } from './edits/edit-desk.ts';
import { externalOrigins, streamOrigins } from './external-origins.ts';
import type { ImportService } from './import-service.ts';
import type { LiveCity } from './live/live-city.ts';
import type { SimulatedPast } from './live/simulated-past.ts';
import { contentPolicy, policyHeaders } from './middleware/content-policy.ts';
import { guardWrites, sameSite } from './middleware/same-site.ts';
import { cutStalledBodies } from './middleware/stalled-bodies.ts';
import { problemHandler, sendProblem } from './problem.ts';
import { alarmRoutes } from './routes/alarm-routes.ts';
import { analysisRoutes } from './routes/analysis-routes.ts';
import { apiDocsRoutes } from './routes/api-docs-routes.ts';
import { cameraRoutes } from './routes/camera-routes.ts';
import { caseRecordRoutes } from './routes/case-record-routes.ts';
import { caseRoutes } from './routes/case-routes.ts';
import { draftRoutes } from './routes/draft-routes.ts';
import { editRoutes } from './routes/edit-routes.ts';
import { eventRoutes } from './routes/event-routes.ts';
import { externalFileRoutes } from './routes/external-file-routes.ts';
import { featureRoutes } from './routes/feature-routes.ts';
import { imageryRoutes } from './routes/imagery-routes.ts';
import { importRoutes } from './routes/import-routes.ts';
import { liveRoutes } from './routes/live-routes.ts';
import { pastNetworkRoutes } from './routes/past-network-routes.ts';
import { replayRoutes } from './routes/replay-routes.ts';
import { sceneRoutes } from './routes/scene-routes.ts';
import { terrainRoutes } from './routes/terrain-routes.ts';
import { tileRoutes } from './routes/tile-routes.ts';
import { vectorTileRoutes } from './routes/vector-tile-routes.ts';
import type { SceneCatalogue } from './served-scenes.ts';
import { PastNetworks } from './tiles/past-networks.ts';
import type { TileDisk } from './tiles/tile-disk.ts';
import { ownThread, type TileEncoder } from './tiles/tile-encoder.ts';
import type { TileService } from './tiles/tile-service.ts';
import { tileServices } from './tiles/tile-services.ts';
import { warmTiles } from './warm-tiles.ts';

export interface AppOptions {
  readonly scenes: SceneCatalogue;
  /** The scene that health speaks of and that the start page opens. */
  readonly defaultScene: string;
  readonly store: Store;
  readonly imports: ImportService;
  /** Where tiles are encoded; without it on the server's own thread. */
  readonly encoder?: TileEncoder;
  /** Where tiles outlive the process; without it they are kept in memory alone. */
  readonly tileDisk?: TileDisk | null;
  /** What makes scenes live; without it their live addresses say so. */
  readonly live?: LiveCity;
  /** What the generator of a scene says of the past; without it only logs and tables tell. */
  readonly pastOf?: (scene: string) => SimulatedPast | null;
  /** By what digs are judged; without it by the national rules. */
  readonly rules?: SceneRules;
  /** Folder of the built viewer; null serves the interfaces only. */
  readonly viewerFolder: string | null;
  readonly version: string;
  /** Secret for writes from another machine. */
  readonly token: string;
  /** Fills `{token}` in the addresses of imagery and terrain, and so reaches the browser; `null` fills nothing. */
  readonly imageryToken: string | null;
  /** Folder of the source files, below which city models of others lie; without it none is served from a folder. */
  readonly dataFolder?: string;
  /** Names besides the loopback's by which the server is reached. */
  readonly allowedHosts: ReadonlySet<string>;
  /** True when listening beyond the loopback. */
  readonly allowAddresses: boolean;
  /** Told of every unexpected error. */
  readonly report: (error: unknown) => void;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** The date of reports; without it the system's. */
  readonly today?: () => Date;
}

/** Largest JSON body any address takes. */
const BODY_LIMIT = '1mb';

/** The server's application: Express, and in front of it the short way to tiles in memory. It never listens; see `listen`. */
export function createApp(options: AppOptions): RequestListener {
  const { scenes, store } = options;
  const { encoder = ownThread(), rules = nationalRules, tileDisk: disk = null, now } = options;
  const { revisions, cache, grounds, tiles, terrain, vectorTiles } = tileServices({
    store,
    encoder,
    rules,
    disk,
    now,
  });
  const edits = new EditDesk({ store, revisions, tiles, hub: options.live?.hub ?? null });
  const cameras = new CityCameras(store, revisions, grounds);
  let isPrepared = false;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', false);
  app.set('query parser', 'simple');
  app.set('etag', 'strong');
  app.set('case sensitive routing', true);
  const all = [...scenes.values()];
  const policy = contentPolicy(externalOrigins(all), streamOrigins(all));
  app.use(policy);
  app.use(sameSite(options));
  app.use(guardWrites(options.token));
  app.use(cutStalledBodies);
  app.use(express.json({ limit: BODY_LIMIT }));

  app.get(ROUTES.health, async (_request, response) => {
    const health = await healthOf(options, tiles);
    response.status(health.status === 'ok' ? 200 : 503).set('Cache-Control', 'no-store');
    response.json(health);
    const scene = scenes.get(options.defaultScene);
    if (health.status !== 'ok' || isPrepared || scene?.live === undefined) return;
    isPrepared = true;
    // The first alarm is not to wait for it. What goes wrong is told to whoever asks.
    cameras.prepare(scene).catch(() => undefined);
  });
  app.use(['/api'], (_request, response, next) => {
    response.set('Cache-Control', 'no-cache');
    next();
  });
  app.use(sceneRoutes(scenes, store, revisions, grounds, options.imageryToken));
  app.use(featureRoutes(scenes, store));
  app.use(editRoutes(scenes, edits));
  app.use(caseRoutes(scenes, store));
  app.use(tileRoutes(scenes, revisions, tiles));
  app.use(externalFileRoutes(scenes, options.dataFolder ?? null));
  app.use(terrainRoutes(scenes, revisions, terrain));
  app.use(imageryRoutes(scenes, store));
  app.use(vectorTileRoutes(scenes, revisions, vectorTiles));
  app.use(importRoutes(scenes, store, options.imports, edits));
  app.use(draftRoutes(scenes, options.imports));
  const { today = () => new Date(), version } = options;
  const analyses = { madeBy: `Undercroft ${version}`, today };
  app.use(analysisRoutes(scenes, { store, revisions, grounds, rules }, analyses));
  app.use(eventRoutes(scenes, store, options.live?.intake ?? null, options.now));
  app.use(liveRoutes(scenes, options.live));
  const wallClock = () => today().getTime();
  app.use(caseRecordRoutes(scenes, store, options.live?.cases ?? null, wallClock));
  app.use(replayRoutes(scenes, { store, pastOf: options.pastOf ?? (() => null), wallClock }));
  app.use(pastNetworkRoutes(scenes, store, new PastNetworks({ store, encoder, cache, now }), wallClock));
  const units = new NearestUnits({
    live: store.live,
    log: options.live?.log ?? null,
    unitsOf: unitsOf(store, revisions),
    openCases: (scene) => store.caseRecords.withUnit(scene),
    now: () => today().getTime(),
  });
  app.use(cameraRoutes(scenes, cameras, units));
  const devices = sceneDevices(store, revisions);
  const { alarms = null, cases = null } = options.live ?? {};
  app.use(alarmRoutes(scenes, { store, devices, cameras, units, wallClock, report: options.report, alarms, cases }));
  app.use(apiDocsRoutes(version));
  app.use(['/api', '/tiles', '/external-tiles', '/terrain', '/imagery', '/vt'], (_request, response) => {
    sendProblem(response, 'not-found', 'There is nothing at this address.');
  });
  if (options.viewerFolder !== null && existsSync(options.viewerFolder)) serveViewer(app, options.viewerFolder);
  app.use((_request, response) => {
    sendProblem(response, 'not-found', 'There is nothing at this address.');
  });
  app.use(problemHandler(options.report));
  const warm = warmTiles({
    scenes,
    tiles,
    vectorTiles,
    terrain,
    cache,
    site: options,
    policy: policyHeaders(policy),
  });
  return (request, response) => {
    if (!warm(request, response)) app(request, response);
  };
}

/** 200 only when the default scene's tileset is there to be served. */
async function healthOf(options: AppOptions, tiles: TileService): Promise<Health> {
  const { defaultScene, version } = options;
  const scene = options.scenes.get(defaultScene);
  const health = (status: Health['status'], detail: string | null): Health => ({
    status,
    scene: defaultScene,
    version,
    detail,
  });
  if (scene === undefined) return health('failed', `There is no scene "${defaultScene}".`);
  try {
    const tileset = await tiles.document(scene, 'network');
    return tileset === null ? health('starting', 'The scene is not imported yet.') : health('ok', null);
  } catch (error) {
    options.report(error);
    return health('failed', 'The database did not answer.');
  }
}

/** Addresses that the page itself tells apart: the command wall of a scene, or of the one that is served. */
const PAGES = ['/wall', '/wall/:scene'];

/** Hashed assets may be kept for good; the page itself is asked for each time. */
function serveViewer(app: Express, folder: string): void {
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  app.use(express.static(folder, { maxAge: 0, index: 'index.html', redirect: false }));
  app.get(PAGES, (_request, response) => {
    response.sendFile('index.html', { root: folder, maxAge: 0 });
  });
}
