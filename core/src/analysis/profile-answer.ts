import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { LongitudinalProfileShape, ProfileAnswer } from '../protocol/analysis/profile.ts';
import type { ConduitTable } from './conduit-table.ts';
import { drawnFacts, factsAt, type LevelsRows, unknownAmong } from './levels-rows.ts';
import { type LongitudinalProfile, longitudinalProfile } from './profile.ts';
import type { ProfileBranch } from './profile-nodes.ts';
import { wireGround, wireM, wireMetres } from './wire-numbers.ts';

/**
 * A longitudinal profile along a chain of conduits, as it goes over the wire. The rows must be whole for
 * `LEVELS_REACH_M` about the path. Throws `AnalysisError` as `pathLegs` does.
 */
export function profileAnswer(
  scene: string,
  ids: readonly string[],
  startNode: string | null,
  rows: LevelsRows,
  ground: GroundSampler,
): ProfileAnswer {
  const profile = longitudinalProfile(rows.table, rows.nodes, ids, ground, startNode);
  const seen = [
    ...profile.legs.map(({ index }) => index),
    ...profile.crossings.map(({ index }) => index),
    ...profile.nodes.flatMap(({ branches }) => branches.map(({ index }) => index)),
  ];
  const path: [number, number][] = [];
  for (let k = 0; k < profile.path.length; k += 2) {
    const [lon, lat] = rows.projection.inverse(profile.path[k] ?? 0, profile.path[k + 1] ?? 0);
    path.push([lon, lat]);
  }
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    unknownCount: unknownAmong(rows.table, seen),
    unplacedCount: rows.unplacedCount,
    path,
    profile: profileShape(profile, rows.table, rows.projection),
  };
}

/** A profile as drawings take it. */
export function profileShape(
  profile: LongitudinalProfile,
  table: ConduitTable,
  projection: LocalProjection,
): LongitudinalProfileShape {
  const doubled = (half: number | null) => (half === null ? null : wireM(half * 2));
  return {
    lengthM: wireM(profile.lengthM),
    ground: wireGround(profile.ground),
    legs: profile.legs.map((leg) => ({
      ...drawnFacts(factsAt(table, leg.index)),
      reversed: leg.reversed,
      fromM: wireM(leg.fromM),
      toM: wireM(leg.toM),
      points: leg.points.map((point) => ({
        stationM: wireM(point.stationM),
        axisM: wireMetres(point.axisM),
        invertM: wireMetres(point.invertM),
        outerTopM: wireMetres(point.outerTopM),
        outerBottomM: wireMetres(point.outerBottomM),
      })),
      planLengthM: wireM(leg.planLengthM),
      lengthM: leg.lengthM,
      slope: leg.slope,
      leastSlope: leg.leastSlope === null ? null : { ...leg.leastSlope, assumed: [...leg.leastSlope.assumed] },
      slopeVerdict: leg.slopeVerdict,
      bands: leg.bands,
    })),
    nodes: profile.nodes.map(({ id, branches, ...node }) => ({
      ...node,
      featureId: id,
      stationM: wireM(node.stationM),
      groundM: wireMetres(node.groundM),
      inInvertM: wireMetres(node.inInvertM),
      outInvertM: wireMetres(node.outInvertM),
      dropM: wireMetres(node.dropM),
      branches: branches.map(
        ({ index, axisM, invertM, outerTopM, halfWidthM, halfHeightM, band, side }: ProfileBranch) => ({
          ...drawnFacts(factsAt(table, index)),
          axisM: wireMetres(axisM),
          invertM: wireMetres(invertM),
          outerTopM: wireMetres(outerTopM),
          outerWidthM: doubled(halfWidthM),
          outerHeightM: doubled(halfHeightM),
          band,
          side,
        }),
      ),
    })),
    crossings: profile.crossings.map((crossing) => {
      const [lon, lat] = projection.inverse(crossing.x, crossing.y);
      return {
        ...drawnFacts(factsAt(table, crossing.index)),
        leg: crossing.leg,
        stationM: wireM(crossing.stationM),
        at: [lon, lat, wireMetres(crossing.axisM)],
        axisM: wireMetres(crossing.axisM),
        apparentWidthM: doubled(crossing.halfWidthM),
        outerHeightM: doubled(crossing.halfHeightM),
        band: crossing.band,
        gapM: wireMetres(crossing.gapM),
        wallsKnown: crossing.wallsKnown,
        isAbove: crossing.isAbove,
        angleDeg: crossing.angleDeg,
      };
    }),
  };
}
