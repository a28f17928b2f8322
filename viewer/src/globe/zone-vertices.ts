import type { Rgb } from './palette.ts';
import { type Place, RibbonVertices, ribbonEdge } from './ribbon-vertices.ts';

/**
 * How a translucent surface is lit. `shell`: clear where it is seen square on, denser towards its edges. `flat`: the same
 * everywhere. `ground`: flat, and left out over the opening of the pit.
 */
export const ZONE_KINDS = { shell: 0, flat: 127, ground: -127 } as const;
export type ZoneKind = keyof typeof ZONE_KINDS;

export interface ZonePaint {
  readonly colour: Rgb;
  /** 0 to 1. */
  readonly alpha: number;
  readonly kind: ZoneKind;
}

/** Translucent triangles about a pit's frame: the normal's fourth byte is the kind, the colour's the opacity. */
export class ZoneVertices extends RibbonVertices {
  constructor() {
    super(2048);
  }

  /** Adds one vertex and returns its number. */
  vertex(at: Place, normal: Place, paint: ZonePaint, ribbon: Place = NO_RIBBON): number {
    this.reserve(1, 0);
    const i = this.vertexCount++;
    this.positions.set(at, i * 3);
    this.ribbons.set(ribbon, i * 3);
    this.normals[i * 4] = normal[0] * 127;
    this.normals[i * 4 + 1] = normal[1] * 127;
    this.normals[i * 4 + 2] = normal[2] * 127;
    this.normals[i * 4 + 3] = ZONE_KINDS[paint.kind];
    this.colours[i * 4] = paint.colour[0];
    this.colours[i * 4 + 1] = paint.colour[1];
    this.colours[i * 4 + 2] = paint.colour[2];
    this.colours[i * 4 + 3] = Math.round(paint.alpha * 255);
    return i;
  }

  triangle(a: number, b: number, c: number): void {
    this.reserve(0, 3);
    this.indices[this.indexCount++] = a;
    this.indices[this.indexCount++] = b;
    this.indices[this.indexCount++] = c;
  }

  /** Adds the strip between two rows of vertices of the same length, given by their first numbers. */
  strip(rowA: number, rowB: number, count: number): void {
    for (let k = 0; k + 1 < count; k++) {
      this.triangle(rowA + k, rowA + k + 1, rowB + k);
      this.triangle(rowB + k, rowA + k + 1, rowB + k + 1);
    }
  }

  /** Adds a straight line as a ribbon in the plane of `normal`, so wide at least that it shows. */
  line(from: Place, to: Place, normal: Place, halfWidthM: number, paint: ZonePaint): void {
    const off = ribbonEdge(from, to, normal, halfWidthM);
    if (off === null) return;
    const back: Place = [-off[0], -off[1], -off[2]];
    const a = this.vertex(from, normal, paint, off);
    const b = this.vertex(from, normal, paint, back);
    const c = this.vertex(to, normal, paint, off);
    const d = this.vertex(to, normal, paint, back);
    this.triangle(a, b, d);
    this.triangle(a, d, c);
  }
}

const NO_RIBBON: Place = [0, 0, 0];
