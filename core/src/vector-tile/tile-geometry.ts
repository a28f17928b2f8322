import type { GeometryType } from './decoded-tile.ts';

/**
 * The geometry of one feature in tile units, ready to encode; cleared and filled again for each feature. A part is all
 * points of a point feature, one line, or one ring without its closing point: an exterior ring clockwise on the screen
 * (y down), followed by its holes anticlockwise.
 */
export class TileGeometry {
  type: GeometryType = 0;
  coordinates = new Int32Array(256);
  /** Number of points up to the end of each part. */
  partEnds = new Uint32Array(16);
  pointCount = 0;
  partCount = 0;

  clear(type: GeometryType): void {
    this.type = type;
    this.pointCount = 0;
    this.partCount = 0;
  }

  point(x: number, y: number): void {
    if (2 * this.pointCount + 2 > this.coordinates.length) {
      const grown = new Int32Array(this.coordinates.length * 2);
      grown.set(this.coordinates);
      this.coordinates = grown;
    }
    this.coordinates[2 * this.pointCount] = x;
    this.coordinates[2 * this.pointCount + 1] = y;
    this.pointCount += 1;
  }

  endPart(): void {
    if (this.partCount === this.partEnds.length) {
      const grown = new Uint32Array(this.partEnds.length * 2);
      grown.set(this.partEnds);
      this.partEnds = grown;
    }
    this.partEnds[this.partCount] = this.pointCount;
    this.partCount += 1;
  }

  /** Forgets the points added since the last part ended. */
  dropOpenPart(): void {
    this.pointCount = this.partCount === 0 ? 0 : (this.partEnds[this.partCount - 1] ?? 0);
  }
}
