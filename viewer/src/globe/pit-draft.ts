import { Cartesian3, type Scene, SceneTransforms } from '@cesium/engine';
import type { GroundHit } from '../geometry/ray-ground.ts';
import type { LonLat } from '../pit/pit-spec.ts';

/** What drawing an outline on the ground tells. */
export interface PitDraftActions {
  cursor(at: LonLat | null): void;
  corner(at: LonLat): void;
  close(): void;
  /** A whole outline in one drag. */
  rectangle(corners: readonly LonLat[]): void;
}

export interface ShownDraft {
  readonly corners: readonly LonLat[];
  readonly cursor: LonLat | null;
  readonly faulty: boolean;
}

/** Drawing on the ground: clicks set corners, a drag draws a rectangle square to the view, a double click closes. */
export interface PitDrawing {
  show(draft: ShownDraft | null): void;
  follow(): void;
  destroy(): void;
}

/** A press that moves farther than this is a drag, pixels. */
const DRAG_PX = 6;

/** A click this near to the first corner closes the outline, pixels. */
const CLOSE_PX = 12;

const SVG = 'http://www.w3.org/2000/svg';

export function pitDrawing(
  scene: Scene,
  container: HTMLElement,
  host: HTMLElement,
  groundAt: (x: number, y: number) => GroundHit | null,
  levelAt: (lon: number, lat: number) => number,
  geoidOffsetM: number,
  actions: PitDraftActions,
): PitDrawing {
  let draft: ShownDraft | null = null;
  let press: { readonly x: number; readonly y: number; readonly at: LonLat | null } | null = null;
  let rectangle: readonly LonLat[] | null = null;
  const stop = new AbortController();
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'pit-draft');
  host.append(svg);

  const local = (event: MouseEvent): readonly [number, number] => {
    const { left, top } = scene.canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const hit = (event: MouseEvent): LonLat | null => {
    const found = groundAt(...local(event));
    return found === null ? null : [found.lon, found.lat];
  };
  const screen = ([lon, lat]: LonLat): readonly [number, number] | null => {
    const point = Cartesian3.fromDegrees(lon, lat, levelAt(lon, lat) + geoidOffsetM);
    const place = SceneTransforms.worldToWindowCoordinates(scene, point);
    return place === undefined ? null : [place.x, place.y];
  };
  const mine = (event: PointerEvent): boolean => draft !== null && event.target === scene.canvas;
  const on = (name: 'pointerdown' | 'pointermove' | 'pointerup', act: (event: PointerEvent) => void): void => {
    container.addEventListener(
      name,
      (event) => {
        if (mine(event)) act(event);
      },
      { capture: true, signal: stop.signal },
    );
  };
  on('pointerdown', (event) => {
    if (event.button !== 0 || event.ctrlKey || event.shiftKey) return;
    event.stopPropagation();
    const [x, y] = local(event);
    press = { x, y, at: hit(event) };
  });
  on('pointermove', (event) => {
    const at = hit(event);
    const [x, y] = local(event);
    if (press !== null) {
      event.stopPropagation();
      const far = Math.hypot(x - press.x, y - press.y) > DRAG_PX;
      if (far && draft?.corners.length === 0 && press.at !== null && at !== null) {
        rectangle = squareTo(scene.camera.heading, press.at, at);
        paint();
        return;
      }
    }
    actions.cursor(at);
  });
  on('pointerup', (event) => {
    if (press === null) return;
    event.stopPropagation();
    const done = rectangle;
    press = null;
    rectangle = null;
    if (done !== null) {
      actions.rectangle(done);
      return;
    }
    const at = hit(event);
    const first = draft?.corners[0];
    const start = first === undefined ? null : screen(first);
    const [x, y] = local(event);
    const closes = start !== null && Math.hypot(start[0] - x, start[1] - y) < CLOSE_PX;
    if (closes && (draft?.corners.length ?? 0) >= 3) actions.close();
    // The second click of a double click closes; it sets no corner.
    else if (at !== null && event.detail < 2 && !isDouble(event)) actions.corner(at);
  });
  container.addEventListener(
    'dblclick',
    (event) => {
      if (draft === null) return;
      event.stopPropagation();
      actions.close();
    },
    { capture: true, signal: stop.signal },
  );

  let lastUp = { timeMs: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
  const isDouble = (event: PointerEvent): boolean => {
    const near = Math.hypot(event.clientX - lastUp.x, event.clientY - lastUp.y) < DRAG_PX;
    const quick = event.timeStamp - lastUp.timeMs < DOUBLE_MS;
    lastUp = { timeMs: event.timeStamp, x: event.clientX, y: event.clientY };
    return near && quick;
  };

  const paint = (): void => {
    if (draft === null) {
      svg.replaceChildren();
      return;
    }
    const open = rectangle === null;
    const corners = rectangle ?? (draft.cursor === null ? draft.corners : [...draft.corners, draft.cursor]);
    const places = corners.map(screen);
    const seen = places.filter((place) => place !== null);
    const shape = document.createElementNS(SVG, 'polygon');
    shape.setAttribute('points', seen.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
    shape.setAttribute('class', draft.faulty ? 'is-faulty' : '');
    const marks = seen.map(([x, y], i) => {
      const dot = document.createElementNS(SVG, 'circle');
      dot.setAttribute('cx', x.toFixed(1));
      dot.setAttribute('cy', y.toFixed(1));
      dot.setAttribute('r', i === 0 && open ? '6' : '4');
      return dot;
    });
    svg.replaceChildren(shape, ...marks, ...lengths(corners, places, open));
  };

  return {
    show(next) {
      draft = next;
      container.classList.toggle('is-drawing', draft !== null);
      if (draft === null) {
        press = null;
        rectangle = null;
      }
      paint();
    },
    follow: () => {
      if (draft !== null) paint();
    },
    destroy() {
      stop.abort();
      svg.remove();
      container.classList.remove('is-drawing');
    },
  };
}

const DOUBLE_MS = 350;

const METRES_PER_DEGREE = 111_320;

/** The length of each side at its middle. */
function lengths(
  corners: readonly LonLat[],
  places: readonly (readonly [number, number] | null)[],
  open: boolean,
): readonly SVGTextElement[] {
  const last = open && corners.length < 3 ? corners.length - 1 : corners.length;
  return corners.slice(0, last).flatMap((corner, i) => {
    const j = (i + 1) % corners.length;
    const to = corners[j];
    const [a, b] = [places[i] ?? null, places[j] ?? null];
    if (to === undefined || a === null || b === null || Math.hypot(a[0] - b[0], a[1] - b[1]) < 34) return [];
    const text = document.createElementNS(SVG, 'text');
    text.setAttribute('x', ((a[0] + b[0]) / 2).toFixed(1));
    text.setAttribute('y', ((a[1] + b[1]) / 2 - 5).toFixed(1));
    text.textContent = `${metresBetween(corner, to).toFixed(1)} m`;
    return [text];
  });
}

function metresBetween([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const shrink = Math.cos((((latA + latB) / 2) * Math.PI) / 180);
  return Math.hypot((lonB - lonA) * shrink, latB - latA) * METRES_PER_DEGREE;
}

/** The rectangle with these opposite corners whose sides run along and across the view. */
function squareTo(heading: number, [lonA, latA]: LonLat, [lonB, latB]: LonLat): readonly LonLat[] {
  const shrink = Math.cos((latA * Math.PI) / 180);
  const [dx, dy] = [(lonB - lonA) * shrink, latB - latA];
  const right = [Math.cos(heading), -Math.sin(heading)] as const;
  const share = dx * right[0] + dy * right[1];
  const [x, y] = [right[0] * share, right[1] * share];
  return [
    [lonA, latA],
    [lonA + x / shrink, latA + y],
    [lonB, latB],
    [lonA + (dx - x) / shrink, latA + (dy - y)],
  ];
}
