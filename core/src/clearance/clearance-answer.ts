import type { ConduitFacts } from '../analysis/conduit-table.ts';
import type { DataMoment } from '../analysis/near-rows.ts';
import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { Utility } from '../model/utility.ts';
import type { ClearanceAnswer, ClearanceFinding } from '../protocol/analysis/clearance.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { isBinding } from '../rules/rule-use.ts';
import type { BuildingFinding } from './building-violations.ts';
import type { CoverFinding } from './district-covers.ts';
import type { DistrictViolations } from './district-violations.ts';
import type { LayFinding } from './lay-finding.ts';
import type { SpacePoint } from './pair-distances.ts';
import { worstFirst } from './worst-first.ts';

/** What every answer carries. */
export interface ClearanceAnswerHead extends DataMoment {
  readonly scene: string;
  readonly rules: RuleSet;
  /** Of the plane that the findings were made in. */
  readonly projection: LocalProjection;
  /** Links of the scene without a place. */
  readonly unplacedCount: number;
}

/** The answer about a pair (one finding) or a proposed conduit. */
export function clearanceAnswer(head: ClearanceAnswerHead, findings: readonly LayFinding[]): ClearanceAnswer {
  const unknownCount = findings.filter(({ verdict, exemption }) => verdict === 'unknown' && exemption === null).length;
  return { ...answerOf(head, findings), unknownCount, district: null };
}

/** What of a district is asked for. */
export interface DistrictWish {
  /** Null: all. A pair is of these when one of the two is. */
  readonly utilities: readonly Utility[] | null;
  /** Most findings of each list. */
  readonly limit: number;
}

export function districtAnswer(
  head: ClearanceAnswerHead,
  found: DistrictViolations,
  { utilities, limit }: DistrictWish,
): ClearanceAnswer {
  const { table } = found.rows;
  const isWanted = (facts: ConduitFacts | undefined) =>
    facts !== undefined && (utilities === null || utilities.includes(facts.utility));
  const isWantedPair = (i: number | undefined, j: number | undefined) =>
    isWanted(table.facts[i ?? -1]) || isWanted(table.facts[j ?? -1]);
  const count = (pairs: Int32Array) => {
    let wanted = 0;
    for (let k = 0; k < pairs.length; k += 2) if (isWantedPair(pairs[k], pairs[k + 1])) wanted++;
    return wanted;
  };
  const pairs = found.pairs.filter(({ a, b }) => isWanted(a) || isWanted(b)).sort(worstFirst);
  const ofConduit = ({ index }: BuildingFinding) => isWanted(table.facts[index]);
  const ofCover = ({ cover }: CoverFinding) => isWanted(table.facts[cover.index]);
  const buildings = found.buildings.filter(ofConduit).sort((p, q) => p.foundM - q.foundM);
  const covers = found.covers
    .filter(ofCover)
    .sort((p, q) => (p.cover.least?.coverM ?? 0) - (q.cover.least?.coverM ?? 0));
  return {
    ...answerOf(head, pairs.slice(0, limit)),
    unknownCount: count(found.unknownPairs),
    district: {
      pairCount: pairs.length,
      uncertainCount: count(found.uncertainPairs),
      buildings: buildings.slice(0, limit).map((each) => buildingOf(each, table.facts[each.index])),
      buildingCount: buildings.length,
      covers: covers.slice(0, limit).map((each) => coverOf(each, table.facts[each.cover.index], head.projection)),
      coverCount: covers.length,
      unknownBuildingCount: found.unknownBuildings.filter(ofConduit).length,
      unknownCoverCount: found.unknownCovers.filter(ofCover).length,
    },
  };
}

function answerOf(
  { scene, revision, dataDate, rules, projection, unplacedCount }: ClearanceAnswerHead,
  findings: readonly LayFinding[],
): Omit<ClearanceAnswer, 'unknownCount' | 'district'> {
  return {
    complete: true,
    scene,
    revision,
    ruleSet: { id: rules.id, version: rules.version },
    dataDate,
    findings: findings.map((finding) => onEarth(finding, projection)),
    unplacedCount,
  };
}

function onEarth({ a, b, distances, ...rest }: LayFinding, projection: LocalProjection): ClearanceFinding {
  const place = ([x, y, levelM]: SpacePoint): [number, number, number | null] => [...projection.inverse(x, y), levelM];
  const { spatialM, horizontalAtMostM, spatialAtMostM, nearest } = distances;
  return {
    ...rest,
    assumed: [...rest.assumed],
    a: sideOf(a),
    b: sideOf(b),
    spatialM,
    horizontalAtMostM,
    spatialAtMostM,
    closest: { a: place(nearest.a), b: place(nearest.b) },
  };
}

function sideOf({ id, sourceId, utility, owner, status, surveyedOn }: ConduitFacts): ClearanceFinding['a'] {
  return { featureId: id, sourceId, utility, owner, status, surveyedOn: surveyedOn ?? null };
}

type District = NonNullable<ClearanceAnswer['district']>;

function buildingOf(
  { buildingId, verdict, foundM, match }: BuildingFinding,
  facts: ConduitFacts | undefined,
): District['buildings'][number] {
  const { wantedM, rule } = match;
  return { feature: known(facts), buildingId, verdict, foundM, wantedM, rule, binding: isBinding(rule) };
}

function coverOf(
  { cover: { least }, judgement: { verdict, match, binding } }: CoverFinding,
  facts: ConduitFacts | undefined,
  projection: LocalProjection,
): District['covers'][number] {
  return {
    feature: known(facts),
    verdict: verdict === 'belowTable' ? 'belowTable' : 'unknown',
    foundM: least?.coverM ?? null,
    wantedM: match?.wantedM ?? null,
    rule: match?.rule ?? null,
    binding,
    at: least === null ? null : [...projection.inverse(least.x, least.y), least.outerTopM],
  };
}

function known(facts: ConduitFacts | undefined): ClearanceFinding['a'] {
  if (facts === undefined)
    throw new RangeError('districtAnswer: a finding names a conduit that the table does not have');
  return sideOf(facts);
}
