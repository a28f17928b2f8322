import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import { RIVER_MOUTH_BED_M } from '../place/demo-ground.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { lineLength, type PlanPoint } from '../place/plan-geometry.ts';
import { RIVER_HALF_WIDTH_M, riverLine } from '../place/shore.ts';
import { arrange } from './arrangement.ts';
import type { Border, Junction } from './border.ts';
import { districtBlocks } from './district-blocks.ts';
import { districtLines } from './district-lines.ts';
import { districtPlaces } from './district-places.ts';
import type { DistrictPlan } from './district-plan.ts';
import { districtWaters } from './district-waters.ts';
import { districtWays } from './district-ways.ts';
import { GIVEN_USES } from './land-use.ts';
import { partByLocalStreets } from './local-streets.ts';
import { ringCentre } from './ring-geometry.ts';
import type { Street } from './street.ts';
import { type StreetDraft, streetDrafts } from './street-drafts.ts';
import { localStreetName, STREET_WORDS } from './street-names.ts';
import { streetNetworkOf } from './street-network-of.ts';
import { STREET_SECTIONS } from './street-section.ts';
import { isRiverside, zoneOf } from './zones.ts';

/** Keeps the plan's random run apart from the others of the same seed. */
const PLAN_RUN = 0x5eed_1a7;

/** A prime that does not divide the number of words: neighbours get words far apart in the list. */
const WORD_STEP = 37;

/** Streets, blocks, waters, ways and names of a site. The same site gives the same plan. */
export function districtPlan(site: DemoSite): DistrictPlan {
  const random = seededRandom(site.seed ^ PLAN_RUN);
  const { borders, mains, railway } = districtLines();
  const { crossings, faces } = arrange(borders.map(({ line }) => line));
  const junctions = crossings.flatMap(({ at, first, second }) => junctionOf(at, [first, second], borders));
  const pieces = partByLocalStreets(
    faces,
    borders,
    junctions,
    (ring) => (isRiverside(ring, borders) ? null : zoneOf(ring, ringCentre(ring.points), GIVEN_USES)),
    random,
  );
  const drafts = streetDrafts(borders, mains, junctions);
  const streets = namedStreets(drafts, random);
  const network = streetNetworkOf(streets.map((street, i) => ({ street, junctions: drafts[i]?.junctions ?? [] })));
  const blocks = districtBlocks(pieces, borders, random);
  return {
    network,
    blocks,
    ways: districtWays(blocks, network, railway),
    waters: districtWaters(blocks),
    places: districtPlaces(blocks),
    river: { axis: riverLine(3000, 0, 0), halfWidthM: RIVER_HALF_WIDTH_M, bedLevelM: RIVER_MOUTH_BED_M },
    railway,
  };
}

/** Where two streets meet, or where one leaves the district. */
function junctionOf(at: PlanPoint, tags: readonly number[], borders: readonly Border[]): readonly Junction[] {
  const streets = tags.filter((tag) => borders[tag]?.street);
  return streets.length === 2 || (streets.length === 1 && tags.some((tag) => borders[tag]?.role === 'edge'))
    ? [{ at, tags: streets }]
    : [];
}

function namedStreets(drafts: readonly StreetDraft[], random: SeededRandom): readonly Street[] {
  // Words are taken in an order of the seed's own: a step that has no factor in common with their number.
  const shift = Math.floor(random.between(0, STREET_WORDS.length));
  const count = { local: 0, lane: 0 };
  return drafts.map(({ kind, line, main }, i): Street => {
    const [a = [0, 0], b = [0, 0]] = [line[0], line.at(-1)];
    const isAlongShore = Math.abs(b[0] - a[0]) > Math.abs(b[1] - a[1]);
    const name =
      main ??
      (kind === 'lane'
        ? localStreetName(wordNumber(count.lane++, shift + 40), 'lane')
        : localStreetName(wordNumber(count.local++, shift), isAlongShore ? 'alongShore' : 'inland'));
    const { kerbM, boundaryM, lies } = STREET_SECTIONS[kind];
    return {
      id: `S${String(i + 1).padStart(3, '0')}`,
      zh: name.zh,
      en: name.en,
      kind,
      centreline: line,
      lengthM: lineLength(line),
      kerbM,
      boundaryM,
      builtYear: main?.builtYear ?? Math.floor(random.between(1986, 2020)),
      lies,
      tunnel: main?.tunnel ?? false,
    };
  });
}

function wordNumber(count: number, shift: number): number {
  const words = STREET_WORDS.length;
  return Math.floor(count / words) * words + ((count * WORD_STEP + shift) % words);
}
