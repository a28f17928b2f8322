import { Cartesian3, Matrix4, type Scene, SceneTransforms } from '@cesium/engine';
import type { Ray3 } from '../geometry/ray-ground.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import type { LonLat } from '../pit/pit-spec.ts';
import { pitToWorld } from './pit-world.ts';

/** What a hand on a pit does; between `hold` and `release` it is one movement. */
export interface PitHandActions {
  hold(): void;
  release(): void;
  moveCorner(corner: number, to: LonLat): void;
  /** Every corner anew: the whole pit was moved. */
  moveWhole(corners: readonly LonLat[]): void;
  setDepth(depthM: number): void;
}

/** The pit that handles stand on. `corners` are in the order of the spec, not of the floor. */
export interface HandledPit {
  readonly placed: PlacedPit;
  readonly corners: readonly LonLat[];
  readonly names: { readonly corner: string; readonly move: string; readonly depth: string };
}

/** Handles on one pit: its corners, its middle, its depth. Elements of the page, so that they can be reached by name. */
export interface PitHands {
  show(pit: HandledPit | null): void;
  /** Puts the handles where their places are on screen now. */
  follow(): void;
  destroy(): void;
}

interface Handle {
  readonly element: HTMLButtonElement;
  /** Metres about the pit's frame. */
  at: readonly [number, number, number];
}

export function pitHands(
  scene: Scene,
  host: HTMLElement,
  geoidOffsetM: number,
  rayAt: (x: number, y: number) => Ray3 | null,
  actions: PitHandActions,
): PitHands {
  let shown: HandledPit | null = null;
  let toWorld: Matrix4 | null = null;
  let handles: Handle[] = [];
  let held = false;
  const world = new Cartesian3();

  const localRay = (event: PointerEvent, frame: Matrix4) => {
    const { left, top } = scene.canvas.getBoundingClientRect();
    const ray = rayAt(event.clientX - left, event.clientY - top);
    if (ray === null) return null;
    const inverse = Matrix4.inverseTransformation(frame, new Matrix4());
    const o = Matrix4.multiplyByPoint(inverse, new Cartesian3(...ray.origin), new Cartesian3());
    const d = Matrix4.multiplyByPointAsVector(inverse, new Cartesian3(...ray.direction), new Cartesian3());
    return { o, d };
  };
  /** Where the ray meets the level at `z`, metres about the frame. */
  const onLevel = (event: PointerEvent, frame: Matrix4, z: number): readonly [number, number] | null => {
    const ray = localRay(event, frame);
    if (ray === null || Math.abs(ray.d.z) < FLATTEST) return null;
    const t = (z - ray.o.z) / ray.d.z;
    return t <= 0 ? null : [ray.o.x + t * ray.d.x, ray.o.y + t * ray.d.y];
  };
  /** The height at which the ray passes nearest to the upright at x, y. */
  const onUpright = (event: PointerEvent, frame: Matrix4, x: number, y: number): number | null => {
    const ray = localRay(event, frame);
    if (ray === null) return null;
    const flat = ray.d.x * ray.d.x + ray.d.y * ray.d.y;
    if (flat < FLATTEST * FLATTEST) return null;
    const t = ((x - ray.o.x) * ray.d.x + (y - ray.o.y) * ray.d.y) / flat;
    return t <= 0 ? null : ray.o.z + t * ray.d.z;
  };

  const grab = (kind: HandleKind, corner: number, event: PointerEvent): ((event: PointerEvent) => void) | null => {
    const pit = shown;
    // The frame goes with the pit while it is dragged; the hand keeps to the one it took hold in.
    const frame = toWorld;
    const at = handles[handleIndex(kind, corner, pit?.corners.length ?? 0)]?.at;
    if (pit === null || frame === null || at === undefined) return null;
    const { projection, pit: dug } = pit.placed;
    const [cx, cy] = dug.centre;
    switch (kind) {
      case 'corner': {
        const start = onLevel(event, frame, at[2]);
        if (start === null) return null;
        const [floorX, floorY] = inPlane(pit, corner);
        return (move) => {
          const now = onLevel(move, frame, at[2]);
          if (now !== null) {
            actions.moveCorner(corner, projection.inverse(floorX + now[0] - start[0], floorY + now[1] - start[1]));
          }
        };
      }
      case 'move': {
        const start = onLevel(event, frame, at[2]);
        if (start === null) return null;
        const corners = pit.corners.map((_, i) => inPlane(pit, i));
        return (move) => {
          const now = onLevel(move, frame, at[2]);
          if (now === null) return;
          const [dx, dy] = [now[0] - start[0], now[1] - start[1]];
          actions.moveWhole(corners.map(([x, y]) => projection.inverse(x + dx, y + dy)));
        };
      }
      case 'depth': {
        const start = onUpright(event, frame, at[0], at[1]);
        const startM = dug.depthM;
        if (start === null) return null;
        return (move) => {
          const now = onUpright(move, frame, at[0], at[1]);
          if (now !== null) actions.setDepth(startM + start - now);
        };
      }
    }
    function inPlane(of: HandledPit, index: number): readonly [number, number] {
      const out = new Float64Array(2);
      const [lon, lat] = of.corners[index] ?? [cx, cy];
      projection.forward(lon, lat, out);
      return [out[0] ?? 0, out[1] ?? 0];
    }
  };

  const make = (kind: HandleKind, corner: number): Handle => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = `pit-handle is-${kind}`;
    element.dataset.testid = kind === 'corner' ? `pit-corner-${corner}` : `pit-${kind}`;
    element.tabIndex = -1;
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      event.stopPropagation();
      const drag = grab(kind, corner, event);
      if (drag === null) return;
      held = true;
      element.setPointerCapture(event.pointerId);
      element.classList.add('is-held');
      actions.hold();
      const end = (): void => {
        held = false;
        element.classList.remove('is-held');
        element.removeEventListener('pointermove', drag);
        element.removeEventListener('pointerup', end);
        element.removeEventListener('pointercancel', end);
        actions.release();
      };
      element.addEventListener('pointermove', drag);
      element.addEventListener('pointerup', end);
      element.addEventListener('pointercancel', end);
    });
    host.append(element);
    return { element, at: [0, 0, 0] };
  };

  const follow = (): void => {
    if (shown === null || toWorld === null) return;
    for (const { element, at } of handles) {
      Matrix4.multiplyByPoint(toWorld, Cartesian3.fromElements(...at, world), world);
      const place = SceneTransforms.worldToWindowCoordinates(scene, world);
      element.hidden = place === undefined;
      if (place !== undefined) element.style.translate = `${place.x.toFixed(1)}px ${place.y.toFixed(1)}px`;
    }
  };
  const clear = (): void => {
    for (const { element } of handles) element.remove();
    handles = [];
  };

  return {
    show(pit) {
      shown = pit;
      if (pit === null) {
        clear();
        return;
      }
      const count = pit.corners.length;
      if (handles.length !== count + 2 && !held) {
        clear();
        for (let i = 0; i < count; i++) handles.push(make('corner', i));
        handles.push(make('move', 0), make('depth', 0));
      }
      toWorld = pitToWorld(pit.placed, geoidOffsetM);
      place(handles, pit);
      follow();
    },
    follow,
    destroy: clear,
  };
}

