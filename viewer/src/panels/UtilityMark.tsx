import type { Utility } from '@undercroft/core/model/utility';
import { UTILITY_COLOURS } from '@undercroft/core/model/utility-colour';

interface Props {
  readonly utility: Utility;
  readonly assumed?: boolean;
}

/** A short stretch of pipe in the utility's colour; dashed and pale for what is assumed. */
export function UtilityMark({ utility, assumed = false }: Props) {
  const [red, green, blue] = UTILITY_COLOURS[utility];
  const colour = `rgb(${red} ${green} ${blue})`;
  const background = assumed
    ? `repeating-linear-gradient(90deg, rgb(${red} ${green} ${blue} / 0.55) 0 7px, transparent 7px 10px)`
    : colour;
  return <span className="utility-mark" style={{ background }} aria-hidden="true" />;
}
