import { type DecodedLayer, partCoordinates } from '../vector-tile/decoded-tile.ts';

/** Lines or rings in pixels, flat, for one stroke or fill. */
export class PaintPath {
  /** True for rings, which a painter closes. */
  readonly isClosed: boolean;
  /** x, y pairs. */
  coordinates = new Float32Array(256);
  /** Number of points up to the end of each part. */
  readonly partEnds: number[] = [];
  readonly #pxPerUnit: number;
  #length = 0;

  constructor(pxPerUnit: number, isClosed: boolean) {
    this.#pxPerUnit = pxPerUnit;
    this.isClosed = isClosed;
  }

  get pointCount(): number {
    return this.#length / 2;
  }

  /** Adds the given parts of a layer. */
  addFeature(layer: DecodedLayer, { from, to }: { readonly from: number; readonly to: number }): void {
    for (let part = from; part < to; part++) {
      const units = partCoordinates(layer, part);
      if (this.#length + units.length > this.coordinates.length) {
        const grown = new Float32Array(Math.max(this.coordinates.length * 2, this.#length + units.length));
        grown.set(this.coordinates.subarray(0, this.#length));
        this.coordinates = grown;
      }
      for (let i = 0; i < units.length; i++) {
        this.coordinates[this.#length + i] = (units[i] ?? Number.NaN) * this.#pxPerUnit;
      }
      this.#length += units.length;
      this.partEnds.push(this.#length / 2);
    }
  }
}
