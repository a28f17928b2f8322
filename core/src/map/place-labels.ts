import type { LabelCandidate } from './label-candidates.ts';

/** A name with its place: the box of the text and its halo, about (x, y), turned by `angle`. */
export interface PlacedLabel {
  readonly label: LabelCandidate;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PlaceLabelsOptions {
  /** Free room kept around every box, pixels. */
  readonly marginPx?: number;
  /** The same name is written again only this far away, pixels. */
  readonly repeatPx?: number;
}

export const PLACE_LABELS_DEFAULTS: Required<PlaceLabelsOptions> = { marginPx: 3, repeatPx: 320 };

/** Height of a line of text over its size. */
const LINE_HEIGHT = 1.25;
const GRID_PX = 96;

/**
 * Places names greedily by rank so that no two boxes touch, in a plane that may hold many tiles. Ties go by text and
 * place, so the same names give the same picture whatever their order. `measure` gives the width of a text in pixels.
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  measure: (label: LabelCandidate) => number,
  options: PlaceLabelsOptions = {},
): readonly PlacedLabel[] {
  const { marginPx, repeatPx } = { ...PLACE_LABELS_DEFAULTS, ...options };
  const grid = new Map<string, PlacedLabel[]>();
  const byText = new Map<string, LabelCandidate[]>();
  const out: PlacedLabel[] = [];
  for (const label of candidates.toSorted(byRank)) {
    const widthPx = measure(label) + 2 * label.haloPx;
    const heightPx = label.sizePx * LINE_HEIGHT + 2 * label.haloPx;
    if (label.roomPx !== null && widthPx > label.roomPx) continue;
    const same = byText.get(label.text) ?? [];
    if (same.some((other) => Math.hypot(other.x - label.x, other.y - label.y) < repeatPx)) continue;
    const placed = { label, widthPx, heightPx };
    const cells = cellsOf(placed, marginPx);
    if (cells.some((cell) => grid.get(cell)?.some((other) => boxesTouch(placed, other, marginPx)))) continue;
    for (const cell of cells) {
      const there = grid.get(cell);
      if (there) there.push(placed);
      else grid.set(cell, [placed]);
    }
    byText.set(label.text, [...same, label]);
    out.push(placed);
  }
  return out;
}

/** A rough width of a text: an em for a Chinese character, 0.56 em for another. For use before fonts are there. */
export function estimatedWidthPx({ text, sizePx }: LabelCandidate): number {
  let ems = 0;
  for (const character of text) ems += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.56;
  return ems * sizePx;
}

/** True when two boxes come nearer than the margin (separating axes of both). */
export function boxesTouch(a: PlacedLabel, b: PlacedLabel, marginPx: number): boolean {
  const dx = b.label.x - a.label.x;
  const dy = b.label.y - a.label.y;
  for (const axis of [a.label.angle, a.label.angle + Math.PI / 2, b.label.angle, b.label.angle + Math.PI / 2]) {
    const apart = Math.abs(dx * Math.cos(axis) + dy * Math.sin(axis));
    if (apart >= reach(a, axis) + reach(b, axis) + marginPx) return false;
  }
  return true;
}

/** Half the length of a box's shadow on an axis. */
function reach({ label, widthPx, heightPx }: PlacedLabel, axis: number): number {
  const turn = axis - label.angle;
  return (widthPx * Math.abs(Math.cos(turn)) + heightPx * Math.abs(Math.sin(turn))) / 2;
}

function cellsOf(placed: PlacedLabel, marginPx: number): readonly string[] {
  const { x, y } = placed.label;
  const halfX = reach(placed, 0) + marginPx;
  const halfY = reach(placed, Math.PI / 2) + marginPx;
  const out: string[] = [];
  for (let cx = Math.floor((x - halfX) / GRID_PX); cx <= Math.floor((x + halfX) / GRID_PX); cx++) {
    for (let cy = Math.floor((y - halfY) / GRID_PX); cy <= Math.floor((y + halfY) / GRID_PX); cy++)
      out.push(`${cx} ${cy}`);
  }
  return out;
}

function byRank(a: LabelCandidate, b: LabelCandidate): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  // Among equals the one with the most room, then a fixed order.
  const room = (b.roomPx ?? 0) - (a.roomPx ?? 0);
  if (room !== 0) return room;
  if (a.text !== b.text) return a.text < b.text ? -1 : 1;
  return a.x - b.x || a.y - b.y;
}
