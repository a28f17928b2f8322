import { type BuildingStatistics, buildingStatistics, STOREY_CLASSES } from '../buildings/building-statistics.ts';
import { ASTANA } from '../buildings/building-targets.ts';
import type { DemoDistrict } from '../demo-district.ts';
import type { LaidConduit, LaidNetwork } from '../network/laid.ts';
import { distance } from '../place/plan-geometry.ts';
import { manholeSpacingM } from './manhole-spacing.ts';

/** One figure of a district with the range it was aimed at. */
export interface DistrictFigure {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** Where the range is from. */
  readonly source: string;
}

const AIM = 'aim of the model';
const CITY = 'Astana, 32,026 buildings';

/** Length of mains per length of street by utility: what a built-up Chinese district has, from partly to on both sides. */
const MAINS_PER_STREET: Readonly<Partial<Record<LaidConduit['utility'], readonly [least: number, most: number]>>> = {
  water: [0.7, 1.6],
  reclaimed: [0.1, 1],
  storm: [0.5, 1.5],
  sewage: [0.5, 1.5],
  gas: [0.5, 1.5],
  heat: [0.4, 2.4],
  power: [0.5, 3],
  telecom: [0.4, 1.8],
};

/** Medians of the district over those of the real city: shapes are made up, sizes and directions matched. */
const MEDIAN_RATIO = [0.6, 1.6] as const;
const TURN_DEG = [0, 6] as const;

/** Figures of a district against what they are aimed at. `network` is all that lies under it. */
export function districtStatistics(district: DemoDistrict, network: LaidNetwork): readonly DistrictFigure[] {
  const streetM = district.plan.network.streets.reduce((sum, { lengthM }) => sum + lengthM, 0);
  return [
    figure('streets', streetM / 1000, 75, 95, 'km', AIM),
    figure('buildings', district.buildings.length, 3000, 5000, '', AIM),
    figure('conduits', network.conduits.length, 35_000, 55_000, '', AIM),
    ...buildingFigures(buildingStatistics(district.buildings)),
    ...mainsFigures(network, streetM),
    figure('manholes too far apart', tooFarApart(network), 0, 0, '', 'GB 50014-2021 table 5.4.2'),
  ];
}

/** True where a figure lies in its range. */
export function isOnTarget({ value, least, most }: DistrictFigure): boolean {
  return value >= least && value <= most;
}

function buildingFigures(own: BuildingStatistics): readonly DistrictFigure[] {
  const [least, most] = MEDIAN_RATIO;
  const classes = STOREY_CLASSES.flatMap((kind) => {
    const [ours, theirs] = [own.classes[kind], ASTANA.classes[kind]];
    return [
      figure(
        `footprint, ${kind}, median`,
        ours.areaM2[2],
        theirs.areaM2[2] * least,
        theirs.areaM2[2] * most,
        'm2',
        CITY,
      ),
      figure(
        `storeys, ${kind}, median`,
        ours.storeys[2],
        theirs.storeys[2] * least,
        theirs.storeys[2] * most,
        '',
        CITY,
      ),
    ];
  });
  return [...classes, figure('turn against the street, median', own.turnDeg[2], ...TURN_DEG, 'degrees', CITY)];
}

function mainsFigures({ conduits }: LaidNetwork, streetM: number): readonly DistrictFigure[] {
  const lengths = new Map<string, number>();
  for (const { use, utility, from, to, abandoned } of conduits) {
    if (use !== 'main' || abandoned) continue;
    lengths.set(utility, (lengths.get(utility) ?? 0) + distance(from.at, to.at));
  }
  return Object.entries(MAINS_PER_STREET).map(([utility, [least, most]]) =>
    figure(`${utility} mains`, (lengths.get(utility) ?? 0) / streetM, least, most, 'km per km of street', AIM),
  );
}

/** Drains between two manholes that are longer than their size allows. */
function tooFarApart({ conduits }: LaidNetwork): number {
  return conduits.filter(({ reference, from, to, make }) => {
    if (reference !== 'invert' || from.kind !== 'manhole' || to.kind !== 'manhole') return false;
    return distance(from.at, to.at) > manholeSpacingM(make.widthMm);
  }).length;
}

function figure(
  name: string,
  value: number,
  least: number,
  most: number,
  unit: string,
  source: string,
): DistrictFigure {
  return { name, value, least, most, unit, source };
}
