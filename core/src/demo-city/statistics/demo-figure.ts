/** One figure of the demo city with the range it was aimed at. */
export interface DemoFigure {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** Where the range is from. */
  readonly source: string;
}

export function demoFigure(
  name: string,
  value: number,
  range: readonly [least: number, most: number],
  unit: string,
  source: string,
): DemoFigure {
  return { name, value, least: range[0], most: range[1], unit, source };
}

/** True where a figure lies in its range; one that is no number lies in none. */
export function isOnTarget({ value, least, most }: DemoFigure): boolean {
  return value >= least && value <= most;
}
