import type { FeaturesIn } from '../protocol/answers.ts';
import { casingRadiusM } from '../tiling/casing-radius.ts';
import { shaftTrimM } from '../tiling/shaft.ts';
import type { UncertifiedReason } from './certificate.ts';
import type { FidelityRow } from './fidelity.ts';
import type { Point3 } from './plane-line.ts';

type LinkRow = FeaturesIn['links'][number];
type NodeRow = FeaturesIn['nodes'][number];

/** What a link's drawing is held against, or why it is held against nothing. `nodes` are those at its ends, by id. */
export function fidelityRow(link: LinkRow, nodes: ReadonlyMap<string, NodeRow>): FidelityRow | UncertifiedReason {
  if (link.kind !== 'conduit') return 'notConduit';
  const path: Point3[] = [];
  for (const [lon, lat, levelM] of link.path) {
    if (levelM === null) return 'unknownLevel';
    path.push([lon, lat, levelM]);
  }
  if (link.from.axisM === null || link.to.axisM === null) return 'unknownLevel';
  const { section } = link;
  if (section === null || section.widthMm === null || section.heightMm === null) return 'unknownSize';
  if (section.shape !== 'circular' || section.open) return 'notRound';
  if (section.barrels !== 1) return 'severalBarrels';
  const [first] = path;
  if (path.every((point) => point.every((value, i) => value === first?.[i]))) return 'withoutLength';
  const radiusM = (section.widthMm / 2 + (section.wallMm ?? 0)) / 1000;
  if (radiusM === 0) return 'unknownSize';
  const trimAt = (id: string | null): number => {
    const node = id === null ? undefined : nodes.get(id);
    return shaftTrimM(node, 2 * radiusM);
  };
  return {
    id: link.id,
    path,
    radiusM,
    casingRadiusM: casingRadiusM(section),
    startTrimM: trimAt(link.fromNode),
    endTrimM: trimAt(link.toNode),
  };
}
