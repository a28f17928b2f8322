import type { Utility } from '../model/utility.ts';
import { UTILITY_COLOURS } from '../model/utility-colour.ts';

/** How a utility reads on paper, in colour and without. */
export interface UtilitySymbol {
  /** Letters after CJJ 61-2017 appendix B; `ZS` for reclaimed water as surveys have it. */
  readonly code: string;
  /** `#rrggbb`, dark enough for lines and letters on white. */
  readonly colour: string;
  /** Dashes of its line in a plan, mm of paper; null is whole. */
  readonly dashMm: readonly number[] | null;
}

const CODES: Readonly<Record<Utility, readonly [code: string, dashMm: readonly number[] | null]>> = {
  water: ['JS', null],
  reclaimed: ['ZS', [6, 1]],
  sewage: ['WS', [4, 1.2]],
  storm: ['YS', [4, 1, 1, 1]],
  combined: ['HS', [4, 1, 1, 1, 1, 1]],
  gas: ['RQ', [8, 1, 0.6, 1]],
  heat: ['RL', [3, 1]],
  power: ['DL', [2, 0.8]],
  telecom: ['TX', [1.2, 0.8]],
  industrial: ['GY', [8, 1.5, 3, 1.5]],
  other: ['QT', [5, 2]],
  unknown: ['BM', [1, 1.5]],
};

/** Share of a utility's screen colour that is kept on paper. */
const DARKENED = 0.8;

export function utilitySymbol(utility: Utility): UtilitySymbol {
  const [code, dashMm] = CODES[utility];
  const colour = UTILITY_COLOURS[utility].map((part) =>
    Math.round(part * DARKENED)
      .toString(16)
      .padStart(2, '0'),
  );
  return { code, colour: `#${colour.join('')}`, dashMm };
}
