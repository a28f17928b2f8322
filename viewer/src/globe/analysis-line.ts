import { Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';

export type LinePlace = readonly [lon: number, lat: number];

/** What drawing a line over the ground, and dragging its ends, tells. */
export interface LineActions {
  cursor(at: LinePlace | null): void;
  begin(at: LinePlace): void;
  finish(at: LinePlace): void;
  /** An end was dragged to another place of the ground. */
  moveEnd(end: 0 | 1, to: LinePlace): void;
}

/** A line that is being drawn (no `to` before the first click), or one that stands and has handles. */
export interface ShownLine {
  readonly from: LinePlace | null;
  readonly to: LinePlace | null;
  readonly isDrawn: boolean;
  readonly length: string;
  /** Names of the ends, for those who cannot see them. */
  readonly names: readonly [string, string];
}

export interface AnalysisLine {
  show(line: ShownLine | null): void;
  /** Puts everything where its place is on screen now. */
  follow(): void;
  destroy(): void;
}

/** A press that moves farther than this draws the line in one drag, pixels. */
const DRAG_PX = 6;

/** What an arrow key moves an end by, degrees of latitude: about half a metre. */
const STEP_DEG = 0.5 / 111_320;

const SVG = 'http://www.w3.org/2000/svg';

export function analysisLine(
  scene: Scene,
  container: HTMLElement,
  host: HTMLElement,
  groundAt: (x: number, y: number) => LinePlace | null,
  levelAt: (lon: number, lat: number) => number,
  geoidOffsetM: number,
  actions: LineActions,
): AnalysisLine {
  let line: ShownLine | null = null;
  let press: { readonly x: number; readonly y: number; readonly isFirst: boolean } | null = null;
  const stop = new AbortController();
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'analysis-line');
  const halo = document.createElementNS(SVG, 'path');
  halo.setAttribute('class', 'is-halo');
  const stroke = document.createElementNS(SVG, 'path');
  const figure = document.createElementNS(SVG, 'text');
  svg.append(halo, stroke, figure);
  host.append(svg);

  const hit = (event: MouseEvent): LinePlace | null => {
    const { left, top } = scene.canvas.getBoundingClientRect();
    return groundAt(event.clientX - left, event.clientY - top);
  };
  const screen = ([lon, lat]: LinePlace): readonly [number, number] | null => {
    const point = Cartesian3.fromDegrees(lon, lat, levelAt(lon, lat) + geoidOffsetM);
    const place = SceneTransforms.worldToWindowCoordinates(scene, point);
    return place === undefined ? null : [place.x, place.y];
  };

  const on = (name: 'pointerdown' | 'pointermove' | 'pointerup', act: (event: PointerEvent) => void): void => {
    const take = (event: PointerEvent): void => {
      if (line?.isDrawn === true && event.target === scene.canvas) act(event);
    };
    container.addEventListener(name, take, { capture: true, signal: stop.signal });
  };
  on('pointerdown', (event) => {
    if (event.button !== 0 || event.ctrlKey || event.shiftKey) return;
    event.stopPropagation();
    const at = hit(event);
    const isFirst = line?.from === null;
    press = { x: event.clientX, y: event.clientY, isFirst };
    if (isFirst && at !== null) actions.begin(at);
  });
  on('pointermove', (event) => {
    if (press !== null) event.stopPropagation();
    actions.cursor(hit(event));
  });
  on('pointerup', (event) => {
    if (press === null) return;
    event.stopPropagation();
    const { x, y, isFirst } = press;
    press = null;
    const at = hit(event);
    // The click that set the first end does not set the second; a drag does.
    const isDrag = Math.hypot(event.clientX - x, event.clientY - y) > DRAG_PX;
    if (at !== null && (!isFirst || isDrag)) actions.finish(at);
  });

  const handles = ([0, 1] as const).map((end) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'analysis-handle';
    element.dataset.testid = `section-end-${end}`;
    element.textContent = end === 0 ? '1' : '1′';
    element.hidden = true;
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      element.setPointerCapture(event.pointerId);
      element.classList.add('is-held');
      const drag = (move: PointerEvent): void => {
        const at = hit(move);
        if (at !== null) actions.moveEnd(end, at);
      };
      const release = (): void => {
        element.classList.remove('is-held');
        element.removeEventListener('pointermove', drag);
        element.removeEventListener('pointerup', release);
        element.removeEventListener('pointercancel', release);
      };
      element.addEventListener('pointermove', drag);
      element.addEventListener('pointerup', release);
      element.addEventListener('pointercancel', release);
    });
    element.addEventListener('keydown', (event) => {
      const at = end === 0 ? line?.from : line?.to;
      const step = stepOf(event.key);
      if (at === null || at === undefined || step === null) return;
      event.preventDefault();
      event.stopPropagation();
      const shrink = Math.max(0.1, Math.cos((at[1] * Math.PI) / 180));
      actions.moveEnd(end, [at[0] + (step[0] * STEP_DEG) / shrink, at[1] + step[1] * STEP_DEG]);
    });
    host.append(element);
    return element;
  });

  const follow = (): void => {
    if (line === null) return;
    const a = line.from === null ? null : screen(line.from);
    const b = line.to === null ? null : screen(line.to);
    const isStood = !line.isDrawn;
    for (const [i, element] of handles.entries()) {
      const place = i === 0 ? a : b;
      element.hidden = place === null || (!isStood && i === 1);
      if (place !== null) element.style.translate = `${place[0].toFixed(1)}px ${place[1].toFixed(1)}px`;
    }
    const hasBoth = a !== null && b !== null;
    svg.setAttribute('display', hasBoth ? 'inline' : 'none');
    if (!hasBoth) return;
    const path = `M${a[0].toFixed(1)} ${a[1].toFixed(1)}L${b[0].toFixed(1)} ${b[1].toFixed(1)}`;
    halo.setAttribute('d', path);
    stroke.setAttribute('d', path);
    figure.setAttribute('x', ((a[0] + b[0]) / 2).toFixed(1));
    figure.setAttribute('y', ((a[1] + b[1]) / 2 - 8).toFixed(1));
  };

  return {
    show(next) {
      line = next;
      container.classList.toggle('is-drawing-line', line?.isDrawn === true);
      if (line?.isDrawn !== true) press = null;
      svg.setAttribute('class', line?.isDrawn === true ? 'analysis-line is-drawn' : 'analysis-line');
      for (const [i, element] of handles.entries()) {
        const name = line?.names[i] ?? '';
        if (element.title !== name) {
          element.title = name;
          element.setAttribute('aria-label', name);
        }
        if (line === null) element.hidden = true;
      }
      figure.textContent = line?.length ?? '';
      if (line === null) svg.setAttribute('display', 'none');
      follow();
    },
    follow,
    destroy() {
      stop.abort();
      svg.remove();
      for (const element of handles) element.remove();
      container.classList.remove('is-drawing-line');
    },
  };
}

/** East and north, for an arrow key. */
function stepOf(key: string): readonly [number, number] | null {
  switch (key) {
    case 'ArrowLeft':
      return [-1, 0];
    case 'ArrowRight':
      return [1, 0];
    case 'ArrowUp':
      return [0, 1];
    case 'ArrowDown':
      return [0, -1];
    default:
      return null;
  }
}
