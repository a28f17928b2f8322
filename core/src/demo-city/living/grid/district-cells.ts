import { interiorPoint } from '../../../geometry/interior-point.ts';
import { SITE_SIDE_M } from '../../place/demo-site.ts';
import { distance, type PlanLine, type PlanPoint } from '../../place/plan-geometry.ts';
import { districtCoast } from '../../place/shore.ts';
import { arrange } from '../../plan/arrangement.ts';
import type { Block, DistrictPlan } from '../../plan/district-plan.ts';
import { isInRing, type PlanRing, ringArea, ringCentre } from '../../plan/ring-geometry.ts';
import type { Street } from '../../plan/street.ts';
import type { StreetName } from '../../plan/street-names.ts';
import type { TaggedRing } from '../../plan/tagged-ring.ts';
import type { CellCharacter } from '../case-ground.ts';
import type { CellDraft } from './cell-draft.ts';
import { partedByArea } from './part-ring.ts';
import { CELL_M2 } from './town-cells.ts';

/** Land between main streets smaller than this belongs to the community beside it, m2. */
const LEAST_COMMUNITY_M2 = 70_000;
const RUN_OUT_M = 60;

/** The district's 街道, each with a place in its middle: land between main streets belongs to the nearest. */
const SUBDISTRICTS: readonly (StreetName & { readonly at: PlanPoint })[] = [
  { zh: '燕山街道', en: 'Yanshan Subdistrict', at: [1340, 2400] },
  { zh: '文化路街道', en: 'Wenhualu Subdistrict', at: [1600, 1300] },
  { zh: '海滨街道', en: 'Haibin Subdistrict', at: [1250, 300] },
  { zh: '西港街道', en: 'Xigang Subdistrict', at: [280, 1200] },
  { zh: '东港街道', en: 'Donggang Subdistrict', at: [2680, 1500] },
];

/** The district's edges and its water's edge. */
function outlines(): readonly PlanLine[] {
  const side = SITE_SIDE_M;
  return [
    [
      [0, -200],
      [0, side + 20],
    ],
    [
      [side, side + 20],
      [side, -200],
    ],
    [
      [side + 20, side],
      [-20, side],
    ],
    districtCoast(-RUN_OUT_M, side + RUN_OUT_M),
  ];
}

/** Cells of the detailed district: what lies between streets, out to their centrelines, in pieces of the standard's size. */
export function districtCells({ network, blocks }: DistrictPlan): readonly CellDraft[] {
  const main = network.streets.filter(({ kind }) => kind === 'arterial' || kind === 'collector');
  const quarters = facesWithin(main).map((ring) => ({ ring, centre: ringCentre(ring.points) }));
  const communities = quarters.filter(({ ring }) => ringArea(ring.points) >= LEAST_COMMUNITY_M2);
  const communityAt = (at: PlanPoint): number => {
    const own = communities.findIndex(({ ring }) => isInRing(at, ring.points));
    return own >= 0 ? own : nearest(communities, at);
  };
  const blockAt = blockFinder(blocks);
  return facesWithin(network.streets).flatMap((face) => {
    const community = communityAt(insideOf(face.points));
    const centre = communities[community]?.centre ?? [0, 0];
    const subdistrict = SUBDISTRICTS[nearestPlace(SUBDISTRICTS, centre)] ?? { zh: '', en: '' };
    return partedByArea(face, CELL_M2).map(
      (piece): CellDraft => ({
        ring: piece.points,
        district: '130302',
        subdistrict: { zh: subdistrict.zh, en: subdistrict.en },
        community,
        street: longestStreet(piece, network.streets),
        character: characterOf(blockAt(insideOf(piece.points)), piece, network.streets),
        isDetailed: true,
      }),
    );
  });
}

/** Faces between streets and outlines; the tag of a side is the number of its street. */
function facesWithin(streets: readonly Street[]): readonly TaggedRing[] {
  return arrange([...streets.map(({ centreline }) => centreline), ...outlines()]).faces;
}

function insideOf(ring: PlanRing): PlanPoint {
  return interiorPoint([Float64Array.from(ring.flat())]) ?? ringCentre(ring);
}

function nearest(places: readonly { readonly centre: PlanPoint }[], at: PlanPoint): number {
  return nearestPlace(
    places.map(({ centre }) => ({ at: centre })),
    at,
  );
}

function nearestPlace(places: readonly { readonly at: PlanPoint }[], to: PlanPoint): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [i, { at }] of places.entries()) {
    const apart = distance(at, to);
    if (apart >= least) continue;
    least = apart;
    best = i;
  }
  return best;
}

function blockFinder(blocks: readonly Block[]): (at: PlanPoint) => Block | null {
  return (at) => blocks.find(({ ring }) => isInRing(at, ring)) ?? null;
}

/** The street with the longest part of a ring's sides, and that length. */
function streetAlong(
  { points, tags }: TaggedRing,
  streets: readonly Street[],
): { street: Street; lengthM: number } | null {
  const lengths = new Map<Street, number>();
  for (const [i, tag] of tags.entries()) {
    const street = streets[tag];
    const [a, b] = [points[i], points[(i + 1) % points.length]];
    if (street && a && b) lengths.set(street, (lengths.get(street) ?? 0) + distance(a, b));
  }
  let best: { street: Street; lengthM: number } | null = null;
  for (const [street, lengthM] of lengths) if (lengthM > (best?.lengthM ?? 0)) best = { street, lengthM };
  return best;
}

function longestStreet(piece: TaggedRing, streets: readonly Street[]): StreetName | null {
  const along = streetAlong(piece, streets);
  return along === null ? null : { zh: along.street.zh, en: along.street.en };
}

/** A piece with this much of a main street along it is a street above all, metres. */
const STREET_SIDE_M = 150;

function characterOf(block: Block | null, piece: TaggedRing, streets: readonly Street[]): CellCharacter {
  const along = streetAlong(piece, streets);
  const isByMain = along !== null && along.street.kind === 'arterial' && along.lengthM > STREET_SIDE_M;
  if (block === null) return 'street';
  const own = useCharacter(block);
  return isByMain && own === 'housing' ? 'street' : own;
}

function useCharacter({ kind, pattern }: Block): CellCharacter {
  if (kind === 'beach') return 'beach';
  if (kind === 'square') return 'centre';
  switch (pattern) {
    case null:
    case 'park':
      return 'green';
    case 'slabs':
    case 'mixed':
    case 'villas':
    case 'school':
    case 'hospital':
      return 'housing';
    case 'courtyards':
    case 'village':
      return 'oldQuarter';
    case 'market':
      return 'market';
    case 'towers':
      return kind === 'commercial' ? 'centre' : 'housing';
    case 'offices':
    case 'station':
      return 'centre';
    case 'halls':
      return 'industry';
    case 'port':
      return 'port';
  }
}
