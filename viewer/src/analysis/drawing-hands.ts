import type { Drawing } from '@undercroft/core/drawing/drawing';
import { select } from '../state/actions.ts';
import { light } from './analysis-actions.ts';
import { type DrawingView, movedBy, wholeDrawing, zoomedAt } from './drawing-view.ts';
import { drawingElement } from './hand-out-drawing.ts';

/** Hands on a drawing: wheel and drag, keys, pointing at what it shows. */
export interface DrawingHands {
  show(drawing: Drawing): void;
  zoom(factor: number): void;
  whole(): void;
  /** Marks what shows a feature; null marks nothing. */
  point(id: string | null): void;
  end(): void;
}

/** Letters of 2.2 mm are hard to read smaller than this. */
const LEAST_PX_PER_MM = 3.3;

/** Zoom of one unit of the wheel. */
const WHEEL = 1.0016;

const KEY_ZOOM = 1.35;

/** Part of the view that an arrow key moves by. */
const STEP = 0.15;

/** A press that moves farther is a drag, pixels. */
const DRAG_PX = 4;

export function drawingHands(host: HTMLElement): DrawingHands {
  let view: DrawingView = wholeDrawing(1, 1);
  let all: DrawingView = view;
  let svg: Element | null = null;
  let pointed: string | null = null;
  let press: { readonly x: number; readonly y: number; readonly from: DrawingView; moved: boolean } | null = null;
  const stop = new AbortController();
  host.tabIndex = 0;

  const apply = (next: DrawingView): void => {
    view = next;
    svg?.setAttribute('viewBox', `${next.x} ${next.y} ${next.width} ${next.height}`);
  };
  /** Millimetres of paper a pixel is worth: the drawing is fitted into its window whole. */
  const paperPerPx = (): number => {
    const { width, height } = host.getBoundingClientRect();
    return width === 0 || height === 0 ? 0 : Math.max(view.width / width, view.height / height);
  };
  const paperAt = (event: MouseEvent): readonly [number, number] => {
    const { left, top, width, height } = host.getBoundingClientRect();
    const scale = paperPerPx();
    return [
      view.x + view.width / 2 + (event.clientX - left - width / 2) * scale,
      view.y + view.height / 2 + (event.clientY - top - height / 2) * scale,
    ];
  };
  const zoom = (factor: number): void => {
    apply(zoomedAt(view, all, factor, view.x + view.width / 2, view.y + view.height / 2));
  };
  const mark = (): void => {
    for (const element of host.querySelectorAll('.is-lit')) element.classList.remove('is-lit');
    if (pointed === null) return;
    for (const element of host.querySelectorAll(`[data-feature="${CSS.escape(pointed)}"]`)) {
      element.classList.add('is-lit');
    }
  };
  const on = <K extends keyof HTMLElementEventMap>(name: K, act: (event: HTMLElementEventMap[K]) => void): void =>
    host.addEventListener(name, act, { signal: stop.signal, passive: false });

  on('wheel', (event) => {
    event.preventDefault();
    apply(zoomedAt(view, all, WHEEL ** -event.deltaY, ...paperAt(event)));
  });
  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    press = { x: event.clientX, y: event.clientY, from: view, moved: false };
  });
  on('pointermove', (event) => {
    if (press === null) return;
    const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
    if (!press.moved && Math.hypot(dx, dy) > DRAG_PX) {
      press.moved = true;
      host.setPointerCapture(event.pointerId);
    }
    if (press.moved) apply(movedBy(press.from, all, -dx * paperPerPx(), -dy * paperPerPx()));
  });
  on('pointerup', (event) => {
    const wasDrag = press?.moved === true;
    press = null;
    const id = featureAt(event.target);
    if (!wasDrag && id !== null) select(id, { fly: false });
  });
  on('pointercancel', () => {
    press = null;
  });
  on('pointerover', (event) => {
    if (press === null) light(featureAt(event.target));
  });
  on('pointerleave', () => light(null));
  on('keydown', (event) => {
    if (!actOn(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const actOn = (key: string): boolean => {
    switch (key) {
      case '+':
      case '=':
        zoom(KEY_ZOOM);
        return true;
      case '-':
        zoom(1 / KEY_ZOOM);
        return true;
      case '0':
        apply(all);
        return true;
      case 'ArrowLeft':
        apply(movedBy(view, all, -view.width * STEP, 0));
        return true;
      case 'ArrowRight':
        apply(movedBy(view, all, view.width * STEP, 0));
        return true;
      case 'ArrowUp':
        apply(movedBy(view, all, 0, -view.height * STEP));
        return true;
      case 'ArrowDown':
        apply(movedBy(view, all, 0, view.height * STEP));
        return true;
      default:
        return false;
    }
  };

  return {
    show(drawing) {
      svg = drawingElement(drawing);
      svg.setAttribute('width', '100%');
      svg.setAttribute('height', '100%');
      host.replaceChildren(svg);
      all = wholeDrawing(drawing.widthMm, drawing.heightMm);
      apply(all);
      // A long one begins at its top, large enough to be read.
      const factor = LEAST_PX_PER_MM * paperPerPx();
      if (factor > 1) apply(zoomedAt(all, all, factor, drawing.widthMm / 2, 0));
      mark();
    },
    zoom,
    whole: () => apply(all),
    point(id) {
      pointed = id;
      mark();
    },
    end() {
      stop.abort();
      host.replaceChildren();
    },
  };
}

function featureAt(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('[data-feature]')?.getAttribute('data-feature') ?? null) : null;
}
