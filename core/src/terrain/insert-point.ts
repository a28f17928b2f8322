import { addToCell, cellAlong, cellsAbout, type MeshDraft } from './mesh-draft.ts';
import { TILE_CELLS } from './terrain-tiling.ts';

type Corners = readonly [number, number, number];

/**
 * Puts a vertex into the mesh where its cell is divided to the end: inside a triangle it splits that one in three, on a
 * side each triangle that has the side in two; where a vertex stands already, that one takes the level. Then sides are
 * flipped until the triangles about the vertex are Delaunay's (Lawson 1977): without that, a vertex a hand's breadth
 * from a side would leave a sliver that takes all of its height, a cliff of a few millimetres' width. False where no
 * divided cell holds the point.
 */
export function insertPoint(draft: MeshDraft, u: number, v: number, levelM: number): boolean {
  const holding = [...trianglesAt(draft, u, v)].filter((start) =>
    turnsAbout(draft, cornersOf(draft, start), u, v).every((turn) => turn >= 0),
  );
  const [first] = holding;
  if (first === undefined) return false;
  const corner = cornersOf(draft, first).find((at) => draft.u[at] === u && draft.v[at] === v);
  if (corner !== undefined) {
    draft.levelM[corner] = levelM;
    return true;
  }
  draft.u.push(u);
  draft.v.push(v);
  draft.levelM.push(levelM);
  draft.gridPoint.push(-1);
  const point = draft.u.length - 1;
  const outer: (readonly [number, number])[] = [];
  for (const start of holding) {
    const corners = cornersOf(draft, start);
    unlink(draft, start);
    let reused = false;
    turnsAbout(draft, corners, u, v).forEach((turn, side) => {
      if (turn === 0) return;
      const a = corners[side as 0 | 1 | 2];
      const b = corners[((side + 1) % 3) as 0 | 1 | 2];
      place(draft, reused ? draft.triangles.length : start, [a, b, point]);
      reused = true;
      outer.push([a, b]);
    });
  }
  for (const [a, b] of outer) legalise(draft, a, b, point);
  return true;
}

/** Flips the side a-b of the triangle a, b, point when the vertex across lies inside its circle, and so on outward. */
function legalise(draft: MeshDraft, a: number, b: number, point: number): void {
  const own = triangleWithSide(draft, a, b);
  const across = triangleWithSide(draft, b, a);
  if (own === null || across === null || own.opposite !== point) return;
  const far = across.opposite;
  if (!isInCircle(draft, a, b, point, far)) return;
  unlink(draft, own.start);
  unlink(draft, across.start);
  place(draft, own.start, [a, far, point]);
  place(draft, across.start, [far, b, point]);
  legalise(draft, a, far, point);
  legalise(draft, far, b, point);
}

interface SideOf {
  readonly start: number;
  readonly opposite: number;
}

/** The triangle that runs along a side from its first vertex to its second, if it is among those of the cells there. */
function triangleWithSide(draft: MeshDraft, from: number, to: number): SideOf | null {
  const u = Math.floor(((draft.u[from] ?? 0) + (draft.u[to] ?? 0)) / 2);
  const v = Math.floor(((draft.v[from] ?? 0) + (draft.v[to] ?? 0)) / 2);
  for (const start of trianglesAt(draft, u, v)) {
    const [a, b, c] = cornersOf(draft, start);
    if (a === from && b === to) return { start, opposite: c };
    if (b === from && c === to) return { start, opposite: a };
    if (c === from && a === to) return { start, opposite: b };
  }
  return null;
}

function trianglesAt(draft: MeshDraft, u: number, v: number): Set<number> {
  const found = new Set<number>();
  for (const cell of cellsAbout(u, v)) for (const start of draft.cells.get(cell) ?? []) found.add(start);
  return found;
}

/** The cells that the box about a triangle touches. */
function cellsOf(draft: MeshDraft, corners: Corners): readonly number[] {
  const columns = corners.map((at) => draft.u[at] ?? 0);
  const rows = corners.map((at) => draft.v[at] ?? 0);
  const cells: number[] = [];
  // A side on a grid line belongs to the cell before it too; the last step inside is one less.
  const lastColumn = cellAlong(Math.max(...columns) - 1);
  const lastRow = cellAlong(Math.max(...rows) - 1);
  for (let row = cellAlong(Math.min(...rows)); row <= lastRow; row++) {
    for (let column = cellAlong(Math.min(...columns)); column <= lastColumn; column++)
      cells.push(row * TILE_CELLS + column);
  }
  return cells;
}

function unlink(draft: MeshDraft, start: number): void {
  for (const cell of cellsOf(draft, cornersOf(draft, start))) draft.cells.get(cell)?.delete(start);
}

function place(draft: MeshDraft, start: number, corners: Corners): void {
  corners.forEach((corner, k) => {
    draft.triangles[start + k] = corner;
  });
  for (const cell of cellsOf(draft, corners)) addToCell(draft, cell, start);
}

function cornersOf(draft: MeshDraft, start: number): Corners {
  const { triangles } = draft;
  return [triangles[start] ?? 0, triangles[start + 1] ?? 0, triangles[start + 2] ?? 0];
}

/** For each side, twice the area it spans with the point: positive inside, 0 on it; exact, all are whole numbers. */
function turnsAbout(draft: MeshDraft, [a, b, c]: Corners, u: number, v: number): Corners {
  const turn = (from: number, to: number) => {
    const fromU = draft.u[from] ?? 0;
    const fromV = draft.v[from] ?? 0;
    return ((draft.u[to] ?? 0) - fromU) * (v - fromV) - ((draft.v[to] ?? 0) - fromV) * (u - fromU);
  };
  return [turn(a, b), turn(b, c), turn(c, a)];
}

/** True when d lies inside the circle through a, b, c (counter-clockwise); exact below 9e15, cells are 512 wide. */
function isInCircle(draft: MeshDraft, a: number, b: number, c: number, d: number): boolean {
  const u = (at: number) => (draft.u[at] ?? 0) - (draft.u[d] ?? 0);
  const v = (at: number) => (draft.v[at] ?? 0) - (draft.v[d] ?? 0);
  const [au, av, bu, bv, cu, cv] = [u(a), v(a), u(b), v(b), u(c), v(c)];
  const square = (x: number, y: number) => x * x + y * y;
  const determinant =
    square(au, av) * (bu * cv - cu * bv) - square(bu, bv) * (au * cv - cu * av) + square(cu, cv) * (au * bv - bu * av);
  return determinant > 0;
}
