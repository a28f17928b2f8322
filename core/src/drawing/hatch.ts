import type { DrawnLine } from './drawing.ts';
import { line } from './items.ts';

/** Lines across closed outlines (flat x, y, mm; even-odd), `angleDeg` from level, `stepMm` apart. */
export function hatch(
  outlines: readonly (readonly number[])[],
  angleDeg: number,
  stepMm: number,
  stroke: string,
  strokeMm: number,
): readonly DrawnLine[] {
  const angle = (angleDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // Turned so that the lines are level: a along them, b across.
  const turned = outlines.map((flat) => {
    const out: number[] = [];
    for (let i = 0; i < flat.length; i += 2) {
      const [x, y] = [flat[i] ?? 0, flat[i + 1] ?? 0];
      out.push(x * cos + y * sin, y * cos - x * sin);
    }
    return out;
  });
  const across = turned.flatMap((flat) => flat.filter((_, i) => i % 2 === 1));
  const [low, high] = [Math.min(...across), Math.max(...across)];
  const lines: DrawnLine[] = [];
  for (let b = (Math.floor(low / stepMm) + 0.5) * stepMm; b < high; b += stepMm) {
    const hits = turned.flatMap((flat) => crossingsAt(flat, b)).toSorted((p, q) => p - q);
    for (let i = 0; i + 1 < hits.length; i += 2) {
      const [from, to] = [hits[i] ?? 0, hits[i + 1] ?? 0];
      const points = [from * cos - b * sin, from * sin + b * cos, to * cos - b * sin, to * sin + b * cos];
      lines.push(line(points, stroke, strokeMm));
    }
  }
  return lines;
}

function crossingsAt(flat: readonly number[], b: number): readonly number[] {
  const hits: number[] = [];
  const n = flat.length;
  for (let i = 0; i < n; i += 2) {
    const [pa, pb] = [flat[i] ?? 0, flat[i + 1] ?? 0];
    const [qa, qb] = [flat[(i + 2) % n] ?? 0, flat[(i + 3) % n] ?? 0];
    if (pb > b !== qb > b) hits.push(pa + ((qa - pa) * (b - pb)) / (qb - pb));
  }
  return hits;
}
