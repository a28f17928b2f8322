/** What goes on in a management grid cell: decides which cases it has and how many. */
export const CELL_CHARACTERS = [
  'centre',
  'housing',
  'oldQuarter',
  'market',
  'beach',
  'scenic',
  'industry',
  'port',
  'street',
  'green',
] as const;

export type CellCharacter = (typeof CELL_CHARACTERS)[number];

/** A component that cases can be about. */
export interface CaseComponent {
  /** 16 digits of GB/T 30428.1. */
  readonly code: string;
  /** Major and minor class, `0102`. */
  readonly category: string;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
}

/** A management grid cell as the model of cases sees it. */
export interface CaseGround {
  /** 15 digits of GB/T 30428.1. */
  readonly code: string;
  readonly character: CellCharacter;
  /** Visitors fill it from June to September. */
  readonly isSeaside: boolean;
  /** Middle of the box around the cell, and half its sides; degrees. */
  readonly middle: readonly [lon: number, lat: number];
  readonly reachDeg: readonly [lon: number, lat: number];
  /** The cell's ring, flat longitude, latitude in degrees: cases lie inside it. */
  readonly outline: Float64Array;
  /** `海港区文化路`. */
  readonly addressZh: string;
  readonly components: readonly CaseComponent[];
}
