import type { SeededRandom } from '../../random/seeded-random.ts';
import type { CaseDay } from './case-calendar.ts';
import type { CaseComponent, CaseGround, CellCharacter } from './case-ground.ts';
import { CASE_TYPES, type CaseType } from './case-kinds.ts';
import { weightedPick } from './weighted-pick.ts';

/** Where cases of each kind happen. */
export interface GroundsByType {
  /** The cell, and for a case about a component the component. */
  pick(
    type: CaseType,
    day: CaseDay,
    random: SeededRandom,
  ): {
    readonly ground: CaseGround;
    readonly component: CaseComponent | null;
  };
}

/** Cases in a cell of each character against a mean one. */
const ACTIVITY: Readonly<Record<CellCharacter, number>> = {
  centre: 2.2,
  housing: 1,
  oldQuarter: 1.8,
  market: 3.4,
  beach: 0.7,
  scenic: 0.9,
  industry: 0.45,
  port: 0.4,
  street: 1.1,
  green: 0.5,
};

/** How much more of a kind a cell has whose character it likes, and a seaside cell in the season. */
const LIKED = 3;
const IN_SEASON = 2.5;

/** Every ground needs a choice by season, and every kind one of its own: made once. */
export function groundsByType(grounds: readonly CaseGround[]): GroundsByType {
  const components = new Map<string, { readonly ground: CaseGround; readonly component: CaseComponent }[]>();
  for (const ground of grounds) {
    for (const component of ground.components) {
      const known = components.get(component.category);
      if (known === undefined) components.set(component.category, [{ ground, component }]);
      else known.push({ ground, component });
    }
  }
  const choices = new Map<CaseType, readonly [inSeason: (draw: number) => number, offSeason: (draw: number) => number]>(
    CASE_TYPES.map((type) => [type, [choiceOf(grounds, type, IN_SEASON), choiceOf(grounds, type, 1)]]),
  );
  return {
    pick(type, { month }, random) {
      const known = type.kind === 'component' ? components.get(type.category) : undefined;
      if (known !== undefined) return random.pick(known);
      const isSeason = month >= 5 && month <= 8;
      const choose = choices.get(type)?.[isSeason ? 0 : 1];
      const ground = grounds[choose?.(random.next()) ?? 0] ?? grounds[0];
      if (ground === undefined) throw new RangeError('groundsByType: wanted one cell at least, got none');
      return { ground, component: null };
    },
  };
}

function choiceOf(grounds: readonly CaseGround[], { likes }: CaseType, seaside: number): (draw: number) => number {
  return weightedPick(
    grounds.map(
      ({ character, isSeaside }) =>
        ACTIVITY[character] * (likes.includes(character) ? LIKED : 1) * (isSeaside ? seaside : 1),
    ),
  );
}
