import { seededRandom } from '../../random/seeded-random.ts';
import { distance } from '../place/plan-geometry.ts';
import { type DrainNode, type DrainPipe, floorMm, roofM } from './drain-draft.ts';
import { CONCRETE_DRAINS } from './drain-makes.ts';
import type { DrainSetting } from './drain-setting.ts';
import { drainYear } from './drain-years.ts';
import type { GravityIndex } from './gravity-index.ts';

/** Ground to outer top of the old drains, metres. */
const OLD_COVER_M = 1.9;
const OLD_SLOPE = 0.003;
/** They were cut off this far from the crossings, metres. */
const CUT_OFF_M = 26;
const SPACING_M = 40;
const SHARE = 0.6;
const CLEAR_M = 0.2;

/** Old drains left in the middle of avenues whose drains were laid anew: plugged at both ends, joined to nothing. */
export function abandonedDrains(setting: DrainSetting, laid: GravityIndex): readonly DrainPipe[] {
  const { plan, lines, nodes, site } = setting;
  const random = seededRandom(site.seed ^ 0xdead);
  const make = CONCRETE_DRAINS[1];
  if (!make) return [];
  const out: DrainPipe[] = [];
  for (const edge of plan.network.edges) {
    const { street } = edge;
    const isRenewed = drainYear(edge, site.seed) !== street.builtYear;
    const lengthM = edge.toM - edge.fromM - 2 * CUT_OFF_M;
    if (street.kind !== 'arterial' || setting.riverAtM(edge) !== null || !isRenewed || lengthM < SPACING_M) continue;
    if (!random.chance(SHARE)) continue;
    const pieces = Math.ceil(lengthM / SPACING_M);
    const centre = lines.centre(street);
    const places = Array.from({ length: pieces + 1 }, (_, k) =>
      centre.at(edge.fromM + CUT_OFF_M + (lengthM * k) / pieces),
    );
    const first = places[0];
    const last = places.at(-1);
    const falls = first && last && site.groundLevelM(first) >= site.groundLevelM(last);
    const falling = falls ? places : places.toReversed();
    const inverts: number[] = [];
    for (const [i, at] of falling.entries()) {
      const before = falling[i - 1];
      const ownM = site.groundLevelM(at) - OLD_COVER_M - roofM(make);
      const fallenM = before ? (inverts[i - 1] ?? ownM) - OLD_SLOPE * distance(before, at) : ownM;
      inverts.push(floorMm(Math.min(ownM, fallenM)));
    }
    const isFree = falling.every((b, i) => {
      const a = falling[i - 1];
      if (!a) return true;
      const drain = { a, b, make, fromLevelM: inverts[i - 1] ?? 0, toLevelM: inverts[i] ?? 0, ends: [] };
      return laid.leastGapM(drain) > CLEAR_M && laid.hasShaftRoom(drain, CLEAR_M);
    });
    if (!isFree) continue;
    const old = { builtYear: street.builtYear, abandoned: true };
    const points = falling.map((at, i): DrainNode => {
      const isEnd = i === 0 || i === falling.length - 1;
      return nodes.make('storm', isEnd ? 'cap' : 'manhole', at, street, old);
    });
    for (const [i, from] of points.entries()) {
      const to = points[i + 1];
      if (!to) break;
      const pipe: DrainPipe = {
        utility: 'storm',
        use: 'main',
        from,
        to,
        make,
        lengthM: distance(from.at, to.at),
        fromLevelM: inverts[i] ?? 0,
        toLevelM: inverts[i + 1] ?? 0,
        street,
        ...old,
        isPressed: false,
      };
      out.push(pipe);
    }
  }
  return out;
}
