import type { ConduitTable } from '../analysis/conduit-table.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { RoadPlace } from '../rules/cover-for.ts';
import type { BuildingFootprints } from './building-footprints.ts';
import { type BuildingFinding, buildingViolations } from './building-violations.ts';
import { type ClearanceRows, clearanceRows } from './clearance-rows.ts';
import { type CoverFinding, coverFindings, lacksCover } from './district-covers.ts';
import { judgeAllPairs } from './district-pairs.ts';
import { enteredBuildings } from './entered-buildings.ts';
import { jointsOf } from './joints.ts';
import { type LayFinding, layFinding } from './lay-finding.ts';
import { judgePair, newJudgeScratch } from './pair-judge.ts';
import { PairList } from './pair-list.ts';
import { RuledKinds } from './ruled-kinds.ts';

/** What a district is judged with besides its conduits. */
export interface DistrictSetting {
  /** Absent: covers are not judged, and accuracies that grow with depth are unknown. */
  readonly ground?: GroundSampler | null;
  /** Where each conduit lies in the road; absent: unknown. */
  readonly placeOf?: (index: number) => RoadPlace;
  readonly buildings?: BuildingFootprints | null;
  /** Ids of nodes at which lines enter a building (see `entersBuilding`): their services may come near to it. */
  readonly customers?: Iterable<string>;
}

export interface DistrictViolations {
  readonly rows: ClearanceRows;
  /** Pairs that lack something, all their places, levels and walls taken as they are said to be; in the order of the table. */
  readonly pairs: readonly LayFinding[];
  readonly covers: readonly CoverFinding[];
  readonly buildings: readonly BuildingFinding[];
  /** Pairs, flat i, j, of which it is not known whether they lack something; `findingOf` tells why. */
  readonly unknownPairs: Int32Array;
  /** Pairs that lack nothing but may meet within the accuracy. */
  readonly uncertainPairs: Int32Array;
  readonly unknownCovers: readonly CoverFinding[];
  readonly unknownBuildings: readonly BuildingFinding[];
}

/**
 * Everything in a district that lies nearer to something else than the tables allow: conduits to one another, to
 * buildings, to the ground. What is not known is listed apart and is not sound.
 */
export function districtViolations(
  table: ConduitTable,
  rules: RuleSet,
  setting: DistrictSetting = {},
): DistrictViolations {
  const { ground = null, buildings = null, placeOf = () => 'unknown' as const } = setting;
  const rows = clearanceRows(table, new RuledKinds(rules), ground);
  const pairs: LayFinding[] = [];
  const unknownPairs = new PairList();
  const uncertainPairs = new PairList();
  judgeAllPairs(rows, (i, j, pair) => {
    if (pair.shortfall !== null) pairs.push(layFinding(rows, i, rows, j, pair));
    else if (pair.verdict === 'unknown') unknownPairs.push(i, j);
    else if (pair.verdict === 'insideUncertainty') uncertainPairs.push(i, j);
  });
  const near =
    buildings === null
      ? []
      : buildingViolations(
          rows,
          buildings,
          enteredBuildings(table, jointsOf(table), setting.customers ?? [], buildings),
        );
  const covers = ground === null ? [] : coverFindings(table, rules, ground, placeOf);
  return {
    rows,
    pairs,
    covers: covers.filter((each) => each.judgement.verdict === 'belowTable' && lacksCover(each, table, rules, placeOf)),
    buildings: near.filter(({ verdict }) => verdict === 'collision' || verdict === 'belowTable'),
    unknownPairs: unknownPairs.all(),
    uncertainPairs: uncertainPairs.all(),
    unknownCovers: covers.filter(({ judgement }) => judgement.verdict === 'unknown'),
    unknownBuildings: near.filter(({ verdict }) => verdict === 'unknown'),
  };
}

/** What is said of one pair of rows, be it exempt or not. */
export function findingOf(rows: ClearanceRows, i: number, j: number): LayFinding {
  return layFinding(rows, i, rows, j, judgePair(rows, i, rows, j, newJudgeScratch(rows), true));
}
