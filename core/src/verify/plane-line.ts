export type Point3 = readonly [number, number, number];

/** Where a point lies by a line: which segment is nearest, how far, and how far along, metres. */
export interface NearestOnLine {
  readonly segment: number;
  readonly distanceM: number;
  readonly stationM: number;
}

/** A polyline in metres with its stations. */
export class PlaneLine {
  readonly points: readonly Point3[];
  /** Length up to each point, metres. */
  readonly stations: readonly number[];

  constructor(points: readonly Point3[]) {
    this.points = points;
    const stations: number[] = [];
    points.forEach((point, i) => {
      stations.push(i === 0 ? 0 : (stations[i - 1] ?? 0) + distance(point, points[i - 1] ?? point));
    });
    this.stations = stations;
  }

  get lengthM(): number {
    return this.stations.at(-1) ?? 0;
  }

  get segments(): number {
    return this.points.length - 1;
  }

  ends(segment: number): readonly [Point3, Point3] {
    const nowhere: Point3 = [Number.NaN, Number.NaN, Number.NaN];
    return [this.points[segment] ?? nowhere, this.points[segment + 1] ?? nowhere];
  }

  nearest(point: Point3): NearestOnLine {
    let found: NearestOnLine = { segment: 0, distanceM: Number.POSITIVE_INFINITY, stationM: 0 };
    for (let segment = 0; segment < this.segments; segment++) {
      const [a, b] = this.ends(segment);
      const { distanceM, share } = toSegment(point, a, b);
      if (distanceM >= found.distanceM) continue;
      const start = this.stations[segment] ?? 0;
      found = { segment, distanceM, stationM: start + share * ((this.stations[segment + 1] ?? 0) - start) };
    }
    return found;
  }
}

/** Distance of a point from a segment, and the share of the segment at which it is nearest. */
export function toSegment(p: Point3, a: Point3, b: Point3): { readonly distanceM: number; readonly share: number } {
  const d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
  const length2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2;
  const along = (p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1] + (p[2] - a[2]) * d[2];
  const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, along / length2));
  const distanceM = Math.hypot(p[0] - a[0] - share * d[0], p[1] - a[1] - share * d[1], p[2] - a[2] - share * d[2]);
  return { distanceM, share };
}

export function distance(a: Point3, b: Point3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Two unit directions at right angles to a-b and to each other, and that of a-b. Null for a segment without length. */
export function segmentFrame(a: Point3, b: Point3): readonly [along: Point3, u: Point3, v: Point3] | null {
  const length = distance(a, b);
  if (length === 0) return null;
  const w: Point3 = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length];
  const other: Point3 = Math.abs(w[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0];
  const u = unit(cross(other, w));
  return [w, u, cross(w, u)];
}

export function dot(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function minus(a: Point3, b: Point3): Point3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Point3, b: Point3): Point3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit([x, y, z]: Point3): Point3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
