import type { Section } from '../model/section-shape.ts';

/**
 * The outline of a cross-section as the sweep needs it: points u (right), v (up) in metres about the axis (half-way
 * between invert and obvert), anticlockwise seen along the direction of travel, each with its outward unit normal. A
 * hard corner stands twice, once with the normal of either side.
 *
 * ```
 *        v
 *     3--|--2
 *     |  +----> u       n = 8 for a rectangle: 4 corners, each twice
 *     0-----1
 * ```
 */
export interface SectionOutline {
  /** u, v, normal u, normal v for each point. */
  readonly points: Float64Array;
  readonly count: number;
  /** False for an open channel: the last point is not joined to the first, and there are no caps. */
  readonly closed: boolean;
}

/** Corners sharper than this turn are drawn with an edge, gentler ones are shaded smooth. */
const HARD_CORNER_COSINE = Math.cos((40 * Math.PI) / 180);

/**
 * The outer outline (inside size plus wall on every side) of a section whose width and height are known, or null.
 * `sides` is the number of facets of a full round; the points lie ON the true outline, so that a facet's middle lies
 * inside it by 1 - cos(pi / sides).
 */
export function sectionOutline(section: Section, sides: number): SectionOutline | null {
  if (section.widthMm === null || section.heightMm === null) return null;
  const wallM = (section.wallMm ?? 0) / 1000;
  const halfWidthM = section.widthMm / 2000 + wallM;
  const halfHeightM = section.heightMm / 2000 + wallM;
  switch (section.shape) {
    case 'circular':
    case 'elliptical':
      return roundOutline(halfWidthM, halfHeightM, sides);
    case 'rectangular':
    case 'envelope':
    case 'unknown':
      return section.open
        ? withNormals(channel(halfWidthM, halfWidthM, halfHeightM), false)
        : withNormals(box(halfWidthM, halfHeightM), true);
    case 'arch':
      return withNormals(arch(halfWidthM, halfHeightM, sides), true);
    case 'egg':
      return withNormals(egg(halfWidthM, halfHeightM, sides), true);
    case 'trapezoidal': {
      const halfFloorM = (section.floorWidthMm ?? section.widthMm / 2) / 2000 + wallM;
      return section.open
        ? withNormals(channel(halfWidthM, halfFloorM, halfHeightM), false)
        : withNormals(trapezoid(halfWidthM, halfFloorM, halfHeightM), true);
    }
    case 'triangular':
      return section.open
        ? withNormals([-halfWidthM, halfHeightM, 0, -halfHeightM, halfWidthM, halfHeightM], false)
        : withNormals([0, -halfHeightM, halfWidthM, halfHeightM, -halfWidthM, halfHeightM], true);
    case 'parabolic':
      return withNormals(parabola(halfWidthM, halfHeightM, sides), !section.open);
  }
}

function roundOutline(halfWidthM: number, halfHeightM: number, sides: number): SectionOutline {
  const points = new Float64Array(sides * 4);
  for (let i = 0; i < sides; i++) {
    const angle = (2 * Math.PI * i) / sides;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const length = Math.hypot(cos / halfWidthM, sin / halfHeightM);
    points.set([halfWidthM * cos, halfHeightM * sin, cos / halfWidthM / length, sin / halfHeightM / length], i * 4);
  }
  return { points, count: sides, closed: true };
}

function box(w: number, h: number): number[] {
  return [-w, -h, w, -h, w, h, -w, h];
}

function trapezoid(w: number, floor: number, h: number): number[] {
  return [-floor, -h, floor, -h, w, h, -w, h];
}

/** From the left rim down to the floor and up to the right rim. */
function channel(w: number, floor: number, h: number): number[] {
  return [-w, h, -floor, -h, floor, -h, w, h];
}

/** A flat floor, upright walls, and an elliptic vault over them: half a circle where the height allows it. */
function arch(w: number, h: number, sides: number): number[] {
  const rise = Math.min(w, 2 * h);
  const spring = h - rise;
  const steps = Math.max(4, sides >> 1);
  const points = [-w, -h, w, -h];
  const first = spring > -h + 1e-9 ? 0 : 1;
  for (let i = first; i <= steps - first; i++) {
    const angle = (Math.PI * i) / steps;
    points.push(w * Math.cos(angle), spring + rise * Math.sin(angle));
  }
  return points;
}

/**
 * The standard egg, height to width 3 : 2, of four arcs (vault r, flanks 3r, invert r/2), stretched to the height asked
 * for. With r = 1: vault about (0, 0.5) in axis coordinates, invert about (0, -1).
 */
function egg(w: number, h: number, sides: number): number[] {
  const vault = Math.max(4, sides >> 1);
  const flank = Math.max(2, sides >> 2);
  const points: number[] = [];
  const arc = (cx: number, cy: number, radius: number, from: number, to: number, steps: number, skipFirst: boolean) => {
    for (let i = skipFirst ? 1 : 0; i <= steps; i++) {
      const angle = from + ((to - from) * i) / steps;
      points.push(w * (cx + radius * Math.cos(angle)), (h / 1.5) * (cy + radius * Math.sin(angle)));
    }
  };
  // Flank and invert touch where their tangents agree: the line of centres (-2, 0.5) to (0, -1) has slope -3/4.
  const touch = Math.atan2(-1.5, 2);
  arc(0, 0.5, 1, 0, Math.PI, vault, false);
  arc(2, 0.5, 3, Math.PI, Math.PI - touch, flank, true);
  arc(0, -1, 0.5, Math.PI - touch, 2 * Math.PI + touch, flank, true);
  arc(-2, 0.5, 3, touch, 0, flank, true);
  points.length -= 2;
  return points;
}

function parabola(w: number, h: number, sides: number): number[] {
  const steps = Math.max(6, sides);
  const points: number[] = [];
  for (let i = 0; i <= steps; i++) {
    const t = (2 * i) / steps - 1;
    points.push(w * t, -h + 2 * h * t * t);
  }
  return points;
}

/** Adds outward normals to an anticlockwise list of u, v and doubles hard corners. */
function withNormals(flat: readonly number[], closed: boolean): SectionOutline {
  const n = flat.length / 2;
  const u = (i: number) => flat[((i + n) % n) * 2] ?? 0;
  const v = (i: number) => flat[((i + n) % n) * 2 + 1] ?? 0;
  const normal = (i: number): readonly [number, number] => {
    const du = u(i + 1) - u(i);
    const dv = v(i + 1) - v(i);
    const length = Math.hypot(du, dv);
    return [dv / length, -du / length];
  };
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const before = closed || i > 0 ? normal(i - 1) : normal(i);
    const after = closed || i < n - 1 ? normal(i) : before;
    const cosine = before[0] * after[0] + before[1] * after[1];
    if (cosine < HARD_CORNER_COSINE) {
      out.push(u(i), v(i), before[0], before[1], u(i), v(i), after[0], after[1]);
      continue;
    }
    const length = Math.hypot(before[0] + after[0], before[1] + after[1]);
    out.push(u(i), v(i), (before[0] + after[0]) / length, (before[1] + after[1]) / length);
  }
  return { points: new Float64Array(out), count: out.length / 4, closed };
}
