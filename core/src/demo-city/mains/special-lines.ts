import type { DistrictPlan } from '../plan/district-plan.ts';
import type { Street } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import { streetShare } from './layings.ts';
import type { LayingRules } from './line-choice.ts';
import type { MainsWorld } from './mains-world.ts';
import type { RunsOfNetwork } from './run.ts';
import {
  LAMPS_BEHIND_KERB_M,
  LIGHTING_CHOICE,
  lightingLaying,
  OIL_CHOICE,
  OLD_MAIN_PLACE_M,
  OLD_WATER_CHOICE,
  oilLaying,
  oldWaterLaying,
  SPARE_PLACE_M,
  STEAM_CHOICE,
  steamLaying,
  TUNNEL_CHOICE,
  tunnelLaying,
} from './special-choices.ts';
import { longestStretch, type SpecialLine, specialRuns } from './special-runs.ts';

/** Runs of one network with the rules they are laid by. */
export interface NetworkTask {
  readonly name: string;
  readonly rules: LayingRules;
  readonly runs: RunsOfNetwork;
  /** True for a network that is fed from beyond the survey: what hangs on nothing is left out. */
  readonly isFed: boolean;
}

export const OLD_WATER = 'oldWater';
export const TUNNEL = 'tunnel';

/** Lines that follow one street each, by when they are laid. */
export interface SpecialTasks {
  readonly tunnel: readonly NetworkTask[];
  readonly pipes: readonly NetworkTask[];
  readonly cables: readonly NetworkTask[];
}

/** The tunnel ends this far from the middle of a crossing; old mains were cut off this far from theirs, metres. */
const TUNNEL_SHORTENED_M = 25;
const OLD_SHORTENED_M = 24;
const OLD_BEFORE = 1995;

/** Tunnel, steam, oil, lamps and old mains: what a district has a little of. */
export function specialTasks(
  { network: { streets, edges } }: DistrictPlan,
  lines: StreetLines,
  world: Pick<MainsWorld, 'isOverWater'>,
  nextId: () => number,
): SpecialTasks {
  const isDry = (at: readonly [number, number]): boolean => !world.isOverWater(at);
  const task = (
    rules: LayingRules,
    special: Omit<SpecialLine, 'edges'>,
    stretch = longestStretch(special.street, edges, isDry),
  ): NetworkTask => ({
    name: special.network,
    rules,
    runs: specialRuns({ ...special, edges: stretch }, lines, nextId),
    isFed: false,
  });
  const arterials = streets.filter(({ kind }) => kind === 'arterial');
  const tunnelStreet = arterials.find(({ tunnel }) => tunnel);
  const others = arterials.filter((street) => street !== tunnelStreet).toSorted(byNearnessToSea);
  const [oilStreet, steamStreet] = others;
  const spare = (
    street: Street | undefined,
    network: string,
    layingOf: (street: Street) => SpecialLine['laying'],
    rules: LayingRules,
    shortenedM: number,
  ): readonly NetworkTask[] =>
    street === undefined
      ? []
      : [task(rules, { network, street, rightM: SPARE_PLACE_M, shortenedM, laying: layingOf(street) })];
  const lighting = arterials.map((street) =>
    task(LIGHTING_CHOICE, {
      network: `lighting ${street.id}`,
      street,
      rightM: street.kerbM + LAMPS_BEHIND_KERB_M,
      shortenedM: 0,
      laying: lightingLaying(street),
    }),
  );
  const old = streets
    .filter((street) => street.kind === 'local' && street.builtYear < OLD_BEFORE && streetShare(street, 30) < 0.3)
    .map((street) => {
      const stretch = longestStretch(street, edges, isDry).slice(0, 1);
      const laying = oldWaterLaying(street);
      const special = { network: OLD_WATER, street, rightM: OLD_MAIN_PLACE_M, shortenedM: OLD_SHORTENED_M, laying };
      return task(OLD_WATER_CHOICE, special, stretch);
    });
  return {
    tunnel: spare(tunnelStreet, TUNNEL, tunnelLaying, TUNNEL_CHOICE, TUNNEL_SHORTENED_M),
    pipes: [
      ...spare(steamStreet, 'steam', steamLaying, STEAM_CHOICE, OLD_SHORTENED_M),
      ...spare(oilStreet, 'oil', oilLaying, OIL_CHOICE, 0),
    ],
    cables: [...lighting, ...old],
  };
}

/** Those whose middle lies nearest to the sea come first: the oil line runs there. */
function byNearnessToSea(a: Street, b: Street): number {
  return middleY(a) - middleY(b);
}

function middleY({ centreline }: Street): number {
  return centreline[centreline.length >> 1]?.[1] ?? 0;
}
