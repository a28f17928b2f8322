import type { Scene } from '@cesium/engine';

/** The colour of one pixel after a frame, and when that frame was drawn, milliseconds since 1970 UTC. */
export interface PixelFrame {
  readonly atMs: number;
  readonly rgb: readonly [red: number, green: number, blue: number];
}

/** Notes the colour of a pixel of the canvas (CSS pixels from its top left) after every frame that is drawn, until told to stop. */
export function watchPixel(scene: Scene, x: number, y: number): () => readonly PixelFrame[] {
  const { canvas } = scene;
  const gl = canvas.getContext('webgl2');
  const frames: PixelFrame[] = [];
  if (gl === null) return () => frames;
  const bytes = new Uint8Array(4);
  const stop = scene.postRender.addEventListener(() => {
    const ratio = canvas.width / canvas.clientWidth;
    const bound: WebGLFramebuffer | null = gl.getParameter(gl.READ_FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
    gl.readPixels(
      Math.floor(x * ratio),
      canvas.height - 1 - Math.floor(y * ratio),
      1,
      1,
      gl.RGBA,
      gl.UNSIGNED_BYTE,
      bytes,
    );
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, bound);
    const [red = 0, green = 0, blue = 0] = bytes;
    frames.push({ atMs: performance.timeOrigin + performance.now(), rgb: [red, green, blue] });
  });
  return () => {
    stop();
    return frames;
  };
}
