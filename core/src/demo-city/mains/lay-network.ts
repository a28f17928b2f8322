import { outerHeightM } from '../network/pipe-make.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import { rescued, type Stretch, stubsOf } from './broken-run.ts';
import { buriedChamber } from './device.ts';
import { type DraftNode, type Laying, SURVEY_EDGE, toMm } from './draft.ts';
import { AIM, offsetOf, STEP_M } from './level-grid.ts';
import { straightened } from './level-profile.ts';
import { alongLine } from './level-task.ts';
import type { LayingRules } from './line-choice.ts';
import {
  addLine,
  addNode,
  hasShaftRoom,
  type MainsWorld,
  type NetworkStatistics,
  statisticsOf,
} from './mains-world.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { LONGEST_M } from './place-stops.ts';
import type { Junction, Run, RunsOfNetwork } from './run.ts';
import { type Arm, starLevels } from './star-levels.ts';

/** A run as it was laid: its nodes in order. */
export interface LaidRun {
  readonly run: Run;
  readonly nodes: DraftNode[];
  /** How each line from a node to the next lies. */
  readonly layings: Laying[];
  /** Levels at which it leaves the chambers at its ends, if not theirs; metres. */
  readonly startsAtM: number | null;
  readonly endsAtM: number | null;
}

/** Lays all runs of a network: their points, then the levels of one junction after the other, then the conduits. */
export function layNetwork(
  name: string,
  choice: LayingRules,
  { runs, junctions }: RunsOfNetwork,
  world: MainsWorld,
): readonly LaidRun[] {
  const open = new Map(runs.map((run) => [run, openRun(run, choice, world)]));
  for (const junction of junctions) solveJunction(junction, open);
  for (const junction of junctions) {
    const laid = junction.runs.flatMap((run) => open.get(run) ?? []).filter(({ isLaid }) => isLaid);
    const first = laid[0];
    if (first === undefined) continue;
    const station = first.run.from === junction ? 0 : first.levels.length - 1;
    const levelM = (first.profile.aimM[station] ?? 0) + offsetOf(first.levels[station] ?? AIM);
    const isAtEdge = world.isAtEdge(junction.at);
    const runsOn = isAtEdge && laid.length === 1;
    const heightM = Math.max(...laid.map(({ run }) => outerHeightM(run.laying.make)));
    junction.node = {
      ...plainNode(first.run.laying, junction.at, levelM, world),
      device: runsOn ? null : junctionDevice(junction, laid, choice, world),
      endWord: isAtEdge ? SURVEY_EDGE : choice.endWord,
      throughWord: '转折点',
    };
    addNode(world, junction.node, heightM, { network: name, line: 0 });
  }
  return [...open.values()].flatMap((tried) => {
    const each = tried.isLaid ? tried : rescued(tried, choice, world);
    const whole = { first: 0, last: each.levels.length - 1 };
    const stretches = each.isLaid ? [whole] : stubsOf(each);
    countRun(each, stretches, statisticsOf(world.statistics, name));
    return stretches.map((stretch) => layRun(each, stretch, choice, world));
  });
}

function countRun(
  { run, profile, levels, isLaid }: OpenRun,
  stretches: readonly Stretch[],
  statistics: NetworkStatistics,
): void {
  const { stationsM } = profile;
  const laidM = stretches.reduce((sum, { first, last }) => sum + (stationsM[last] ?? 0) - (stationsM[first] ?? 0), 0);
  statistics.runs++;
  statistics.wantedM += run.base.lengthM;
  if (!isLaid) {
    statistics.interrupted++;
    statistics.omittedM += run.base.lengthM - laidM;
  } else if (levels.every((level) => level === AIM)) statistics.runsAtAim++;
}

function junctionDevice(
  { at }: Junction,
  laid: readonly OpenRun[],
  choice: LayingRules,
  world: MainsWorld,
): DraftNode['device'] {
  const runs = laid.map(({ run }) => run);
  const wanted = choice.junctionDevice(runs);
  const network = runs[0]?.network;
  if (wanted === null || network === undefined) return null;
  const { shaftMm } = wanted.device;
  return shaftMm === null || hasShaftRoom(world, at, shaftMm, network) ? wanted.device : wanted.otherwise;
}

function solveJunction(junction: Junction, open: ReadonlyMap<Run, OpenRun>): void {
  const arms: JunctionArm[] = [];
  for (const run of junction.runs) {
    const each = open.get(run);
    if (each?.isLaid === true) arms.push({ each, isStart: run.from === junction });
  }
  const near = starLevels(arms.map(cutArm));
  if (near.every((levels) => levels !== null)) {
    for (const [i, arm] of arms.entries()) writeLevels(arm, near[i] ?? []);
    return;
  }
  const whole = starLevels(arms.map(wholeArm));
  for (const [i, arm] of arms.entries()) {
    const levels = whole[i] ?? null;
    if (levels === null) arm.each.isLaid = false;
    else if (levelAtFarEnd(arm) >= 0) writeLevels(arm, levels);
    else {
      const { each, isStart } = arm;
      const toCut = isStart ? each.cut : each.levels.length - 1 - each.cut;
      each.cutLevel = levels[toCut] ?? -1;
      writeLevels(arm, levels.slice(0, toCut + 1));
    }
  }
}

interface JunctionArm {
  readonly each: OpenRun;
  readonly isStart: boolean;
}

/** From the junction to the run's cut. */
function cutArm({ each: { profile, cut, cutLevel, levels }, isStart }: JunctionArm): Arm {
  return { profile, cut, cutLevel, end: isStart ? 0 : levels.length - 1 };
}

