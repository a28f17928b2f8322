import type { GroundSampler } from '../pit/pit-ground.ts';
import { COVER_VERDICTS, type CoverAnswer } from '../protocol/analysis/cover.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { RoadPlace } from '../rules/cover-for.ts';
import { AnalysisError } from './analysis-error.ts';
import { type CoverAlong, type CoverAt, coverAlong } from './cover-depth.ts';
import { judgeCover } from './cover-verdict.ts';
import { drawnFacts, factsAt, type LevelsRows, unknownAmong } from './levels-rows.ts';
import { conduitNumbers } from './profile-path.ts';
import { wireM, wireMetres } from './wire-numbers.ts';

type CoverFinding = CoverAnswer['findings'][number];

/** Most samples of one conduit that go over the wire; the least and the greatest are worked from all. */
const MOST_SAMPLES = 400;

/**
 * Cover of conduits, judged, worst first, as it goes over the wire. Every id is answered: one that the rows lack throws
 * an `AnalysisError`.
 */
export function coverAnswer(
  scene: string,
  ids: readonly string[],
  place: RoadPlace,
  rows: LevelsRows,
  ground: GroundSampler,
  rules: RuleSet,
): CoverAnswer {
  const numbers = conduitNumbers(rows.table);
  const indices = [...new Set(ids)].map((id) => {
    const index = numbers.get(id);
    if (index === undefined)
      throw new AnalysisError('unknown-feature', `Cover wants conduits that are there; "${id}" is not.`);
    return index;
  });
  const findings = indices.map((index) => coverFinding(index, place, rows, ground, rules));
  findings.sort(
    (a, b) =>
      COVER_VERDICTS.indexOf(a.verdict) - COVER_VERDICTS.indexOf(b.verdict) ||
      (a.least?.coverM ?? 0) - (b.least?.coverM ?? 0) ||
      (a.featureId < b.featureId ? -1 : 1),
  );
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    unknownCount: unknownAmong(rows.table, indices),
    unplacedCount: rows.unplacedCount,
    ruleSet: { id: rules.id, version: rules.version },
    place,
    findings,
  };
}

function coverFinding(
  index: number,
  place: RoadPlace,
  rows: LevelsRows,
  ground: GroundSampler,
  rules: RuleSet,
): CoverFinding {
  const cover = coverAlong(rows.table, index, ground);
  const { verdict, match, assumed, accuracy, allowanceM, binding, needsPerson } = judgeCover(
    cover,
    rows.table,
    rules,
    place,
  );
  return {
    ...drawnFacts(factsAt(rows.table, index)),
    verdict,
    wantedM: match?.wantedM ?? null,
    forFrost: match?.forFrost ?? false,
    lengthM: wireM(cover.lengthM),
    least: wireCover(cover.least, rows),
    greatest: wireCover(cover.greatest, rows),
    gaps: cover.gaps.map((gap) => ({ ...gap })),
    stepM: cover.stepM,
    allowanceM,
    samples: samplesOf(cover),
    binding,
    needsPerson,
    rule: match?.rule ?? null,
    reason: match === null ? 'noRule' : null,
    assumed: [...assumed],
    sigmaM: accuracy.sigmaZM,
    sigmaXyM: accuracy.sigmaXyM,
    accuracyBasis: accuracy.basis,
    strikeProbability: null,
  };
}

function wireCover(at: CoverAt | null, { projection }: LevelsRows): CoverFinding['least'] {
  if (at === null) return null;
  const [lon, lat] = projection.inverse(at.x, at.y);
  return { coverM: at.coverM, stationM: at.stationM, groundM: at.groundM, at: [lon, lat, at.outerTopM] };
}

function samplesOf({ stationsM, groundM, outerTopM }: CoverAlong): CoverFinding['samples'] {
  const last = stationsM.length - 1;
  const step = Math.max(1, Math.ceil(last / MOST_SAMPLES));
  const out: CoverFinding['samples'] = [];
  for (let k = 0; k <= last; k = k === last ? last + 1 : Math.min(last, k + step)) {
    out.push([wireM(stationsM[k] ?? 0), wireMetres(groundM[k] ?? Number.NaN), wireMetres(outerTopM[k] ?? Number.NaN)]);
  }
  return out;
}
