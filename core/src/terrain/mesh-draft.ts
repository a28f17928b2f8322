import { QUANTIZED_MAX } from './quantized-mesh.ts';
import { eachTriangle, GRID_SIDE } from './rtin.ts';
import { TILE_CELLS } from './terrain-tiling.ts';

/** A tile's triangles while points are still being put in. */
export interface MeshDraft {
  /** Quantum steps from the tile's west and south edge. */
  readonly u: number[];
  readonly v: number[];
  /** Levels in metres. */
  readonly levelM: number[];
  /** Grid point of each vertex, or -1 for one put in besides. */
  readonly gridPoint: number[];
  /** Three vertices a triangle, counter-clockwise. */
  readonly triangles: number[];
  /**
   * First indices in `triangles` of those that touch a grid cell (row * TILE_CELLS + column); of cells that are part of
   * a larger triangle, none or some.
   */
  readonly cells: Map<number, Set<number>>;
}

/** Steps of a grid line from the tile's edge; lines of neighbours mirror each other: 0, 512, 1024 ... 32255, 32767. */
export function gridLine(index: number): number {
  return Math.round((index * QUANTIZED_MAX) / TILE_CELLS);
}

/** The cell, along one axis, of a number of steps within the tile. */
export function cellAlong(steps: number): number {
  const guess = Math.floor((steps * TILE_CELLS) / QUANTIZED_MAX);
  const cell = gridLine(guess) > steps ? guess - 1 : gridLine(guess + 1) <= steps ? guess + 1 : guess;
  return Math.max(0, Math.min(TILE_CELLS - 1, cell));
}

/** The triangles of the division that keeps every split above `maxError`. */
export function draftMesh(levels: Float64Array, errors: Float64Array, maxError: number): MeshDraft {
  const draft: MeshDraft = { u: [], v: [], levelM: [], gridPoint: [], triangles: [], cells: new Map() };
  const vertexOf = new Int32Array(GRID_SIDE * GRID_SIDE).fill(-1);
  const vertex = (point: number) => {
    const known = vertexOf[point] ?? -1;
    if (known >= 0) return known;
    const created = draft.u.length;
    vertexOf[point] = created;
    draft.u.push(gridLine(point % GRID_SIDE));
    draft.v.push(gridLine(Math.floor(point / GRID_SIDE)));
    draft.levelM.push(levels[point] ?? 0);
    draft.gridPoint.push(point);
    return created;
  };
  eachTriangle(errors, maxError, (a, b, c) => {
    const start = draft.triangles.length;
    draft.triangles.push(vertex(a), vertex(b), vertex(c));
    const apart = Math.abs(a - c);
    if (apart !== 1 && apart !== GRID_SIDE) return;
    const column = Math.min(a % GRID_SIDE, b % GRID_SIDE, c % GRID_SIDE);
    addToCell(draft, Math.floor(Math.min(a, b, c) / GRID_SIDE) * TILE_CELLS + column, start);
  });
  return draft;
}

/** The one cell a point lies in, the two at a grid line, the four at a grid point. */
export function cellsAbout(u: number, v: number): readonly number[] {
  const columns = new Set([cellAlong(u), cellAlong(Math.max(0, u - 1))]);
  const rows = new Set([cellAlong(v), cellAlong(Math.max(0, v - 1))]);
  return [...rows].flatMap((row) => [...columns].map((column) => row * TILE_CELLS + column));
}

export function addToCell(draft: MeshDraft, cell: number, start: number): void {
  const known = draft.cells.get(cell);
  if (known === undefined) draft.cells.set(cell, new Set([start]));
  else known.add(start);
}
