import { type BuildingStatistics, buildingStatistics, STOREY_CLASSES } from '../buildings/building-statistics.ts';
import { ASTANA } from '../buildings/building-targets.ts';
import type { DemoDistrict } from '../demo-district.ts';
import type { LaidConduit, LaidNetwork } from '../network/laid.ts';
import { distance } from '../place/plan-geometry.ts';
import { type DemoFigure, demoFigure } from './demo-figure.ts';
import { manholeSpacingM } from './manhole-spacing.ts';

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
export function districtStatistics(district: DemoDistrict, network: LaidNetwork): readonly DemoFigure[] {
  const streetM = district.plan.network.streets.reduce((sum, { lengthM }) => sum + lengthM, 0);
  return [
    demoFigure('streets', streetM / 1000, [75, 95], 'km', AIM),
    demoFigure('buildings', district.buildings.length, [3000, 5000], '', AIM),
    demoFigure('conduits', network.conduits.length, [35_000, 55_000], '', AIM),
    ...buildingFigures(buildingStatistics(district.buildings)),
    ...mainsFigures(network, streetM),
    demoFigure('manholes too far apart', tooFarApart(network), [0, 0], '', 'GB 50014-2021 table 5.4.2'),
  ];
}

function buildingFigures(own: BuildingStatistics): readonly DemoFigure[] {
  const [least, most] = MEDIAN_RATIO;
  const classes = STOREY_CLASSES.flatMap((kind) => {
    const [ours, theirs] = [own.classes[kind], ASTANA.classes[kind]];
    return [
      demoFigure(
        `footprint, ${kind}, median`,
        ours.areaM2[2],
        [theirs.areaM2[2] * least, theirs.areaM2[2] * most],
        'm2',
        CITY,
      ),
      demoFigure(
        `storeys, ${kind}, median`,
        ours.storeys[2],
        [theirs.storeys[2] * least, theirs.storeys[2] * most],
        '',
        CITY,
      ),
    ];
  });
  return [...classes, demoFigure('turn against the street, median', own.turnDeg[2], TURN_DEG, 'degrees', CITY)];
}

function mainsFigures({ conduits }: LaidNetwork, streetM: number): readonly DemoFigure[] {
  const lengths = new Map<string, number>();
  for (const { use, utility, from, to, abandoned } of conduits) {
    if (use !== 'main' || abandoned) continue;
    lengths.set(utility, (lengths.get(utility) ?? 0) + distance(from.at, to.at));
  }
  return Object.entries(MAINS_PER_STREET).map(([utility, range]) =>
    demoFigure(`${utility} mains`, (lengths.get(utility) ?? 0) / streetM, range, 'km per km of street', AIM),
  );
}

/** Drains between two manholes that are longer than their size allows. */
function tooFarApart({ conduits }: LaidNetwork): number {
  return conduits.filter(({ reference, from, to, make }) => {
    if (reference !== 'invert' || from.kind !== 'manhole' || to.kind !== 'manhole') return false;
    return distance(from.at, to.at) > manholeSpacingM(make.widthMm);
  }).length;
}