/** The whole run: to the level that the junction at its far end has by now, or to any there. */
function wholeArm(arm: JunctionArm): Arm {
  const { each, isStart } = arm;
  const last = each.levels.length - 1;
  const level = levelAtFarEnd(arm);
  return {
    profile: each.profile,
    cut: isStart ? last : 0,
    cutLevel: level < 0 ? null : level,
    end: isStart ? 0 : last,
  };
}

function levelAtFarEnd({ each: { levels }, isStart }: JunctionArm): number {
  return (isStart ? levels.at(-1) : levels[0]) ?? -1;
}

/** Levels from the junction on. */
function writeLevels({ each, isStart }: JunctionArm, levels: readonly number[]): void {
  const last = each.levels.length - 1;
  for (const [k, level] of levels.entries()) each.levels[isStart ? k : last - k] = level;
}

function layRun(
  { run, points, profile, levels }: OpenRun,
  { first, last }: Stretch,
  choice: LayingRules,
  world: MainsWorld,
): LaidRun {
  const { stationsM, aimM } = profile;
  const offsets = straightened(profile, levels, first, last);
  const byStation = new Map(points.map((point) => [point.stationM, point]));
  const places = alongLine(points, stationsM);
  const heightM = outerHeightM(run.laying.make);
  const belongs = { network: run.network, line: run.id };
  const nodes: DraftNode[] = [];
  const lastStation = stationsM.length - 1;
  for (let i = first; i <= last; i++) {
    const point = byStation.get(stationsM[i] ?? 0);
    const end = i === 0 ? run.from.node : i === lastStation ? run.to.node : null;
    if (end !== null) {
      nodes.push(end);
      continue;
    }
    const isEnd = i === first || i === last;
    const bends = !isEnd && Math.abs(slopeOf(offsets, stationsM, i - 1) - slopeOf(offsets, stationsM, i)) > 1e-6;
    if (point === undefined && !bends && !isEnd) continue;
    const at = places[i] ?? run.from.at;
    const node: DraftNode = {
      ...plainNode(run.laying, at, (aimM[i] ?? 0) + (offsets[i] ?? 0), world),
      device: isEnd ? null : (point?.device ?? null),
      endWord: choice.endWord,
      throughWord: throughWord(point?.turnDeg ?? 0, bends),
    };
    addNode(world, node, heightM, belongs);
    nodes.push(node);
  }
  const cutNodes = withoutLongOnes(nodes, run, world);
  const layings = choice.layingsAlong(run, cutNodes);
  const levelAt = (i: number): number => toMm((aimM[i] ?? 0) + (offsets[i] ?? 0));
  const startsAtM = first === 0 ? otherLevel(run.from.node, levelAt(0)) : null;
  const endsAtM = last === lastStation ? otherLevel(run.to.node, levelAt(last)) : null;
  for (const [i, laying] of layings.entries()) {
    const [from, to] = [cutNodes[i], cutNodes[i + 1]];
    if (from === undefined || to === undefined) continue;
    const fromLevelM = (i === 0 ? startsAtM : null) ?? from.levelM;
    const toLevelM = (i === layings.length - 1 ? endsAtM : null) ?? to.levelM;
    addLine(world, laying, from, to, belongs, fromLevelM, toLevelM);
  }
  return { run, nodes: cutNodes, layings, startsAtM, endsAtM };
}

/** A level that is not the node's, which then is a chamber; levels within half a step are its. */
function otherLevel(node: DraftNode | null, levelM: number): number | null {
  if (node === null || Math.abs(node.levelM - levelM) < STEP_M * 0.6) return null;
  node.device ??= buriedChamber(node.utility);
  return levelM;
}

/** Under water a line has no points of its own; it is cut there as a survey wants it. */
function withoutLongOnes(nodes: readonly DraftNode[], run: Run, world: MainsWorld): DraftNode[] {
  const out: DraftNode[] = [];
  for (const node of nodes) {
    const before = out.at(-1);
    if (before) {
      const lengthM = Math.hypot(node.at[0] - before.at[0], node.at[1] - before.at[1]);
      const count = Math.ceil(lengthM / LONGEST_M);
      for (let k = 1; k < count; k++) {
        const share = k / count;
        const at: PlanPoint = [
          before.at[0] + (node.at[0] - before.at[0]) * share,
          before.at[1] + (node.at[1] - before.at[1]) * share,
        ];
        const added = plainNode(run.laying, at, before.levelM + (node.levelM - before.levelM) * share, world);
        world.nodes.push(added);
        out.push(added);
      }
    }
    out.push(node);
  }
  return out;
}

export function plainNode(laying: Laying, at: PlanPoint, levelM: number, world: MainsWorld): DraftNode {
  const { utility, subclass, streetZh, owner, builtYear } = laying;
  return {
    at,
    groundM: toMm(world.groundM(at)),
    levelM: toMm(levelM),
    device: null,
    endWord: '盖堵',
    throughWord: '直线点',
    utility,
    subclass,
    streetZh,
    owner,
    builtYear,
  };
}

/** From here on a joint of two pieces is a bend, degrees. */
const BEND_DEG = 3;

function throughWord(turn: number, bends: boolean): string {
  if (turn >= BEND_DEG) return '弯头';
  return bends ? '变坡点' : '直线点';
}

function slopeOf(offsets: Float64Array, stationsM: readonly number[], i: number): number {
  return ((offsets[i + 1] ?? 0) - (offsets[i] ?? 0)) / ((stationsM[i + 1] ?? 1) - (stationsM[i] ?? 0));
}
