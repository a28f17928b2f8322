import type { DemoBuilding } from '../../buildings/demo-building.ts';
import type { PlanPoint } from '../../place/plan-geometry.ts';
import type { DistrictPlan } from '../../plan/district-plan.ts';
import { measuredLine } from '../../plan/measured-line.ts';
import type { StreetEdge, StreetVertex } from '../../plan/street.ts';

/** The streets between both banks of the river's mouth and the first kilometre inland: quick to drain, and with all there is. */
export function partOfDistrict(plan: DistrictPlan): DistrictPlan {
  const isInside = ({ at: [x, y] }: { readonly at: PlanPoint }): boolean => x > 150 && x < 1300 && y > 80 && y < 950;
  const inside = plan.network.edges.filter((edge) => isInside(edge.from) && isInside(edge.to));
  const streets = [...new Set(inside.map((edge) => edge.street))];
  const kept = new Map<StreetVertex, StreetVertex>();
  for (const vertex of inside.flatMap((edge) => [edge.from, edge.to])) {
    const held = vertex.streets.filter(({ street }) => streets.includes(street));
    if (!kept.has(vertex)) kept.set(vertex, { ...vertex, index: kept.size, streets: held });
  }
  const edges = inside.flatMap((edge, index): StreetEdge[] => {
    const [from, to] = [kept.get(edge.from), kept.get(edge.to)];
    return from && to ? [{ ...edge, index, from, to }] : [];
  });
  return { ...plan, network: { streets, vertices: [...kept.values()], edges } };
}

const EVERY_M = 26;
const FROM_CROSSING_M = 24;

/** Plain houses in a row on both sides of every stretch, with their doors 8 m behind the boundary. */
export function rowsOfHouses({ network }: DistrictPlan): readonly DemoBuilding[] {
  const houses: DemoBuilding[] = [];
  for (const { street, fromM, toM } of network.edges) {
    const centre = measuredLine(street.centreline);
    for (let chainageM = fromM + FROM_CROSSING_M; chainageM < toM - FROM_CROSSING_M; chainageM += EVERY_M) {
      for (const side of [1, -1] as const) {
        const back = side * (street.boundaryM + 8);
        const far = side * (street.boundaryM + 17);
        const corners = [
          centre.at(chainageM - 5, back),
          centre.at(chainageM + 5, back),
          centre.at(chainageM + 5, far),
          centre.at(chainageM - 5, far),
        ];
        houses.push({
          id: `J${String(houses.length + 1).padStart(5, '0')}`,
          blockId: `B-${street.id}`,
          rings: [corners],
          storeys: 6,
          heightM: 18,
          use: 'residential',
          roof: 'flat',
          builtYear: 1985 + (houses.length % 35),
          zh: null,
          en: null,
          address: `${street.zh}${houses.length + 1}号`,
          households: 36,
          streetId: street.id,
          entry: centre.at(chainageM, back - side * 0.01),
        });
      }
    }
  }
  return houses;
}
