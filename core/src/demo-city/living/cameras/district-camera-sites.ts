import { lineCrossings, type PlanPoint } from '../../place/plan-geometry.ts';
import { HARBOUR, shoreYM } from '../../place/shore.ts';
import type { Block, DistrictPlan } from '../../plan/district-plan.ts';
import { measuredLine } from '../../plan/measured-line.ts';
import { ringCentre } from '../../plan/ring-geometry.ts';
import { junctionsWithSignals } from '../signal-junctions.ts';
import { CAMERA_MAKES, type CameraSite, POLICE, TRAFFIC_POLICE } from './camera-site.ts';

/** Along main streets a camera every so many metres. */
const ALONG_M = 165;
const LOOKOUT_SPACING_M = 400;

/** Camera sites of the detailed district: junctions, avenues, bridges, gates of what is public, shore and port. */
export function districtCameraSites(plan: DistrictPlan): readonly CameraSite[] {
  return [
    ...junctionSites(plan),
    ...bridgeSites(plan),
    ...gateSites(plan.blocks),
    ...shoreSites(),
    ...streetSites(plan),
  ];
}

function junctionSites(plan: DistrictPlan): readonly CameraSite[] {
  return junctionsWithSignals(plan).flatMap(({ vertex, streets: [first, second], corners }) =>
    corners.map((at, i): CameraSite => {
      const isDome = i === 0;
      return {
        at,
        // From its corner over the middle of the crossing into the street beyond.
        looks: Math.atan2(vertex.at[1] - at[1], vertex.at[0] - at[0]),
        make: isDome ? CAMERA_MAKES.dome : CAMERA_MAKES.bullet,
        zh: `${first.zh}与${second.zh}路口${i + 1}号`,
        en: `${first.en} / ${second.en} ${i + 1}`,
        industry: isDome ? '00' : '04',
        owner: isDome ? POLICE : TRAFFIC_POLICE,
      };
    }),
  );
}

function bridgeSites({ network, river }: DistrictPlan): readonly CameraSite[] {
  return network.streets.flatMap(({ centreline, zh, en, kerbM }) =>
    lineCrossings(centreline, river.axis).flatMap(({ at }) =>
      [-1, 1].map((side): CameraSite => {
        const place: PlanPoint = [at[0] + side * 50, at[1] + kerbM + 1];
        return {
          at: place,
          looks: side > 0 ? Math.PI : 0,
          make: CAMERA_MAKES.dome,
          zh: `${zh}汤河桥${side > 0 ? '东' : '西'}侧`,
          en: `${en}, Tang River bridge, ${side > 0 ? 'east' : 'west'}`,
          industry: '08',
          owner: '市政设施管理处(模拟)',
        };
      }),
    ),
  );
}

/** Cameras at the corners of land that people gather on, each looking along its edge. */
function gateSites(blocks: readonly Block[]): readonly CameraSite[] {
  return blocks.flatMap((block): readonly CameraSite[] => {
    const count = gateCameras(block);
    if (count === 0 || block.zh === null || block.en === null) return [];
    const centre = ringCentre(block.ring);
    return Array.from({ length: count }, (_, i): CameraSite => {
      const corner = block.ring[Math.floor((i * block.ring.length) / count)] ?? centre;
      const at: PlanPoint = [corner[0] * 0.94 + centre[0] * 0.06, corner[1] * 0.94 + centre[1] * 0.06];
      return {
        at,
        looks: Math.atan2(centre[1] - at[1], centre[0] - at[0]),
        make: i === 0 ? CAMERA_MAKES.dome : CAMERA_MAKES.bullet,
        zh: `${block.zh}${i + 1}号`,
        en: `${block.en} ${i + 1}`,
        industry: block.kind === 'school' ? '11' : '02',
        owner: block.kind === 'school' ? '教育局(模拟)' : POLICE,
      };
    });
  });
}

function gateCameras({ kind, pattern }: Block): number {
  if (kind === 'square') return 10;
  switch (pattern) {
    case 'school':
      return 6;
    case 'hospital':
    case 'market':
      return 8;
    case 'station':
      return 12;
    case 'offices':
      return 4;
    case 'towers':
    case 'mixed':
    case 'slabs':
      return 2;
    case 'park':
      return 5;
    case 'halls':
    case 'villas':
      return 1;
    case 'port':
    case 'village':
    case 'courtyards':
    case null:
      return 0;
  }
}

/** On masts behind the beach and on the quays. */
function shoreSites(): readonly CameraSite[] {
  const beach = Array.from({ length: Math.floor(HARBOUR.west / LOOKOUT_SPACING_M) }, (_, i): CameraSite => {
    const x = (i + 0.5) * LOOKOUT_SPACING_M;
    return {
      at: [x, shoreYM(x) + 44],
      looks: -Math.PI / 2,
      make: CAMERA_MAKES.lookout,
      zh: `海岸瞭望${i + 1}号`,
      en: `Shore lookout ${i + 1}`,
      industry: '08',
      owner: '海洋与渔业局(模拟)',
    };
  });
  const quay: readonly PlanPoint[] = [
    ...[0, 90, 180, 270].map((y): PlanPoint => [HARBOUR.basinWest - 12, y]),
    ...[0, 90, 180, 270].map((y): PlanPoint => [HARBOUR.basinEast + 12, y]),
    ...[40, 120, 200, 280].map((x): PlanPoint => [HARBOUR.basinWest + x, HARBOUR.basinHead + 12]),
    ...[60, 160, 260].map((x): PlanPoint => [HARBOUR.west + x, HARBOUR.moleY + 12]),
  ];
  const middle: PlanPoint = [(HARBOUR.basinWest + HARBOUR.basinEast) / 2, 120];
  return [
    ...beach,
    ...quay.map(
      (at, i): CameraSite => ({
        at,
        looks: Math.atan2(middle[1] - at[1], middle[0] - at[0]),
        make: i % 4 === 0 ? CAMERA_MAKES.lookout : CAMERA_MAKES.dome,
        zh: `海港一号港池${i + 1}号`,
        en: `Haigang Basin No. 1, ${i + 1}`,
        industry: '02',
        owner: '港务集团(模拟)',
      }),
    ),
  ];
}

/** Along main streets, in turn on both sides, looking back along the carriageway. */
function streetSites({ network }: DistrictPlan): readonly CameraSite[] {
  return network.streets.flatMap((street): readonly CameraSite[] => {
    if (street.kind === 'lane' || street.kind === 'local') return [];
    const centre = measuredLine(street.centreline);
    const count = Math.floor(street.lengthM / ALONG_M);
    return Array.from({ length: count }, (_, i): CameraSite => {
      const m = ((i + 0.5) * street.lengthM) / count;
      const side = i % 2 === 0 ? 1 : -1;
      const [ux, uy] = centre.direction(m);
      return {
        at: centre.at(m, side * (street.kerbM + 0.9)),
        looks: Math.atan2(side * uy, side * ux),
        make: i % 3 === 0 ? CAMERA_MAKES.gate : CAMERA_MAKES.dome,
        zh: `${street.zh}${i + 1}号`,
        en: `${street.en} ${i + 1}`,
        industry: i % 3 === 0 ? '05' : '00',
        owner: i % 3 === 0 ? TRAFFIC_POLICE : POLICE,
      };
    });
  });
}
