// Measures analyses in one process, rows held in memory; prints one JSON object of lists of milliseconds.
import { crossSection } from '@undercroft/core/analysis/cross-section';
import { checkDig } from '@undercroft/core/dig/dig-check';
import { type DigInput, planDig } from '@undercroft/core/dig/dig-plan';
import { planeGround } from '@undercroft/core/dig/plane-ground';
import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import { isolationAnswer } from '@undercroft/core/network/isolation-answer';
import type { GroundSampler } from '@undercroft/core/pit/pit-ground';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { openStore } from '@undercroft/store/open-store';
import { GroundService } from '@undercroft/tiles-server/tiles/ground-service';
import { latticeLevels } from '@undercroft/tiles-server/tiles/lattice-levels';
import { Revisions } from '@undercroft/tiles-server/tiles/revisions';
import { z } from 'zod';
import { heldCity } from '../lib/held-city.ts';
import { type StreetPit, streetPits } from '../lib/street-pits.ts';
import { valveGrid } from '../lib/valve-grid.ts';

const { scene, home, databaseUrl, roads, pitCount, seed } = z
  .object({
    scene: sceneSchema,
    home: z.string(),
    databaseUrl: z.string().nullable(),
    /** Streets of the city, GeoJSON. */
    roads: z.string(),
    pitCount: z.number(),
    seed: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

/** Asked first and not counted: the code is compiled while it runs. */
const WARM_UP = 60;
const GROUND_REACH_DEG = 0.002;
const FRAMES_A_PIT = 10;
const FRAME_STEP_M = 0.2;
const SECTION_HALF_M = 30;
const BREAKS = 300;

const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
const city = await heldCity(store, scene.id);
const ground = await new GroundService(store, new Revisions(store, () => performance.now())).of(scene);
if (ground === null) throw new Error('The ground of the city was wanted; it has no covers.');

const memoryMs: number[] = [];
const dragMs: number[] = [];
const sectionMs: number[] = [];
let answered = 0;
for (const pit of await streetPits(roads, pitCount, seed)) {
  const isCounted = answered >= WARM_UP;
  const { input, sampler } = await inPlane(pit, city.projection);
  const begin = performance.now();
  const planned = planDig(input, sampler);
  if (!planned.ok) {
    if (planned.refusal.code === 'ground-unknown') continue;
    throw new Error(planned.refusal.message);
  }
  checkDig(planned.plan, city.rows, NATIONAL_RULES);
  if (isCounted) memoryMs.push(performance.now() - begin);
  answered += 1;
  for (let frame = 1; frame <= FRAMES_A_PIT; frame++) {
    const outline = input.outline.slice();
    outline[0] = (outline[0] ?? 0) + frame * FRAME_STEP_M;
    const from = performance.now();
    const dragged = planDig({ ...input, outline }, sampler);
    if (dragged.ok) checkDig(dragged.plan, city.rows, NATIONAL_RULES);
    if (isCounted && dragged.ok) dragMs.push(performance.now() - from);
  }
  const [x = 0, y = 0] = place(city.projection, pit.middle);
  const from = performance.now();
  crossSection([x - SECTION_HALF_M, y, x + SECTION_HALF_M, y], city.rows.table, [], sampler, {});
  if (isCounted) sectionMs.push(performance.now() - from);
}
await store.close();

const network = valveGrid(seed);
const random = seededRandom(seed);
const isolationMs: number[] = [];
for (let i = 0; i < BREAKS + WARM_UP; i++) {
  const id = network.links.ids[Math.floor(random.next() * network.links.count)] ?? '';
  const request = { features: [id], found: { open: [], closed: [], inoperable: [] } };
  const from = performance.now();
  isolationAnswer('bench', network, request);
  if (i >= WARM_UP) isolationMs.push(performance.now() - from);
}
const conduits = city.rows.table.count;
process.stdout.write(`${JSON.stringify({ conduits, memoryMs, dragMs, sectionMs, isolationMs })}\n`);

/** A pit in the plane of the city, over its ground. The ground's blocks are read before the clock starts. */
async function inPlane(
  { area, depthM, middle }: StreetPit,
  projection: LocalProjection,
): Promise<{ readonly input: DigInput; readonly sampler: GroundSampler }> {
  const ring = area.coordinates[0]?.slice(0, -1) ?? [];
  const outline = new Float64Array(ring.length * 2);
  for (const [i, [lon = 0, lat = 0]] of ring.entries()) projection.forward(lon, lat, outline, i * 2);
  const [lon, lat] = middle;
  const bounds = [
    lon - GROUND_REACH_DEG,
    lat - GROUND_REACH_DEG,
    lon + GROUND_REACH_DEG,
    lat + GROUND_REACH_DEG,
  ] as const;
  const levelAt = latticeLevels((await ground?.knownIn(bounds)) ?? (() => null), bounds);
  // Straight degrees about the pit itself, as in the plane of a single dig.
  const own = localProjection(middle);
  const [x0 = 0, y0 = 0] = place(projection, middle);
  const near = planeGround(own, levelAt);
  const sampler: GroundSampler = (x, y) => near(x - x0, y - y0);
  return {
    input: { outline, depthM, batter: 0, supportDepthM: null, marginM: 0, method: 'machine' },
    sampler,
  };
}

function place(projection: LocalProjection, [lon, lat]: readonly [number, number]): Float64Array {
  const at = new Float64Array(2);
  projection.forward(lon, lat, at);
  return at;
}
