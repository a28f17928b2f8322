import { seededRandom } from '../../random/seeded-random.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { outerHalfWidthM, type PipeMake } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { Street } from '../plan/street.ts';
import { type DrainNode, type DrainPipe, obvertM } from './drain-draft.ts';
import { CLAY_CONNECTION, LARGE_CONNECTION, PLASTIC_CONNECTION } from './drain-makes.ts';
import type { DrainSetting } from './drain-setting.ts';
import { pipeSeries } from './drain-years.ts';
import type { GravityIndex } from './gravity-index.ts';
import { manholesOf } from './gullies.ts';
import { HOUSE_SHAFT_M, type HouseLeg, type HouseWay, houseLegs } from './house-legs.ts';
import { type EntryManhole, type YardManholes, yardManholes } from './yard-manholes.ts';

/** The house's own manhole stands in its plot, this far behind the street's boundary, metres. */
const BEHIND_BOUNDARY_M = 1.6;
/** A plot shallower than this has no room for a manhole of its own, metres. */
const SHALLOW_M = 3.5;
/** Houses farther back than this share drains of their yard, metres. */
const DEEP_M = 26;
/** From the wall to the first manhole of a yard's drain, metres. */
const FROM_WALL_M = 5;
/** Drains between points no farther apart than this, metres. */
const FARTHEST_M = 56;
/** Along the street from a house's drain to the manhole it enters, at most, metres. */
const ALONG_STREET_M = 42;
const MANHOLES_TRIED = 6;
/** Depths tried beyond what frost asks for, metres. */
const DEEPER_M = [0, 0.7, 1.4];
/**
 * What drains keep from buildings: GB 50289-2016 table 4.1.9 and a little for rounded places; where rows stand too close
 * for that, less; and where there is no other way, nothing. Metres.
 */
const BESIDE_BUILDING_M = [2.52, 1.2, 0.3, null];
/** How far off the straight way drains run where buildings stand too near to it, metres; nearest first. */
const STRAIGHT_M = [0];
const ASIDES_M = [0, 1.5, -1.5, 3, -3, 5, -5, 8, -8, 12, -12];
const OLD_HOUSE = 1992;
const SEPTIC_SHARE = 0.35;

interface StreetManhole extends EntryManhole {
  readonly chainageM: number;
}

export interface HouseDrains {
  readonly pipes: readonly DrainPipe[];
  /** Buildings for which no way was free. */
  readonly without: readonly DemoBuilding[];
}

interface House {
  readonly building: DemoBuilding;
  readonly street: Street;
  readonly chainageM: number;
  readonly onAxis: PlanPoint;
  /** From the wall to where its manhole stands before the boundary, metres. */
  readonly insideM: number;
}

/**
 * Drains from buildings into the manholes of sewers and combined drains. Houses far back in a block are served first, by
 * yard drains along which others join; those at the street each have a manhole in their plot.
 */
export function houseDrains(mains: readonly DrainPipe[], laid: GravityIndex, setting: DrainSetting): HouseDrains {
  const work = new HouseWork(mains, laid, setting);
  const houses = setting.buildings.flatMap((building) => work.houseOf(building) ?? []);
  const order = houses.toSorted((a, b) => b.insideM - a.insideM);
  let left: readonly House[] = order;
  for (const clearM of BESIDE_BUILDING_M) {
    work.clearM = clearM;
    left = left.filter((house) => !work.drain(house));
    // What found no way of its own may find one over a neighbour that was drained later.
    left = left.filter((house) => !work.join(house));
  }
  return { pipes: work.pipes, without: left.map(({ building }) => building) };
}

class HouseWork {
  readonly pipes: DrainPipe[] = [];
  /** What drains keep from other buildings, metres; null: they run as they must. */
  clearM: number | null = null;
  readonly #laid: GravityIndex;
  readonly #setting: DrainSetting;
  readonly #random;
  readonly #byStreet: ReadonlyMap<string, readonly StreetManhole[]>;
  readonly #streets: ReadonlyMap<string, Street>;
  readonly #yards: YardManholes;

