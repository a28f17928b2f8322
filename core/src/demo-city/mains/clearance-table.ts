/** Rows of the clearance tables of GB 50289-2016. A lined trench and a utility tunnel are `trench`. */
export const CLEARANCE_KINDS = [
  'water',
  'drain',
  'heat',
  'gas',
  'telecomDirect',
  'telecomDuct',
  'powerDirect',
  'powerDuct',
  'reclaimed',
  'trench',
] as const;

export type ClearanceKind = (typeof CLEARANCE_KINDS)[number];

/*
 * Vertical clearance at crossings, metres, table 4.1.14: each row up to its own column, in the order above. Where sources
 * of the table differ the greater value stands.
 */
const VERTICAL: readonly (readonly number[])[] = [
  [0.15],
  [0.4, 0.15],
  [0.15, 0.15, 0.15],
  [0.15, 0.15, 0.15, 0.15],
  [0.5, 0.5, 0.25, 0.5, 0.25],
  [0.15, 0.15, 0.25, 0.15, 0.25, 0.25],
  [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  [0.25, 0.25, 0.25, 0.15, 0.25, 0.25, 0.5, 0.25],
  [0.5, 0.4, 0.15, 0.15, 0.15, 0.15, 0.5, 0.25, 0.15],
  [0.15, 0.15, 0.15, 0.15, 0.25, 0.25, 0.5, 0.25, 0.15, 0.15],
];

/*
 * Horizontal clearance of parallel lines, metres, table 4.1.9: gas at medium pressure, power below 35 kV, water mains up to
 * DN200. Two of one kind have no rule but gas (0.4), cables and trenches.
 */
const HORIZONTAL: readonly (readonly number[])[] = [
  [0],
  [1, 0],
  [1.5, 1.5, 0],
  [0.5, 1.2, 1, 0.4],
  [1, 1, 1, 0.5, 0.5],
  [1, 1, 1, 1, 0.5, 0.5],
  [0.5, 0.5, 2, 0.5, 0.5, 0.5, 0.25],
  [0.5, 0.5, 2, 1, 0.5, 0.5, 0.1, 0.1],
  [0.5, 0.5, 1, 0.5, 1, 1, 0.5, 0.5, 0],
  [1.5, 1.5, 1.5, 1.5, 1, 1, 1, 1, 1.5, 0],
];

/** Least vertical clearance between the outer walls of two lines where they cross, metres. */
export function verticalClearanceM(a: ClearanceKind, b: ClearanceKind): number {
  return cell(VERTICAL, a, b);
}

/** Least horizontal clearance between the outer walls of two lines that run side by side, metres. */
export function horizontalClearanceM(a: ClearanceKind, b: ClearanceKind): number {
  return cell(HORIZONTAL, a, b);
}

function cell(table: readonly (readonly number[])[], a: ClearanceKind, b: ClearanceKind): number {
  const [i, j] = [CLEARANCE_KINDS.indexOf(a), CLEARANCE_KINDS.indexOf(b)];
  const value = table[Math.max(i, j)]?.[Math.min(i, j)];
  if (value === undefined) throw new RangeError(`clearance table: wanted a row for ${a} and ${b}, got none`);
  return value;
}
