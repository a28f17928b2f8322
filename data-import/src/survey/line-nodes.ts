import type { NetworkNode } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { OwnNetwork } from './network-of.ts';
import { placeId } from './place-id.ts';
import { type PlaceIndex, placeIndex } from './place-index.ts';
import type { Survey } from './survey-context.ts';
import type { Carried } from './utility-cell.ts';

/** An end of a line with coordinates of its own: in the source's terms, and placed. */
export interface PlacedEnd {
  readonly sourceX: number;
  readonly sourceY: number;
  /** Metres in the plane of the survey. */
  readonly x: number;
  readonly y: number;
  readonly lon: number;
  readonly lat: number;
}

/** Points that stand in no table: where lines end that have coordinates but no point of their own. */
export interface LineNodes {
  /** Makes the point and returns its number; `made` holds its node then. */
  make(id: string, end: PlacedEnd, carried: Carried, kind: NetworkNode['kind']): number;
  /** The point of its network nearest to an end within the snapping distance, of a table or made; made where there is none. */
  at(end: PlacedEnd, carried: Carried): number;
  /** The point made for ends at this place, whatever lies near: which ends are one was settled before. */
  atPlace(end: PlacedEnd, carried: Carried): number;
  /** The point of a table of the same network within the snapping distance, -1 for none. */
  find(end: PlacedEnd, network: OwnNetwork): number;
  /** Nodes made since the last call. */
  take(): readonly NetworkNode[];
}

/** Points by the numbers that an index of their places gives; one of each network. */
type PlacesOfNetworks = Map<number, { readonly index: PlaceIndex; readonly indexed: number[] }>;

export function lineNodes(survey: Survey): LineNodes {
  const { points, thresholds } = survey;
  let made: NetworkNode[] = [];
  let places: PlacesOfNetworks | null = null;

  const add = (point: number) => {
    if (places === null || !points.hasPlace(point)) return;
    const number = points.network[point] ?? 0;
    const { index, indexed } = places.get(number) ?? { index: placeIndex(thresholds.snapM), indexed: [] };
    index.add(points.x[point] ?? Number.NaN, points.y[point] ?? Number.NaN);
    indexed.push(point);
    places.set(number, { index, indexed });
  };
  /** Made when it is first asked for: most surveys join their lines by number alone. */
  const nearest = (end: PlacedEnd, { number }: OwnNetwork): number => {
    if (places === null) {
      places = new Map();
      for (let i = 0; i < points.count; i++) add(i);
    }
    const own = places.get(number);
    return own?.indexed[own.index.nearest(end.x, end.y)] ?? -1;
  };
  const madeId = ({ sourceX, sourceY }: PlacedEnd, { network }: Carried) => network.prefix + placeId(sourceX, sourceY);
  const make: LineNodes['make'] = (wanted, end, carried, kind) => {
    const point = survey.sourceIds.forPoint(wanted);
    const { lon, lat, x, y } = end;
    points.reserve(point);
    points.x[point] = x;
    points.y[point] = y;
    points.lon[point] = lon;
    points.lat[point] = lat;
    points.network[point] = carried.network.number;
    points.describe(point, carried.utility, kind);
    add(point);
    made.push({
      kind,
      sourceId: points.ids.idOf(point),
      utility: carried.utility,
      utilityBasis:
        carried.utility === 'unknown'
          ? 'unknown'
          : carried.utilityBasis === 'stated'
            ? 'derived'
            : carried.utilityBasis,
      position: [lon, lat],
      coverLevelM: null,
      sumpLevelM: null,
      shaftDiameterMm: null,
      material: null,
      owner: null,
      builtYear: null,
      status: 'unknown',
      accuracy: ACCURACY_NOT_STATED,
      raw: {},
    });
    return point;
  };
  return {
    make,
    at(end, carried) {
      const near = nearest(end, carried.network);
      return near >= 0 ? near : make(madeId(end, carried), end, carried, 'junction');
    },
    atPlace: (end, carried) => make(madeId(end, carried), end, carried, 'junction'),
    find: nearest,
    take() {
      const taken = made;
      made = [];
      return taken;
    },
  };
}
