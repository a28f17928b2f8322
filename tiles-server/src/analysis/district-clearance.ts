import { conduitTable, placedConduit } from '@undercroft/core/analysis/conduit-table';
import type { NearRows } from '@undercroft/core/analysis/near-rows';
import { type BuildingFootprints, buildingFootprints } from '@undercroft/core/clearance/building-footprints';
import { answerDistrict } from '@undercroft/core/clearance/clearance-questions';
import { entersBuilding } from '@undercroft/core/clearance/enters-building';
import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import type { ClearanceAnswer, ClearanceRequest } from '@undercroft/core/protocol/analysis/clearance';
import type { Scene } from '@undercroft/core/protocol/scene';
import { TILE_LAYER_DEFAULTS } from '@undercroft/core/vector-tile/tile-layer';
import type { Bounds } from '@undercroft/store/store';
import { ProblemError } from '../problem.ts';
import { notImported } from '../served-scenes.ts';
import { type AnalysisSources, groundIn, ofOneRevision, rowsNear, rulesOf } from './analysis-sources.ts';
import { exactGround } from './exact-ground.ts';

/**
 * Most links of a district that is judged at once. It runs on the server's one thread: 20,000 take about a second, in
 * which nobody else is answered.
 */
const MOST_LINKS = 25_000;

/** Everything in a rectangle (of what reaches into it) that lies nearer to something else than the rules allow. */
export async function districtClearance(
  sources: AnalysisSources,
  scene: Scene,
  { bbox, utilities, limit, asOf }: Extract<ClearanceRequest, { readonly ask: 'district' }>,
): Promise<ClearanceAnswer> {
  const rules = await rulesOf(sources, scene);
  const summary = await sources.store.features.summary(scene.id);
  const bounds = boundsOf(bbox) ?? summary.bbox;
  if (bounds === null) throw notImported(scene.id);
  const conduits = summary.utilities.reduce((sum, each) => sum + each.conduits, 0);
  if (bbox === undefined && conduits > MOST_LINKS) throw tooMany(conduits);
  const { rows, ground } = await ofOneRevision(sources, scene, asOf, async () => ({
    rows: await rowsNear(sources, scene, bounds, asOf),
    ground: await groundIn(sources, scene, bounds),
  }));
  if (rows.links.length > MOST_LINKS) throw tooMany(rows.links.length);
  const [west, south, east, north] = bounds;
  const projection = localProjection([(west + east) / 2, (south + north) / 2]);
  const table = conduitTable(rows.links.map(({ facts, path }) => placedConduit(facts, path, projection)));
  const { revision, dataDate, unplacedCount } = rows;
  const head = { scene: scene.id, revision, dataDate, unplacedCount, projection, rules };
  return answerDistrict(head, { utilities, limit }, table, {
    ground: exactGround(projection, ground.levelAt),
    buildings: await footprintsIn(sources, scene, bounds, projection),
    customers: customersOf(rows),
  });
}

function boundsOf(bbox: readonly [number, number, number, number] | undefined): Bounds | null {
  if (bbox === undefined) return null;
  const [west, south, east, north] = bbox;
  if (west < east && south < north && Math.abs(west) <= 180 && Math.abs(east) <= 180 && north <= 89 && south >= -89) {
    return bbox;
  }
  throw new ProblemError(
    'bad-request',
    `bbox: west, south, east, north in degrees are wanted; ${bbox.join(', ')} came`,
  );
}

function customersOf({ nodes }: NearRows): readonly string[] {
  return nodes.filter(entersBuilding).map(({ id }) => id);
}

/** Outer outlines of the buildings; null where the scene has none, so that none is judged. */
async function footprintsIn(
  { store }: AnalysisSources,
  scene: Scene,
  bounds: Bounds,
  projection: LocalProjection,
): Promise<BuildingFootprints | null> {
  const { buildings } = await store.map.rows(scene.id, bounds, TILE_LAYER_DEFAULTS.fullDetailZoom);
  if (buildings.length === 0) return null;
  return buildingFootprints(
    buildings.flatMap(({ featureId, value }) =>
      value.rings.slice(0, 1).map((outer) => ({ id: featureId, ring: inPlane(outer, projection) })),
    ),
  );
}

function inPlane(lonLat: ArrayLike<number>, projection: LocalProjection): Float64Array {
  const ring = new Float64Array(lonLat.length);
  for (let i = 0; i + 1 < lonLat.length; i += 2)
    projection.forward(lonLat[i] ?? Number.NaN, lonLat[i + 1] ?? Number.NaN, ring, i);
  return ring;
}

function tooMany(count: number): ProblemError {
  return new ProblemError(
    'too-many-features',
    `A district of ${MOST_LINKS} links may be judged at once, but there are ${count}: ask for a smaller bbox.`,
  );
}
