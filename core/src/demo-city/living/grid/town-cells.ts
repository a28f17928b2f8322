import { seededRandom } from '../../../random/seeded-random.ts';
import { ringCentre } from '../../plan/ring-geometry.ts';
import type { CellCharacter } from '../case-ground.ts';
import { weightedPick } from '../weighted-pick.ts';
import type { CellDraft } from './cell-draft.ts';
import { gridAreas } from './grid-areas.ts';
import { INNER_SIDE, partedByArea, partedRing } from './part-ring.ts';

/** Sizes of the standard's levels, m2: a cell of 10,000 (GB/T 30428.1, 4.2), a community of some thirty. */
export const CELL_M2 = 10_000;
const COMMUNITY_M2 = 320_000;
/** Works, quays and woods, where little happens, have wider ones. */
const WIDE_CELL_M2 = 25_000;

/** What is found in a town that nobody drew, by share. */
const MIX: readonly (readonly [CellCharacter, number])[] = [
  ['housing', 0.58],
  ['street', 0.17],
  ['oldQuarter', 0.1],
  ['centre', 0.06],
  ['green', 0.06],
  ['market', 0.03],
];

/** Cells of the towns and sights outside the district: their outlines parted into ever smaller pieces. */
export function townCells(): readonly CellDraft[] {
  const random = seededRandom(0x9e1d);
  const pickMix = weightedPick(MIX.map(([, share]) => share));
  return gridAreas().flatMap(({ district, subdistricts, character, ring }) => {
    const whole = { points: ring, tags: ring.map(() => INNER_SIDE) };
    const parts = partedRing(whole, subdistricts.length).toSorted(
      (a, b) => ringCentre(a.points)[0] - ringCentre(b.points)[0],
    );
    return parts.flatMap((part, i) => {
      const subdistrict = subdistricts[Math.min(i, subdistricts.length - 1)];
      if (subdistrict === undefined) return [];
      return partedByArea(part, COMMUNITY_M2).flatMap((land, community) =>
        partedByArea(land, isWide(character) ? WIDE_CELL_M2 : CELL_M2).map(
          ({ points }): CellDraft => ({
            ring: points,
            district,
            subdistrict,
            community,
            street: null,
            character: character === 'housing' ? (MIX[pickMix(random.next())]?.[0] ?? character) : character,
            isDetailed: false,
          }),
        ),
      );
    });
  });
}

function isWide(character: CellCharacter): boolean {
  return character === 'industry' || character === 'port' || character === 'green';
}
