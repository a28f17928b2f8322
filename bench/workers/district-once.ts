// Judges the clearances and covers of a district in a process that holds nothing else; prints one JSON object.
import { conduitTable, placedConduit } from '@undercroft/core/analysis/conduit-table';
import { districtViolations } from '@undercroft/core/clearance/district-violations';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { openStore } from '@undercroft/store/open-store';
import { exactGround } from '@undercroft/tiles-server/analysis/exact-ground';
import { GroundService } from '@undercroft/tiles-server/tiles/ground-service';
import { Revisions } from '@undercroft/tiles-server/tiles/revisions';
import { z } from 'zod';

const { scene, home, databaseUrl } = z
  .object({ scene: sceneSchema, home: z.string(), databaseUrl: z.string().nullable() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const CONDUITS = 100_000;
/** Of the rectangle first read about the middle, degrees of longitude and latitude: some 2.5 km. */
const FIRST_HALF_DEG = [0.02, 0.0155] as const;
const WIDER = 1.15;

const store = await openStore({ home, databaseUrl: databaseUrl ?? undefined });
const { bbox } = await store.features.summary(scene.id);
if (bbox === null) throw new RangeError(`The scene ${scene.id} holds nothing.`);
const [west, south, east, north] = bbox;
const middle = [(west + east) / 2, (south + north) / 2] as const;
const nearest = await nearestLinks();
const ground = await new GroundService(store, new Revisions(store, () => performance.now())).of(scene);
if (ground === null) throw new Error('The ground of the city was wanted; it has no covers.');
const levelAt = await ground.knownIn([-180, -89, 180, 89]);
await store.close();

const projection = localProjection(middle);
const table = conduitTable(nearest.map(({ facts, path }) => placedConduit(facts, path, projection)));
const begin = performance.now();
districtViolations(table, NATIONAL_RULES, { ground: exactGround(projection, levelAt) });
const districtSeconds = (performance.now() - begin) / 1000;
process.stdout.write(`${JSON.stringify({ districtSeconds })}\n`);

/** Those nearest to the middle of the city, out of the first rectangle about it that holds enough. */
async function nearestLinks() {
  const [lon, lat] = middle;
  const eastward = Math.cos((lat * Math.PI) / 180);
  for (let [x, y] = [...FIRST_HALF_DEG] as [number, number]; x < 1; [x, y] = [x * WIDER, y * WIDER]) {
    const near = await store.analysis.near(scene.id, [lon - x, lat - y, lon + x, lat + y]);
    if (near === null || near.links.length < CONDUITS) continue;
    const farness = new Map(
      near.links.map((link) => {
        const [atLon = 0, atLat = 0] = link.path;
        return [link, Math.hypot((atLon - lon) * eastward, atLat - lat)] as const;
      }),
    );
    return [...near.links].sort((a, b) => (farness.get(a) ?? 0) - (farness.get(b) ?? 0)).slice(0, CONDUITS);
  }
  throw new RangeError(`A city of ${CONDUITS} conduits or more was wanted.`);
}
