import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';

export type LonLat = readonly [lon: number, lat: number];

/** From its first end to its second, degrees; stations grow to the right of the drawing. */
export type SectionLine = readonly [LonLat, LonLat];

/** A shorter line is a slip of the hand, metres. */
export const LEAST_LINE_M = 0.5;

/** A longer one is no section of a street, metres: its drawing would be a hairline. */
export const MOST_LINE_M = 500;

function planeAbout([[lon, lat]]: SectionLine): LocalProjection {
  return localProjection([lon, lat]);
}

/** Metres in plan. */
export function lengthM(line: SectionLine): number {
  const [[ax, ay], [bx, by]] = inPlane(line, planeAbout(line));
  return Math.hypot(bx - ax, by - ay);
}

/** Points along the line, ends among them, no farther apart than `stepM`. */
export function pointsAlong(line: SectionLine, stepM: number): readonly LonLat[] {
  const plane = planeAbout(line);
  const [[ax, ay], [bx, by]] = inPlane(line, plane);
  const parts = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / stepM));
  return Array.from({ length: parts + 1 }, (_, i) => {
    if (i === 0) return line[0];
    if (i === parts) return line[1];
    return plane.inverse(ax + ((bx - ax) * i) / parts, ay + ((by - ay) * i) / parts);
  });
}

/** The same line, its far end brought nearer where it is too long. */
export function cutToLength(line: SectionLine, mostM = MOST_LINE_M): SectionLine {
  const plane = planeAbout(line);
  const [[ax, ay], [bx, by]] = inPlane(line, plane);
  const metres = Math.hypot(bx - ax, by - ay);
  if (metres <= mostM) return line;
  return [line[0], plane.inverse(ax + ((bx - ax) * mostM) / metres, ay + ((by - ay) * mostM) / metres)];
}

function inPlane(line: SectionLine, plane: LocalProjection) {
  const out = new Float64Array(4);
  plane.forward(line[0][0], line[0][1], out, 0);
  plane.forward(line[1][0], line[1][1], out, 2);
  return [
    [out[0] ?? 0, out[1] ?? 0],
    [out[2] ?? 0, out[3] ?? 0],
  ] as const;
}
