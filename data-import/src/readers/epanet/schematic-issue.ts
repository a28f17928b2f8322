import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import { decimal } from '../inp/inp-number.ts';
import type { EpanetModel } from './epanet-model.ts';

/** Pipes looked at; the first ones serve, for a drawing is to scale everywhere or nowhere. */
const PIPES_LOOKED_AT = 2000;
/** Fewer pipes prove nothing. */
const FEWEST_PIPES = 5;
/**
 * A drawing whose pipes are, in the middle, this many times longer or shorter than they are stated to be is not a map: ky4 lies
 * at 1.0, the schematic Net3 thousands of times off in degrees and hundreds in metres.
 */
const MOST_RATIO = 4;

/**
 * An error when the coordinates cannot be those of a map in the system named: the drawn lengths of pipes have nothing to do
 * with the stated ones. A schematic drawing would else lie somewhere on the globe as if it were true.
 */
export function schematicIssue(model: EpanetModel): Issue | null {
  const ratios: number[] = [];
  for (const { section, row, id } of model.links.slice(0, PIPES_LOOKED_AT)) {
    if (section !== 'PIPES') continue;
    const stated = decimal(row.tokens[3]);
    const ends = [
      model.coordinates.get(row.tokens[1] ?? ''),
      ...(model.vertices.get(id) ?? []),
      model.coordinates.get(row.tokens[2] ?? ''),
    ];
    const plane = ends.flatMap((end) => [decimal(end?.tokens[1]) ?? Number.NaN, decimal(end?.tokens[2]) ?? Number.NaN]);
    if (stated === null || !plane.every(Number.isFinite)) continue;
    const drawnM = model.placement.planLengthM(plane);
    const statedM = stated * model.units.metresPerLength;
    if (drawnM > 0 && statedM > 0) ratios.push(drawnM / statedM);
  }
  if (ratios.length < FEWEST_PIPES) return null;
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 1;
  if (median <= MOST_RATIO && median >= 1 / MOST_RATIO) return null;
  const times = median > 1 ? `${median.toPrecision(2)} times longer` : `${(1 / median).toPrecision(2)} times shorter`;
  return issue(
    'schematic-coordinates',
    model.file.sections.COORDINATES[0]?.row ?? null,
    'COORDINATES',
    `In ${model.placement.label} the pipes are drawn ${times} than their stated lengths: the coordinates are schematic or in ` +
      'another system. Georeference the network first (known points of it in a map), or name the system it was drawn in.',
  );
}
