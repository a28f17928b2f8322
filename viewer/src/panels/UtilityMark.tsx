import type { Utility } from '@undercroft/core/model/utility';
import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';

interface Props {
  readonly utility: Utility;
  readonly assumed?: boolean;
  readonly abandoned?: boolean;
}

/** Share of its colour that what is out of use keeps, and the grey it turns to, as in the tiles. */
const PALE = 0.5;
const GREY = [150, 148, 144] as const;

/** A short stretch of pipe in the utility's colour; dashed and pale for what is assumed, hatched for what is abandoned. */
export function UtilityMark({ utility, assumed = false, abandoned = false }: Props) {
  const [red, green, blue] = UTILITY_COLOURS[utility];
  const colour = `rgb(${red} ${green} ${blue})`;
  const background = assumed
    ? `repeating-linear-gradient(90deg, rgb(${red} ${green} ${blue} / 0.55) 0 7px, transparent 7px 10px)`
    : abandoned
      ? `repeating-linear-gradient(135deg, ${pale([red, green, blue])} 0 4px, rgb(40 40 42 / 0.75) 4px 6px)`
      : colour;
  return <span className="utility-mark" style={{ background }} aria-hidden="true" />;
}

function pale(colour: readonly [number, number, number]): string {
  const mixed = ([0, 1, 2] as const).map((i) => Math.round(colour[i] * PALE + GREY[i] * (1 - PALE)));
  return `rgb(${mixed.join(' ')})`;
}