  constructor(mains: readonly DrainPipe[], laid: GravityIndex, setting: DrainSetting) {
    this.#laid = laid;
    this.#setting = setting;
    this.#random = seededRandom(setting.site.seed ^ 0x40e5);
    this.#byStreet = manholesByStreet(mains, setting);
    this.#streets = new Map(setting.plan.network.streets.map((street) => [street.id, street]));
    this.#yards = yardManholes();
  }

  houseOf(building: DemoBuilding): House | null {
    const street = this.#streets.get(building.streetId);
    if (!street) return null;
    const centre = this.#setting.lines.centre(street);
    const chainageM = centre.chainageOf(building.entry);
    const onAxis = centre.at(chainageM);
    const insideM = distance(onAxis, building.entry) - street.boundaryM - BEHIND_BOUNDARY_M;
    return { building, street, chainageM, onAxis, insideM };
  }

  drain(house: House): boolean {
    const { insideM } = house;
    if (insideM > DEEP_M && (this.join(house) || this.#drainYard(house))) return true;
    return this.#drainToStreet(house);
  }

  /** Straight into the nearest manhole of a yard or of a neighbour that lies in sight and deep enough. */
  join({ building, street }: House): boolean {
    const make = makeOf(building);
    for (const manhole of this.#yards.near(building.entry, building.blockId)) {
      if (!this.#setting.open.isOpen(shifted(building.entry, manhole.node.at), manhole.node.at)) continue;
      const way = { places: [building.entry], makes: [make], manhole, isClear: this.#isClear(building) };
      const legs = houseLegs(way, this.#laid, this.#setting.site);
      if (!legs) continue;
      this.#lay(legs, manhole, building, street);
      return true;
    }
    return false;
  }

  /** A drain of DN300 from behind the house to the street, along the way that is kept clear for it. */
  #drainYard(house: House): boolean {
    const { building, insideM } = house;
    const pieces = Math.ceil((insideM - FROM_WALL_M) / FARTHEST_M);
    const along = Array.from({ length: pieces + 1 }, (_, k) => FROM_WALL_M + ((insideM - FROM_WALL_M) * k) / pieces);
    const main = pipeSeries(building.builtYear)[0] ?? PLASTIC_CONNECTION;
    return this.#asides().some((asideM) => {
      const places = [building.entry, ...along.map((m) => aside(building.entry, house.onAxis, m, asideM))];
      const makes = places.map((_, i) => (i === 0 ? makeOf(building) : main));
      return this.#toStreet(house, places, makes);
    });
  }

  #drainToStreet(house: House): boolean {
    const { building, insideM } = house;
    if (insideM < -BEHIND_BOUNDARY_M) return false;
    const make = makeOf(building);
    // A house at the boundary has no room for a manhole of its own.
    if (insideM < SHALLOW_M) return this.#toStreet(house, [building.entry], [make]);
    return this.#asides().some((asideM) => {
      const places = [building.entry, aside(building.entry, house.onAxis, insideM, asideM)];
      return this.#toStreet(house, places, [make, make]);
    });
  }

  /** How far off the straight way to the street its manholes may stand. */
  #asides(): readonly number[] {
    return this.clearM === null ? STRAIGHT_M : ASIDES_M;
  }

  #toStreet({ building, street, chainageM }: House, places: readonly PlanPoint[], makes: readonly PipeMake[]): boolean {
    const awayM = (each: StreetManhole): number => Math.abs(each.chainageM - chainageM);
    const near = (this.#byStreet.get(street.id) ?? [])
      .filter((each) => awayM(each) < ALONG_STREET_M)
      .toSorted((a, b) => awayM(a) - awayM(b))
      .slice(0, MANHOLES_TRIED);
    const isClear = this.#isClear(building);
    const isOpen = places.every((a, i) => {
      const [b, make] = [places[i + 1], makes[i]];
      return !b || !make || isClear(a, b, make, i);
    });
    if (!isOpen) return false;
    for (const deeperM of DEEPER_M) {
      for (const manhole of near) {
        const legs = houseLegs({ places, makes, manhole, deeperM, isClear }, this.#laid, this.#setting.site);
        if (!legs) continue;
        this.#lay(legs, manhole, building, street);
        return true;
      }
    }
    return false;
  }

  /** Whether a stretch keeps `clearM` from buildings, the first from all but its own. */
  #isClear(building: DemoBuilding): NonNullable<HouseWay['isClear']> {
    const { walls } = this.#setting.open;
    const { clearM } = this;
    if (clearM === null) return () => true;
    return (a, b, make, index) => walls.isClear(a, b, clearM + outerHalfWidthM(make), index === 0 ? building : null);
  }

  #lay(legs: readonly HouseLeg[], manhole: EntryManhole, building: DemoBuilding, street: Street): void {
    const { utility } = manhole.node;
    const builtYear = Math.max(building.builtYear, 1975);
    const isSeptic = legs.length === 2 && building.builtYear < OLD_HOUSE && this.#random.chance(SEPTIC_SHARE);
    const points = legs.map(({ a }, i): DrainNode => {
      const point = i === 0 ? 'buildingEntry' : isSeptic ? 'septicTank' : 'houseManhole';
      return this.#setting.nodes.make(utility, point, a, street, { builtYear });
    });
    for (const [i, { fromLevelM, toLevelM, make }] of legs.entries()) {
      const from = points[i] ?? manhole.node;
      const to = points[i + 1] ?? manhole.node;
      const isMain = make.widthMm >= 300;
      const pipe: DrainPipe = {
        utility,
        use: isMain ? 'branch' : 'service',
        from,
        to,
        make,
        lengthM: distance(from.at, to.at),
        fromLevelM,
        toLevelM,
        street,
        builtYear,
        abandoned: false,
        isPressed: false,
      };
      this.pipes.push(pipe);
      this.#laid.add(pipe);
      this.#laid.addShaft(from, from.point === 'buildingEntry' ? 0.1 : HOUSE_SHAFT_M);
      if (from.point === 'houseManhole') {
        this.#yards.add({ node: from, lowestM: fromLevelM, leastObvertM: obvertM(fromLevelM, make) }, building.blockId);
      }
    }
  }
}

