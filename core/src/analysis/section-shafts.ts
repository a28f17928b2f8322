import { hasShaft } from '../tiling/shaft.ts';
import type { PlacedNode } from './placed-node.ts';
import { asideOf, type SectionPlane, stationOf } from './section-plane.ts';

/** Inside diameter that a shaft of unknown size is drawn at, metres. A convention of the drawing. */
const NOMINAL_DIAMETER_M = 1;

/** A manhole or chamber in a section, by its inside. Metres; null is unknown. */
export interface SectionShaft {
  readonly id: string;
  readonly sourceId: string;
  readonly utility: PlacedNode['utility'];
  readonly kind: PlacedNode['kind'];
  readonly stationM: number;
  readonly asideM: number;
  /** True where the plane passes through it, false where it stands beside. */
  readonly cut: boolean;
  /** Half of the width at which it shows. */
  readonly halfWidthM: number;
  readonly coverLevelM: number | null;
  readonly sumpLevelM: number | null;
  readonly sizeKnown: boolean;
}

/** The shaft of a node within reach of the line; null for any other, and for a node that has none. */
export function sectionShaft(node: PlacedNode, plane: SectionPlane, halfWidthM: number): SectionShaft | null {
  if (!hasShaft(node)) return null;
  const sizeKnown = node.shaftDiameterMm !== null;
  const radius = sizeKnown ? (node.shaftDiameterMm ?? 0) / 2000 : NOMINAL_DIAMETER_M / 2;
  const asideM = asideOf(plane, node.x, node.y);
  const stationM = stationOf(plane, node.x, node.y);
  const off = Math.abs(asideM);
  const isOnLine = stationM >= -radius && stationM <= plane.lengthM + radius;
  if (!isOnLine || !(off - radius <= halfWidthM)) return null;
  const cut = off < radius;
  return {
    id: node.id,
    sourceId: node.sourceId,
    utility: node.utility,
    kind: node.kind,
    stationM,
    asideM,
    cut,
    halfWidthM: cut ? Math.sqrt(radius * radius - off * off) : radius,
    coverLevelM: node.coverLevelM,
    sumpLevelM: node.sumpLevelM,
    sizeKnown,
  };
}
