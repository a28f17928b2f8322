import type { Pit } from './pit.ts';
import { wallColumns, wallNormal, wallPoint } from './pit-frame.ts';

/** A figure that stands on the pit; x, y, z in metres about the pit's frame. */
export interface PitLabel {
  readonly position: readonly [number, number, number];
  readonly valueM: number;
  /** The figure without a unit. */
  readonly text: string;
}

/** A dimension line with its figure at the middle. */
export interface PitDimension extends PitLabel {
  readonly measures: 'side' | 'depth';
  /** Number of the side; null for the depth. */
  readonly side: number | null;
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
}

export interface PitTicks {
  /** Line segments: flat x, y, z of both ends. */
  readonly lines: Float32Array;
  readonly labels: readonly PitLabel[];
}

const TICK_STEP_M = 0.5;
const TICK_LENGTH_M = 0.3;

/** How far ticks stand off the wall, metres. */
const PROUD_M = 0.005;

/**
 * A tick each half metre of depth at the middle of every wall, with its depth below the lowest ground (the level the
 * pit's depth is measured from) at the tick's end.
 */
export function depthTicks(pit: Pit): PitTicks {
  const lines: number[] = [];
  const labels: PitLabel[] = [];
  for (const [side, { floorLengthM }] of pit.sides.entries()) {
    if (floorLengthM < 2 * TICK_LENGTH_M) continue;
    const normal = wallNormal(pit, side);
    const columns = wallColumns(pit, side);
    const rimHeightM = heightAtMiddle(columns);
    for (let step = 1; step * TICK_STEP_M <= pit.depthM + 1e-9; step++) {
      const valueM = step * TICK_STEP_M;
      const heightM = pit.depthM - valueM;
      if (heightM > rimHeightM) continue;
      const half = TICK_LENGTH_M / 2 / floorLengthM;
      const end = (share: number) => wallPoint(pit, side, share, heightM).map((v, c) => v + PROUD_M * (normal[c] ?? 0));
      const [x = 0, y = 0, z = 0] = end(0.5 + half);
      lines.push(...end(0.5 - half), x, y, z);
      labels.push({ position: [x, y, z], valueM, text: valueM.toFixed(1) });
    }
  }
  return { lines: Float32Array.from(lines), labels };
}

/** The length of each side at the rim, and the depth from the lowest ground to the floor at the first side. */
export function pitDimensions(pit: Pit): readonly PitDimension[] {
  const dimensions = pit.sides.map((side, i): PitDimension => {
    const columns = wallColumns(pit, i);
    const from = wallPoint(pit, i, 0, columns[0]?.[1] ?? 0);
    const to = wallPoint(pit, i, 1, columns.at(-1)?.[1] ?? 0);
    return dimension('side', i, from, to, side.topLengthM);
  });
  const foot = wallPoint(pit, 0, 0.5, 0);
  dimensions.push(dimension('depth', null, foot, [foot[0], foot[1], pit.depthM], pit.depthM));
  return dimensions;
}

function dimension(
  measures: PitDimension['measures'],
  side: number | null,
  from: PitDimension['from'],
  to: PitDimension['to'],
  valueM: number,
): PitDimension {
  const middle = (c: 0 | 1 | 2) => (from[c] + to[c]) / 2;
  const position = [middle(0), middle(1), middle(2)] as const;
  return { measures, side, from, to, position, valueM, text: valueM.toFixed(2) };
}

function heightAtMiddle(columns: ReturnType<typeof wallColumns>): number {
  const k = columns.findIndex(([share]) => share >= 0.5);
  const [shareB, heightB] = columns[k] ?? [1, 0];
  const [shareA, heightA] = columns[k - 1] ?? [0, heightB];
  const part = shareB === shareA ? 1 : (0.5 - shareA) / (shareB - shareA);
  return heightA + (heightB - heightA) * part;
}
