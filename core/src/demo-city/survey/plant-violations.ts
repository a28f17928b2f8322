import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { buildingClearanceM } from '../mains/building-clearance.ts';
import type { ClearanceFinding } from '../mains/clearance-audit.ts';
import { outerTopOfM } from '../mains/obstacle.ts';
import type { LaidConduit, LaidNetwork, LaidNode } from '../network/laid.ts';
import { outerHeightM } from '../network/pipe-make.ts';
import { distance, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import { surveyFileOf } from './survey-files.ts';
import type { SurveyKnowledge } from './survey-rows.ts';
import type { Violation } from './truth.ts';
import { ViolationSearch } from './violation-search.ts';

/** Keeps the run apart from those of the same seed. */
const VIOLATIONS_RUN = 0x0c1e_a4;
const COUNTS = { vertical: 4, collision: 3, cover: 4, horizontal: 4, building: 2 } as const;
const VERTICAL_TABLE = 'GB 50289-2016 4.1.14';
const HORIZONTAL_TABLE = 'GB 50289-2016 4.1.9';
/** Cover of water under a pavement, and what is left of it, metres. */
const COVER = { table: 'GB 50289-2016 4.1.1', wantedM: 0.6, isM: 0.4 } as const;
/** Least slope that the survey check asks about is 10 degrees. */
const STEEPEST = Math.tan((8.5 * Math.PI) / 180);
const LEVEL_STEP_M = 0.03;
const PLAN_STEP_M = 0.15;
const FARTHEST_M = 2.4;
const FARTHEST_GAS_M = 4.2;
/** How much a gas main then lacks to a building, and two lines that run through each other overlap at least, metres. */
const BUILDING_LACK_M = 0.3;
const RUNS_THROUGH_M = 0.03;
/** What lines lack at least where they cross too near, metres. */
const LACK_M = 0.03;
const LEAST_COVER_M = 0.75;
const MOST_DEPTH_M = 5.4;

export interface ViolatedNetwork {
  readonly network: LaidNetwork;
  readonly violations: readonly Violation[];
  /** Points near to which nothing else should be wrong. */
  readonly nodes: readonly LaidNode[];
}

type Attempt = (search: ViolationSearch, random: SeededRandom) => readonly Violation[] | null;

/**
 * Moves a few lines of a sound network too near to others, to a building or to the ground, by known amounts: what a
 * builder under pressure of time does and a survey finds. Nothing moved meets more than what is listed.
 */
export function plantViolations(
  network: LaidNetwork,
  buildings: readonly DemoBuilding[],
  knowledge: SurveyKnowledge,
  seed: number,
): ViolatedNetwork {
  const random = seededRandom(seed ^ VIOLATIONS_RUN);
  const search = new ViolationSearch(network, buildings, knowledge);
  const violations: Violation[] = [];
  const plant = (count: number, attempt: Attempt) => {
    for (let k = 0; k < count; k++) {
      const planted = attempt(search, random);
      // Everywhere was looked at.
      if (planted === null) return;
      violations.push(...planted);
    }
  };
  plant(COUNTS.collision, (each, run) => crossTooNear(each, run, 'collision'));
  plant(COUNTS.building, tooNearBuilding);
  plant(COUNTS.horizontal, besideTooNear);
  plant(COUNTS.vertical, (each, run) => crossTooNear(each, run, 'vertical'));
  plant(COUNTS.cover, tooShallow);
  return { network: search.result(), violations, nodes: search.taken() };
}

/** The end of a service raised or lowered until it comes too near to one line that it crosses, or runs through it. */
function crossTooNear(
  search: ViolationSearch,
  random: SeededRandom,
  kind: 'vertical' | 'collision',
): readonly Violation[] | null {
  return firstService(search, random, (conduit, levels) => {
    if (!search.isCrossed(conduit)) return null;
    for (const toLevelM of levels) {
      const moved = { ...conduit, toLevelM };
      const { vertical, horizontal } = search.judge([moved], [conduit]);
      if (horizontal.length > 0 || vertical.length > 1) return null;
      const [finding] = vertical;
      if (finding === undefined) continue;
      const other = finding.a === moved ? finding.b : finding.a;
      if (!search.isKnown(other) || !search.isOpen(other.from) || !search.isOpen(other.to)) return null;
      const isMeant =
        kind === 'collision'
          ? runsThrough(moved, other) && surveyFileOf(other.utility) === surveyFileOf(conduit.utility)
          : finding.foundM > 0.03 && (gapAtCrossingM(moved, other) ?? finding.wantedM) < finding.wantedM - LACK_M;
      if (!isMeant) continue;
      search.move([[conduit, moved]], null);
      search.keepAway(other.from);
      search.keepAway(other.to);
      return [violationOf(kind, conduit, other, finding, VERTICAL_TABLE)];
    }
    return null;
  });
}

/** The end of a water service raised until its cover is too thin. */
function tooShallow(search: ViolationSearch, random: SeededRandom): readonly Violation[] | null {
  return firstService(search, random, (conduit) => {
    if (conduit.utility !== 'water') return null;
    const toLevelM = mm(conduit.to.groundLevelM - COVER.isM);
    if (Math.abs(toLevelM - conduit.fromLevelM) > STEEPEST * distance(conduit.from.at, conduit.to.at)) return null;
    const moved = { ...conduit, toLevelM };
    const { vertical, horizontal } = search.judge([moved], [conduit]);
    if (vertical.length + horizontal.length > 0) return null;
    search.move([[conduit, moved]], null);
    const { wantedM, isM, table } = COVER;
    return [{ origin: 'planted', kind: 'cover', rowId: conduit.id, utility: 'water', wantedM, isM, source: table }];
  });
}

/** A point of a main moved sideways until its lines lie too near to those beside them. */
function besideTooNear(search: ViolationSearch, random: SeededRandom): readonly Violation[] | null {
  return firstMainPoint(
    search,
    random,
    ({ utility }) => utility === 'water' || utility === 'reclaimed',
    sideways,
    (trial) => {
      const { vertical, horizontal } = search.judge(trial.moved, trial.originals);
      if (vertical.length > 0 || horizontal.length === 0) return null;
      if (horizontal.some(({ foundM, wantedM }) => foundM > wantedM - 0.05 || foundM < 0.1)) return null;
      return horizontal.map((finding) => {
        const own = trial.moved.find((each) => each === finding.a || each === finding.b) ?? finding.a;
        return violationOf('horizontal', own, own === finding.a ? finding.b : finding.a, finding, HORIZONTAL_TABLE);
      });
    },
  );
}

/** A point of a gas main moved towards a building. */
function tooNearBuilding(search: ViolationSearch, random: SeededRandom): readonly Violation[] | null {
  return firstMainPoint(
    search,
    random,
    ({ utility }) => utility === 'gas',
    (originals) => {
      const [first] = originals;
      if (first === undefined) return [];
      const wantedM = buildingClearanceM(first);
      const near = search.nearestBuilding(originals);
      const stepM = near === null ? Number.NaN : near.clearM - wantedM + BUILDING_LACK_M;
      return stepM > 0 && stepM < FARTHEST_GAS_M ? [stepM, -stepM] : [];
    },
    ({ moved, originals }) => {
      const { vertical, horizontal } = search.judge(moved, originals);
      if (vertical.length + horizontal.length > 0) return null;
      const before = search.nearestBuilding(originals);
      const after = search.nearestBuilding(moved);
      const [first] = moved;
      const wantedM = first === undefined ? 0 : buildingClearanceM(first);
      if (after === null || before === null) return null;
      if (before.clearM < wantedM || after.clearM > wantedM - 0.1 || after.clearM < 0.3) return null;
      return moved.flatMap((own) => tooNearBuildings(search, own, wantedM));
    },
  );
}

/** Every building that a line was moved too near to. */
function tooNearBuildings(search: ViolationSearch, own: LaidConduit, wantedM: number): readonly Violation[] {
  return search.buildingsNear(own, wantedM - 0.002).map(({ building, clearM }) => ({
    origin: 'planted',
    kind: 'building',
    rowId: own.id,
    other: building.id,
    utility: 'gas',
    wantedM,
    isM: mm(clearM),
    source: HORIZONTAL_TABLE,
  }));
}

/** Tries services with a free end, and the levels that the end could have, from a place drawn at random. */
function firstService(
  search: ViolationSearch,
  random: SeededRandom,
  attempt: (conduit: LaidConduit, levels: readonly number[]) => readonly Violation[] | null,
): readonly Violation[] | null {
  const { conduits } = search.network;
  const start = Math.floor(random.next() * conduits.length);
  for (let k = 0; k < conduits.length; k++) {
    const conduit = conduits[(start + k) % conduits.length];
    if (conduit === undefined || conduit.use === 'main' || conduit.reference !== 'outerTop') continue;
    if (conduit.make.shape !== 'circular' || search.conduitsAt(conduit.to).length !== 1) continue;
    if (distance(conduit.from.at, conduit.to.at) < 3 || !search.isOpen(conduit.from) || !search.isOpen(conduit.to))
      continue;
    const found = attempt(conduit, endLevels(conduit));
    if (found !== null) return found;
  }
  return null;
}

/** Levels its end could have, nearest first, as steep as a survey passes over and neither bare nor too deep. */
function endLevels({ from, to, fromLevelM, toLevelM }: LaidConduit): readonly number[] {
  const most = STEEPEST * distance(from.at, to.at);
  const levels: number[] = [];
  for (let step = LEVEL_STEP_M; step < 2 * most; step += LEVEL_STEP_M) {
    for (const level of [toLevelM - step, toLevelM + step]) {
      const coverM = to.groundLevelM - level;
      if (Math.abs(level - fromLevelM) > most || coverM < LEAST_COVER_M || coverM > MOST_DEPTH_M) continue;
      levels.push(mm(level));
    }
  }
  return levels;
}

interface MainTrial {
  readonly moved: readonly LaidConduit[];
  readonly originals: readonly LaidConduit[];
}

/** Tries points between two lines of a main, moved sideways step by step, from a place drawn at random. */
function firstMainPoint(
  search: ViolationSearch,
  random: SeededRandom,
  fits: (node: LaidNode) => boolean,
  steps: (originals: readonly LaidConduit[]) => Iterable<number>,
  attempt: (trial: MainTrial) => readonly Violation[] | null,
): readonly Violation[] | null {
  const { nodes } = search.network;
  const start = Math.floor(random.next() * nodes.length);
  for (let k = 0; k < nodes.length; k++) {
    const node = nodes[(start + k) % nodes.length];
    if (node === undefined || node.kind !== 'fitting' || !fits(node) || !search.isOpen(node)) continue;
    const originals = search.conduitsAt(node);
    if (
      originals.length !== 2 ||
      originals.some(
        ({ use, embedding, from, to }) => use !== 'main' || embedding === 'tunnel' || distance(from.at, to.at) < 12,
      )
    ) {
      continue;
    }
    for (const rightM of steps(originals)) {
      const place = { ...node, at: beside(node, originals, rightM) };
      const moved = originals.map((conduit) => ({
        ...conduit,
        from: conduit.from === node ? place : conduit.from,
        to: conduit.to === node ? place : conduit.to,
      }));
      const found = attempt({ moved, originals });
      if (found === null) continue;
      search.move(
        originals.map((original, i) => [original, moved[i] ?? original]),
        [node, place],
      );
      return found;
    }
  }
  return null;
}

/** True where the axes pass each other by clearly less than both outer halves, right at the crossing. */
function runsThrough(a: LaidConduit, b: LaidConduit): boolean {
  return (gapAtCrossingM(a, b) ?? 0) < -RUNS_THROUGH_M;
}

/** Vertical distance of the outer walls right where the axes cross, below 0 where they meet; null where they do not cross. */
function gapAtCrossingM(a: LaidConduit, b: LaidConduit): number | null {
  const hit = segmentCrossing(a.from.at, a.to.at, b.from.at, b.to.at);
  if (hit === null) return null;
  const axis = ({ make, reference, fromLevelM, toLevelM }: LaidConduit, share: number) =>
    outerTopOfM(make, reference, fromLevelM + (toLevelM - fromLevelM) * share) - outerHeightM(make) / 2;
  const halvesM = (outerHeightM(a.make) + outerHeightM(b.make)) / 2;
  return Math.abs(axis(a, hit.t) - axis(b, hit.u)) - halvesM;
}

/** Steps to both sides, the smallest first. */
function* sideways(): Iterable<number> {
  for (let step = 0.3; step < FARTHEST_M; step += PLAN_STEP_M) {
    yield step;
    yield -step;
  }
}

function beside({ at }: LaidNode, [first, second]: readonly LaidConduit[], rightM: number): PlanPoint {
  const far = (conduit: LaidConduit | undefined): PlanPoint =>
    conduit === undefined ? at : conduit.from.at === at ? conduit.to.at : conduit.from.at;
  const [a, b] = [far(first), far(second)];
  const length = distance(a, b);
  const right: PlanPoint = [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
  return [round(at[0] + right[0] * rightM), round(at[1] + right[1] * rightM)];
}

function violationOf(
  kind: Violation['kind'],
  own: LaidConduit,
  other: LaidConduit,
  { foundM, wantedM }: ClearanceFinding,
  source: string,
): Violation {
  const names = { rowId: own.id, other: other.id, utility: own.utility, otherUtility: other.utility };
  return { origin: 'planted', kind, ...names, wantedM, isM: mm(foundM), source };
}

function mm(m: number): number {
  return Math.round(m * 1000) / 1000;
}

function round(m: number): number {
  return Math.round(m * 10_000) / 10_000;
}
