import { ACCURACY_NOT_STATED } from '../../model/quality-level.ts';
import type { Section } from '../../model/section-shape.ts';
import type { ConduitFacts, PlacedConduit } from '../conduit-table.ts';

/** What a test says of a conduit; everything else is a water main of which nothing more is known. */
export interface PlainConduit {
  readonly id?: string;
  /** Flat x, y, metres. */
  readonly path: readonly number[] | Float64Array;
  /** Level of the axis at both ends, metres; null is unknown. */
  readonly fromAxisM: number | null;
  readonly toAxisM: number | null;
  readonly section: Section | null;
  readonly facts?: Partial<ConduitFacts>;
}

export function plainConduit({ id = 'x', path, fromAxisM, toAxisM, section, facts }: PlainConduit): PlacedConduit {
  const levels = (axisM: number | null) => ({ invertM: null, axisM, outerTopM: null });
  return {
    path: Float64Array.from(path),
    facts: {
      id,
      kind: 'conduit',
      sourceId: id,
      utility: 'water',
      utilityBasis: 'stated',
      section,
      from: levels(fromAxisM),
      to: levels(toAxisM),
      depthReference: 'axis',
      outerTopBasis: 'wall',
      material: null,
      owner: null,
      builtYear: null,
      status: 'inUse',
      accuracy: ACCURACY_NOT_STATED,
      fromNode: null,
      toNode: null,
      ...facts,
    },
  };
}

/** A section of which only shape, size and wall are told, mm. */
export function plainSection(
  shape: Section['shape'],
  widthMm: number | null,
  heightMm: number | null,
  wallMm: number | null,
): Section {
  return { shape, widthMm, heightMm, wallMm, floorWidthMm: null, open: false, barrels: 1 };
}
