import { PaintPath } from '@undercroft/core/map/paint-path';
import type { PaintOperation } from '@undercroft/core/map/paint-rules';
import { POLYGON } from '@undercroft/core/vector-tile/decoded-tile';
import { describe, expect, it } from 'vitest';
import { type PaintContext, paintPicture } from './paint-picture.ts';
import { tileWindow } from './tile-window.ts';

/** Writes down what a canvas is told, with its transform applied. */
class Notes implements PaintContext {
  fillStyle = '';
  strokeStyle = '';
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  lineWidth = 1;
  readonly said: string[] = [];
  #scaleX = 1;
  #scaleY = 1;
  #x = 0;
  #y = 0;
  setTransform(...[a, , , d, e, f]: readonly (number | DOMMatrix2DInit | undefined)[]): void {
    [this.#scaleX, this.#scaleY, this.#x, this.#y] = [Number(a), Number(d), Number(e), Number(f)];
  }
  #place(x: number, y: number): string {
    return `${x * this.#scaleX + this.#x},${y * this.#scaleY + this.#y}`;
  }
  beginPath(): void {}
  clearRect(x: number, y: number, width: number, height: number): void {
    this.said.push(`clear ${x} ${y} ${width} ${height}`);
  }
  closePath(): void {
    this.said.push('close');
  }
  fill(): void {
    this.said.push(`fill ${this.fillStyle}`);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.said.push(`land ${this.fillStyle} ${x} ${y} ${width} ${height}`);
  }
  lineTo(x: number, y: number): void {
    this.said.push(this.#place(x, y));
  }
  moveTo(x: number, y: number): void {
    this.said.push(`from ${this.#place(x, y)}`);
  }
  setLineDash(): void {}
  stroke(): void {
    this.said.push(`stroke ${this.strokeStyle} ${this.lineWidth}`);
  }
}

/** A square of a tile of 4096 units, given by its corner and side. */
function square(x: number, y: number, side: number, tilePx: number): PaintOperation {
  const path = new PaintPath(tilePx / 4096, true);
  const coordinates = Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side);
  const layer = {
    name: 'water',
    version: 2,
    extent: 4096,
    featureCount: 1,
    ids: Float64Array.of(Number.NaN),
    types: Uint8Array.of(POLYGON),
    tags: new Uint32Array(0),
    tagEnds: Uint32Array.of(0),
    featureParts: Uint32Array.of(1),
    partEnds: Uint32Array.of(4),
    coordinates,
    keys: [],
    values: [],
  } as const;
  path.addFeature(layer, { from: 0, to: 1 });
  return { kind: 'fill', layer: 'water', path, colour: 'blue', outline: null };
}

describe('painting a picture of a tile', () => {
  it('covers all of it with land first, and puts north at the foot', () => {
    const notes = new Notes();
    const window = tileWindow({ z: 14, x: 3, y: 4 }, 16, 512);
    paintPicture(notes, [square(0, 0, 1024, 512)], window, 'land', 1024);
    expect(notes.said).toEqual([
      'land land 0 0 1024 1024',
      'from 0,1024',
      '256,1024',
      '256,768',
      '0,768',
      'close',
      'fill blue',
    ]);
  });

  it('leaves all else clear where there is no land, as over another picture', () => {
    const notes = new Notes();
    paintPicture(notes, [], tileWindow({ z: 14, x: 3, y: 4 }, 16, 512), null, 64);
    expect(notes.said).toEqual(['clear 0 0 64 64']);
  });

  it('leaves out what lies outside its part of an enlarged tile', () => {
    const window = tileWindow({ z: 17, x: 1, y: 0 }, 16, 512);
    const notes = new Notes();
    paintPicture(notes, [square(0, 0, 1000, 1024), square(3072, 0, 1024, 1024)], window, 'land', 512);
    expect(notes.said).toEqual([
      'land land 0 0 512 512',
      'from 256,512',
      '512,512',
      '512,256',
      '256,256',
      'close',
      'fill blue',
    ]);
  });
});