type HandleKind = 'corner' | 'move' | 'depth';

/** Sine of the flattest ray that is followed: below it a pixel is worth metres. */
const FLATTEST = 0.02;

function handleIndex(kind: HandleKind, corner: number, corners: number): number {
  switch (kind) {
    case 'corner':
      return corner;
    case 'move':
      return corners;
    case 'depth':
      return corners + 1;
  }
}

/** Corners at the ground, the middle at the ground, the depth at the floor. */
function place(handles: Handle[], { placed, corners, names }: HandledPit): void {
  const { pit, projection } = placed;
  const out = new Float64Array(2);
  const [cx, cy] = pit.centre;
  for (const [i, [lon, lat]] of corners.entries()) {
    projection.forward(lon, lat, out);
    const [x = 0, y = 0] = out;
    const floor = floorCorner(placed, x, y);
    const rim = pit.rim.starts[floor] ?? 0;
    set(handles[i], names.corner, [
      (pit.rim.outline[rim * 2] ?? 0) - cx,
      (pit.rim.outline[rim * 2 + 1] ?? 0) - cy,
      (pit.rim.levelsM[rim] ?? 0) - pit.floorLevelM,
    ]);
  }
  set(handles[corners.length], names.move, [0, 0, pit.depthM]);
  set(handles[corners.length + 1], names.depth, [0, 0, 0]);
}

function set(handle: Handle | undefined, name: string, at: readonly [number, number, number]): void {
  if (handle === undefined) return;
  handle.at = at;
  if (handle.element.title === name) return;
  handle.element.title = name;
  handle.element.setAttribute('aria-label', name);
}

/** The floor's own number of a corner: it may have been turned anticlockwise. */
function floorCorner({ pit }: PlacedPit, x: number, y: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i * 2 < pit.floor.length; i++) {
    const gap = Math.hypot((pit.floor[i * 2] ?? 0) - x, (pit.floor[i * 2 + 1] ?? 0) - y);
    if (gap >= least) continue;
    least = gap;
    best = i;
  }
  return best;
}
