/** How often it is asked whether a frame has been drawn, milliseconds. */
const FENCE_EVERY_MS = 10;

const BYTES_A_PIXEL = 4;

/**
 * Reads what was just drawn, red, green, blue and opacity from the lowest row up, once the card has drawn it. Asking for
 * the pixels at once would stop the page until then, on a weak card behind everything else it was given. To be called
 * right after the drawing: the picture is not kept. `null` where the card let go of it. Rejects as aborted.
 */
export async function readDrawn(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<Uint8Array | null> {
  const gl = canvas.getContext('webgl2');
  if (gl === null || gl.isContextLost()) return null;
  const { width, height } = canvas;
  const bytes = width * height * BYTES_A_PIXEL;
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
  gl.bufferData(gl.PIXEL_PACK_BUFFER, bytes, gl.STREAM_READ);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, 0);
  gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
  try {
    if (!(await isDrawn(gl, signal))) return null;
    const pixels = new Uint8Array(bytes);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, buffer);
    gl.getBufferSubData(gl.PIXEL_PACK_BUFFER, 0, pixels);
    gl.bindBuffer(gl.PIXEL_PACK_BUFFER, null);
    return pixels;
  } finally {
    gl.deleteBuffer(buffer);
  }
}

/** Waits until the card has drawn what it was given; nobody reads it. Rejects as aborted. */
export async function untilDrawn(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  const gl = canvas.getContext('webgl2');
  if (gl !== null) await isDrawn(gl, signal);
}

/** False where the card let go of it. */
async function isDrawn(gl: WebGL2RenderingContext, signal: AbortSignal): Promise<boolean> {
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (fence === null) return false;
  gl.flush();
  try {
    while (gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
      await new Promise((resolve) => setTimeout(resolve, FENCE_EVERY_MS));
      signal.throwIfAborted();
    }
  } finally {
    gl.deleteSync(fence);
  }
  return !gl.isContextLost();
}
