import { type DraftNode, SURVEY_EDGE } from './draft.ts';
import { AIM, STEP_M } from './level-grid.ts';
import {
  cheapestNear,
  farthestReached,
  type LevelProfile,
  levelProfile,
  reachLevels,
  tracedLevels,
} from './level-profile.ts';
import type { LayingRules } from './line-choice.ts';
import type { MainsWorld } from './mains-world.ts';
import { type OpenRun, runTask } from './open-run.ts';

/** How much deeper, shallower and steeper a line may lie where it would not get through else. */
const DEEPER_M = 0.8;
const SHALLOWER_M = 0.08;
const STEEPER = 0.16;

/** A second try between junctions that have their levels by now, by looser rules. */
export function rescued(each: OpenRun, choice: LayingRules, world: MainsWorld): OpenRun {
  const { run, points } = each;
  if (run.from.node === null || run.to.node === null) return each;
  const looser = {
    ...choice,
    mostCoverM: choice.mostCoverM + DEEPER_M,
    leastCoverM: choice.leastCoverM - SHALLOWER_M,
  };
  const profile = levelProfile({ ...runTask(run, points, looser, world), steepestChange: STEEPER });
  const last = profile.stationsM.length - 1;
  const [start, end] = [levelOfNode(run.from.node, profile, 0), levelOfNode(run.to.node, profile, last)];
  const reached = reachLevels(profile, 0, last, start, spreadAt(run.from.node));
  const endLevel = cheapestNear(reached.cost, end, spreadAt(run.to.node));
  if (endLevel < 0) return each;
  return { ...each, profile, levels: tracedLevels(reached, endLevel).toReversed(), isLaid: true };
}

/** How far from the level of a chamber's other lines one may enter it, in steps of level: 2 m. */
const CHAMBER_SPREAD = 40;

/** Where streets meet a chamber stands, or may be built; at the edge of the survey none is known. */
function spreadAt({ device, endWord }: DraftNode): number {
  return endWord !== SURVEY_EDGE && (device === null || device.kind === 'manhole') ? CHAMBER_SPREAD : 0;
}

function levelOfNode({ levelM }: DraftNode, { aimM }: LevelProfile, station: number): number {
  return Math.round((levelM - (aimM[station] ?? 0)) / STEP_M) + AIM;
}

/** The stations between which a run is laid. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** Stubs shorter than this are not laid, metres; and so far apart are the ends of two that face each other. */
const SHORTEST_STUB_M = 8;

/** What can be laid of a run from its two ends where nothing lets it through between them. */
export function stubsOf(each: OpenRun): readonly Stretch[] {
  const { run, profile, levels } = each;
  const last = levels.length - 1;
  const ends = [run.from, run.to].map(({ node }, i) => {
    const station = i === 0 ? 0 : last;
    if (node === null) return { reached: station, levels: [] };
    return farthestReached(profile, station, last - station, levelOfNode(node, profile, station), spreadAt(node));
  });
  const [start, end] = ends;
  const stubs: Stretch[] = [];
  if (start === undefined || end === undefined) return stubs;
  const { stationsM } = profile;
  const lengthM = stationsM[last] ?? 0;
  const startM = stationsM[start.reached] ?? 0;
  const endM = stationsM[end.reached] ?? lengthM;
  const meetM = (startM + endM) / 2;
  const toM = Math.min(startM, meetM - SHORTEST_STUB_M / 2);
  const fromM = Math.max(endM, meetM + SHORTEST_STUB_M / 2);
  if (toM >= SHORTEST_STUB_M) {
    const reached = stationsM.findLastIndex((each) => each <= toM);
    const stub = farthestReached(profile, 0, reached, start.levels[0] ?? AIM);
    for (const [k, level] of stub.levels.entries()) levels[k] = level;
    if (stub.reached > 0) stubs.push({ first: 0, last: stub.reached });
  }
  if (lengthM - fromM >= SHORTEST_STUB_M) {
    const reached = stationsM.findIndex((each) => each >= fromM);
    const stub = farthestReached(profile, last, reached, end.levels[0] ?? AIM);
    for (const [k, level] of stub.levels.entries()) levels[last - k] = level;
    if (stub.reached < last) stubs.push({ first: stub.reached, last });
  }
  return stubs;
}