function manholesByStreet(
  mains: readonly DrainPipe[],
  { lines }: DrainSetting,
): ReadonlyMap<string, readonly StreetManhole[]> {
  const obverts = new Map<DrainNode, number>();
  for (const pipe of mains) if (!pipe.isPressed) obverts.set(pipe.from, obvertM(pipe.fromLevelM, pipe.make));
  const out = new Map<string, StreetManhole[]>();
  for (const [node, lowestM] of manholesOf(mains)) {
    const leastObvertM = obverts.get(node) ?? lowestM;
    for (const street of node.streets) {
      const entry = { node, lowestM, leastObvertM, chainageM: lines.centre(street).chainageOf(node.at) };
      const known = out.get(street.id);
      if (known) known.push(entry);
      else out.set(street.id, [entry]);
    }
  }
  return out;
}

/** A place at a length from a towards b and to the right of that way, metres. */
function aside(a: PlanPoint, b: PlanPoint, awayM: number, rightM: number): PlanPoint {
  const [x, y] = towards(a, b, awayM);
  if (rightM === 0) return [x, y];
  const lengthM = distance(a, b);
  return [x + ((b[1] - a[1]) / lengthM) * rightM, y - ((b[0] - a[0]) / lengthM) * rightM];
}

function towards(a: PlanPoint, b: PlanPoint, awayM: number): PlanPoint {
  const share = awayM / distance(a, b);
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Just off the wall, so that the house's own wall does not stand in the way. */
function shifted(entry: PlanPoint, to: PlanPoint): PlanPoint {
  return towards(entry, to, Math.min(0.4, distance(entry, to) / 2));
}

function makeOf({ builtYear, households }: DemoBuilding): PipeMake {
  if (builtYear < OLD_HOUSE) return CLAY_CONNECTION;
  return households > 120 ? LARGE_CONNECTION : PLASTIC_CONNECTION;
}
