import { TRAIL_FLOATS, trailProgram } from './trail-program.ts';
import { UNIT_FLOATS, unitProgram } from './unit-program.ts';

/** What a frame of the units is drawn with. */
export interface UnitFrame {
  /** From metres about the middle to clip space, column by column. */
  readonly toClip: Float32Array;
  /** Unit vectors on the ground. */
  readonly east: readonly [number, number, number];
  readonly north: readonly [number, number, number];
  readonly ratio: number;
  /** Seconds of the layer's clock, and of the city's since the layer began. */
  readonly now: number;
  readonly cityNow: number;
  /** Ages between which a unit turns from fresh to stale, seconds. */
  readonly stale: readonly [number, number];
  readonly metresPerPixelAtOne: number;
  readonly tones: UnitTones;
  /** How many units are drawn, and stretches of trails. */
  readonly units: number;
  readonly stretches: number;
}

/** Red, green, blue from 0 to 1. */
export type Tone = readonly [number, number, number];

export interface UnitTones {
  readonly plain: Tone;
  readonly marked: Tone;
  readonly selected: Tone;
  readonly rim: Tone;
  readonly stale: Tone;
}

/**
 * A see-through picture over the scene with a graphics context of its own: units move in it many times a second while the
 * scene below is not drawn anew. A context that was taken away is set up again when it comes back.
 */
export interface UnitCanvas {
  readonly element: HTMLCanvasElement;
  /** Floats of units that changed, from row `first` on. */
  putUnits(floats: Float32Array, first: number, count: number): void;
  putTrails(floats: Float32Array, count: number): void;
  /** Makes room; everything is to be put again. */
  reserve(units: number): void;
  draw(frame: UnitFrame): void;
  clear(): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** `null` where the browser gives no context. `onRestored`: everything is to be put again. */
export function unitCanvas(onRestored: () => void): UnitCanvas | null {
  const element = document.createElement('canvas');
  element.className = 'map-labels live-units';
  element.setAttribute('aria-hidden', 'true');
  const gl = element.getContext('webgl2', { antialias: false, depth: false, stencil: false, alpha: true });
  if (gl === null) return null;
  let parts = partsOf(gl);
  const onLost = (event: Event): void => event.preventDefault();
  const onBack = (): void => {
    parts = partsOf(gl);
    onRestored();
  };
  element.addEventListener('webglcontextlost', onLost);
  element.addEventListener('webglcontextrestored', onBack);
  return {
    element,
    putUnits(floats, first, count) {
      gl.bindBuffer(gl.ARRAY_BUFFER, parts.unitBuffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, first * UNIT_FLOATS * 4, floats, first * UNIT_FLOATS, count * UNIT_FLOATS);
    },
    putTrails(floats, count) {
      gl.bindBuffer(gl.ARRAY_BUFFER, parts.trailBuffer);
      gl.bufferData(gl.ARRAY_BUFFER, floats.subarray(0, count * TRAIL_FLOATS), gl.DYNAMIC_DRAW);
    },
    reserve(units) {
      gl.bindBuffer(gl.ARRAY_BUFFER, parts.unitBuffer);
      gl.bufferData(gl.ARRAY_BUFFER, units * UNIT_FLOATS * 4, gl.DYNAMIC_DRAW);
    },
    draw(frame) {
      gl.viewport(0, 0, element.width, element.height);
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      drawTrails(gl, parts, frame, element);
      drawUnits(gl, parts, frame, element);
    },
    clear() {
      gl.clearColor(0, 0, 0, 0);
      gl.clear(gl.COLOR_BUFFER_BIT);
    },
    resize(width, height) {
      if (element.width === width && element.height === height) return;
      element.width = width;
      element.height = height;
    },
    destroy() {
      element.removeEventListener('webglcontextlost', onLost);
      element.removeEventListener('webglcontextrestored', onBack);
      gl.deleteBuffer(parts.unitBuffer);
      gl.deleteBuffer(parts.trailBuffer);
      gl.deleteVertexArray(parts.unitArray);
      gl.deleteVertexArray(parts.trailArray);
      gl.deleteProgram(parts.units.program);
      gl.deleteProgram(parts.trails.program);
      // A browser has few contexts to give; this one is free at once.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      element.remove();
    },
  };
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(gl: WebGL2RenderingContext) {
  const unitBuffer = gl.createBuffer();
  const unitArray = gl.createVertexArray();
  gl.bindVertexArray(unitArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, unitBuffer);
  layOut(gl, UNIT_FLOATS, [3, 3, 2, 1, 1, 2], 0);
  const trailBuffer = gl.createBuffer();
  const trailArray = gl.createVertexArray();
  gl.bindVertexArray(trailArray);
  gl.bindBuffer(gl.ARRAY_BUFFER, trailBuffer);
  layOut(gl, TRAIL_FLOATS, [3, 3, 2], 1);
  gl.bindVertexArray(null);
  return { units: unitProgram(gl), trails: trailProgram(gl), unitBuffer, unitArray, trailBuffer, trailArray };
}

function layOut(gl: WebGL2RenderingContext, floats: number, sizes: readonly number[], divisor: number): void {
  let offset = 0;
  sizes.forEach((size, location) => {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, size, gl.FLOAT, false, floats * 4, offset * 4);
    gl.vertexAttribDivisor(location, divisor);
    offset += size;
  });
}

function drawUnits(gl: WebGL2RenderingContext, parts: Parts, frame: UnitFrame, { width, height }: HTMLCanvasElement) {
  const { at, begin } = parts.units;
  begin();
  gl.uniformMatrix4fv(at.toClip, false, frame.toClip);
  gl.uniform3f(at.east, ...frame.east);
  gl.uniform3f(at.north, ...frame.north);
  gl.uniform2f(at.sizePx, width / 2, height / 2);
  gl.uniform1f(at.ratio, frame.ratio);
  gl.uniform1f(at.now, frame.now);
  gl.uniform1f(at.cityNow, frame.cityNow);
  gl.uniform2f(at.stale, ...frame.stale);
  gl.uniform1f(at.metresPerPixelAtOne, frame.metresPerPixelAtOne);
  gl.uniform3f(at.tone, ...frame.tones.plain);
  gl.uniform3f(at.markTone, ...frame.tones.marked);
  gl.uniform3f(at.selectTone, ...frame.tones.selected);
  gl.uniform3f(at.rim, ...frame.tones.rim);
  gl.uniform3f(at.staleTone, ...frame.tones.stale);
  gl.bindVertexArray(parts.unitArray);
  gl.drawArrays(gl.POINTS, 0, frame.units);
  gl.bindVertexArray(null);
}

function drawTrails(gl: WebGL2RenderingContext, parts: Parts, frame: UnitFrame, { width, height }: HTMLCanvasElement) {
  const { at, begin } = parts.trails;
  begin();
  gl.uniformMatrix4fv(at.toClip, false, frame.toClip);
  gl.uniform2f(at.sizePx, width / 2, height / 2);
  gl.uniform1f(at.widthPx, 1.9 * frame.ratio);
  gl.uniform3f(at.tone, ...frame.tones.plain);
  gl.bindVertexArray(parts.trailArray);
  gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, frame.stretches);
  gl.bindVertexArray(null);
}
