import { outerHalf, type PlacedConduit, placedConduit } from '../analysis/conduit-table.ts';
import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { Section } from '../model/section-shape.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { ProposedConduit } from '../protocol/analysis/clearance.ts';

/** Id of a conduit that is only proposed. */
export const PROPOSED_ID = 'proposed';

/**
 * A conduit as a planner draws it, laid out in the plane. Depths of cover become levels where the ground is known; a
 * level that is not stated, or has no ground to count from, is unknown.
 */
export function proposedConduit(
  { line, axisLevelsM, coverDepthsM, section: drawn, joins, ...facts }: ProposedConduit,
  projection: LocalProjection,
  ground: GroundSampler | null,
): PlacedConduit {
  const lonLat = Float64Array.from(line.coordinates.flatMap(([lon = Number.NaN, lat = Number.NaN]) => [lon, lat]));
  const heightMm = drawn.heightMm ?? drawn.widthMm;
  const { shape, widthMm, wallMm, casingMm, barrels } = drawn;
  const section: Section = { shape, widthMm, heightMm, wallMm, casingMm, barrels, floorWidthMm: null, open: false };
  const axisM = axisLevelsM ?? axesBelow(coverDepthsM, lonLat, section, projection, ground);
  const levels = (end: 0 | 1) => ({ invertM: null, axisM: axisM[end], outerTopM: null });
  return placedConduit(
    {
      id: PROPOSED_ID,
      sourceId: PROPOSED_ID,
      kind: 'conduit',
      utility: facts.utility,
      utilityBasis: 'stated',
      section,
      from: levels(0),
      to: levels(1),
      depthReference: axisLevelsM === undefined ? 'outerTop' : 'axis',
      outerTopBasis: wallMm === null && casingMm === null ? 'inner' : 'wall',
      material: facts.material,
      owner: null,
      builtYear: null,
      status: 'planned',
      accuracy: { qualityLevel: null, sigmaXyM: facts.sigmaXyM, sigmaZM: facts.sigmaZM },
      embedding: facts.embedding,
      pressure: facts.pressureMpa === null ? null : { leastMpa: facts.pressureMpa, mostMpa: facts.pressureMpa },
      voltageKv: facts.voltageKv,
      fromNode: joins[0] ?? null,
      toNode: joins[1] ?? null,
    },
    lonLat,
    projection,
  );
}

/** Levels of the axis under the ground at both ends: cover and half the outer height below it. */
function axesBelow(
  coverDepthsM: ProposedConduit['coverDepthsM'],
  lonLat: Float64Array,
  section: Section,
  projection: LocalProjection,
  ground: GroundSampler | null,
): readonly [number | null, number | null] {
  const half = outerHalf(section);
  if (coverDepthsM === undefined || ground === null || half === null) return [null, null];
  const under = (at: number, coverM: number): number | null => {
    const place = new Float64Array(2);
    projection.forward(lonLat.at(at) ?? Number.NaN, lonLat.at(at + 1) ?? Number.NaN, place);
    const level = ground(place[0] ?? Number.NaN, place[1] ?? Number.NaN);
    return level === null || !Number.isFinite(level) ? null : level - coverM - half.heightM;
  };
  return [under(0, coverDepthsM[0]), under(-2, coverDepthsM[1])];
}
