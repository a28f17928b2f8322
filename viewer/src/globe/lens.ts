import type { Scene } from '@cesium/engine';

/** Radius of the lens, CSS pixels. */
export const LENS_RADIUS_PX = 92;

/** A round hole in the ground that follows the pointer: what lies beneath shows in it and can be picked there. */
export interface Lens {
  setOn(on: boolean): void;
  /** Below ground there is nothing to look through. */
  setCovered(covered: boolean): void;
  /** Whether a place of the picture lies in the open lens, CSS pixels. */
  covers(x: number, y: number): boolean;
  /** Its right edge; `null` when it is not open. */
  edgeX(): number | null;
  destroy(): void;
}

/** Centre and radius of a hole in pixels of the drawing buffer, from its lower left corner; radius 0 for none. */
export type Hole = readonly [x: number, y: number, radius: number];

/**
 * The ground's own shader leaves the hole out (`cut`), so nothing else has to be see-through; the rim and the shade
 * inside it are an element of the page.
 */
export function lens(scene: Scene, host: HTMLElement, cut: (hole: Hole) => void): Lens {
  const { canvas } = scene;
  const rim = document.createElement('div');
  rim.className = 'lens-rim';
  rim.hidden = true;
  host.append(rim);
  const stop = new AbortController();
  let on = false;
  let covered = false;
  let over = false;
  let place = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
  const pixelRatio = (): number => (canvas.clientWidth === 0 ? 1 : canvas.width / canvas.clientWidth);
  let cutAt = 0;

  const show = (): void => {
    const shown = on && !covered && over;
    rim.hidden = !shown;
    host.classList.toggle('has-lens', shown);
    if (shown) {
      const pixels = pixelRatio();
      cutAt = pixels;
      rim.style.transform = `translate(${place.x - LENS_RADIUS_PX}px, ${place.y - LENS_RADIUS_PX}px)`;
      cut([place.x * pixels, canvas.height - place.y * pixels, LENS_RADIUS_PX * pixels]);
    } else {
      cut([0, 0, 0]);
    }
    scene.requestRender();
  };
  const move = (event: PointerEvent): void => {
    const { left, top } = canvas.getBoundingClientRect();
    place = { x: event.clientX - left, y: event.clientY - top };
    over = true;
    if (on) show();
  };
  // The hole is told in pixels of the drawing buffer, which is coarser in drafts.
  const remove = scene.preRender.addEventListener(() => {
    if (!rim.hidden && pixelRatio() !== cutAt) show();
  });
  canvas.addEventListener('pointermove', move, { signal: stop.signal });
  canvas.addEventListener('pointerdown', move, { signal: stop.signal });
  canvas.addEventListener(
    'pointerleave',
    () => {
      over = false;
      if (on) show();
    },
    { signal: stop.signal },
  );

  return {
    setOn(next) {
      on = next;
      // By the keyboard alone it opens in the middle of the view.
      over ||= next;
      show();
    },
    setCovered(next) {
      if (next === covered) return;
      covered = next;
      show();
    },
    covers: (x, y) => !rim.hidden && Math.hypot(x - place.x, y - place.y) < LENS_RADIUS_PX,
    edgeX: () => (rim.hidden ? null : place.x + LENS_RADIUS_PX),
    destroy() {
      stop.abort();
      remove();
      rim.remove();
      host.classList.remove('has-lens');
    },
  };
}
