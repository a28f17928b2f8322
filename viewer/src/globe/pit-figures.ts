import {
  Cartesian2,
  Cartesian3,
  Color,
  DistanceDisplayCondition,
  LabelCollection,
  LabelStyle,
  Matrix4,
  NearFarScalar,
  type Scene,
  VerticalOrigin,
} from '@cesium/engine';
import type { Pit } from '@undercroft/core/pit/pit';
import type { PitMesh } from '@undercroft/core/pit/pit-mesh';
import type { Place } from './ribbon-vertices.ts';

/** The figures that stand on a pit: depths at its ticks, lengths at its sides, its depth. */
export interface PitFigures {
  show(mesh: PitMesh, pit: Pit, toWorld: Matrix4): void;
  destroy(): void;
}

const FONT = '600 26px Inter, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", sans-serif';

/** The glyphs are made at twice their size, so that they stay crisp on dense screens. */
const SCALE = 0.5;

/** Figures come towards the eye by this much, so that the wall they stand on does not cut them, metres. */
const TOWARDS_EYE_M = 0.9;

/** Sine of the flattest angle a wall is read from. */
const LEAST_FACING = 0.25;

/** Figures of half metres need so much room between them, pixels; with less only whole metres are shown, then none. */
const ROOM_PX = 15;

/** Farther off than so many times its size a pit shows its lengths no more, and half as far its ticks' figures. */
const FAR_SIZES = 14;

interface Figure {
  readonly text: string;
  readonly at: Place;
  readonly kind: 'tick' | 'side' | 'depth';
  /** Into the pit: a figure on a wall that is seen from behind is not shown. */
  readonly normal: Place | null;
  readonly isWhole: boolean;
}

export function pitFigures(scene: Scene): PitFigures {
  const labels = new LabelCollection({ scene });
  scene.primitives.add(labels);
  const world = new Cartesian3();
  const normal = new Cartesian3();
  const toFrame = new Matrix4();
  let figures: readonly Figure[] = [];
  let frame = Matrix4.IDENTITY;
  const hideTurned = (): void => {
    const { camera, canvas } = scene;
    const fovy = 'fovy' in camera.frustum ? Number(camera.frustum.fovy) : 1;
    Matrix4.inverseTransformation(frame, toFrame);
    // From under the floor nothing that stands in the pit is read.
    const isUnder = Matrix4.multiplyByPoint(toFrame, camera.positionWC, world).z < 0;
    for (const [i, figure] of figures.entries()) {
      if (i >= labels.length) continue;
      const label = labels.get(i);
      if (figure.normal === null) {
        if (label.show === isUnder) label.show = !isUnder;
        continue;
      }
      Matrix4.multiplyByPointAsVector(frame, Cartesian3.fromElements(...figure.normal, normal), normal);
      Cartesian3.subtract(camera.positionWC, label.position, world);
      const distanceM = Cartesian3.magnitude(world);
      const metresPerPixel = (2 * distanceM * Math.tan(fovy / 2)) / canvas.clientHeight;
      // Looked at from above, upright distances shrink.
      const roomPx = (0.5 * Math.max(0.15, Math.cos(camera.pitch))) / metresPerPixel;
      const fits = roomPx > (figure.isWhole ? ROOM_PX / 2 : ROOM_PX);
      const show = fits && !isUnder && Cartesian3.dot(world, normal) / distanceM > LEAST_FACING;
      if (label.show !== show) label.show = show;
    }
  };
  const remove = scene.preUpdate.addEventListener(hideTurned);
  return {
    show(mesh, pit, toWorld) {
      figures = figuresOf(mesh, pit);
      frame = toWorld;
      const [west, south, east, north] = boundsOf(pit);
      const sizeM = Math.hypot(east - west, north - south, pit.depthM);
      const zoom = zoomOf(scene);
      while (labels.length > figures.length) labels.remove(labels.get(labels.length - 1));
      for (const [i, { text, at, kind }] of figures.entries()) {
        const label = i < labels.length ? labels.get(i) : labels.add({ position: world });
        Matrix4.multiplyByPoint(toWorld, Cartesian3.fromElements(...at, world), world);
        const farM = Math.max(20, sizeM * FAR_SIZES) * (kind === 'tick' ? 0.45 : 1);
        if (label.text !== text) label.text = text;
        label.font = FONT;
        label.scale = SCALE * zoom * (kind === 'tick' ? 0.9 : 1.05);
        label.position = world;
        label.style = LabelStyle.FILL_AND_OUTLINE;
        label.fillColor = kind === 'tick' ? Color.fromBytes(252, 249, 240) : Color.WHITE;
        label.outlineColor = Color.fromBytes(28, 26, 24);
        label.outlineWidth = 6;
        label.verticalOrigin = VerticalOrigin.CENTER;
        label.pixelOffset = new Cartesian2(kind === 'depth' ? 52 * zoom : 0, kind === 'side' ? -11 * zoom : 0);
        label.eyeOffset = new Cartesian3(0, 0, -TOWARDS_EYE_M);
        label.distanceDisplayCondition = new DistanceDisplayCondition(0, farM);
        label.translucencyByDistance = new NearFarScalar(farM * 0.8, 1, farM, 0);
      }
    },
    destroy() {
      remove();
      scene.primitives.remove(labels);
    },
  };
}

/** Sides shorter than this carry no figure, metres. */
const LEAST_SIDE_M = 0.6;

/** A tick's figure stands this far beyond its end, metres. */
const BEYOND_TICK_M = 0.17;

function figuresOf({ ticks, dimensions }: PitMesh, pit: Pit): readonly Figure[] {
  const slant = Math.hypot(1, pit.batter);
  const figures: Figure[] = ticks.labels.map(({ text, valueM, position: [x, y, z] }, i) => {
    const line = (c: number) => (ticks.lines[i * 6 + 3 + c] ?? 0) - (ticks.lines[i * 6 + c] ?? 0);
    const run = Math.hypot(line(0), line(1));
    const [ux, uy] = [line(0) / run, line(1) / run];
    const at: Place = [x + ux * BEYOND_TICK_M, y + uy * BEYOND_TICK_M, z];
    return { text, at, kind: 'tick', normal: [-uy / slant, ux / slant, pit.batter / slant], isWhole: valueM % 1 === 0 };
  });
  for (const { measures, position, text, valueM } of dimensions) {
    if (measures === 'side' && valueM < LEAST_SIDE_M) continue;
    if (measures === 'side')
      figures.push({ text: `${text} m`, at: raised(position), kind: 'side', normal: null, isWhole: true });
  }
  figures.push({ text: `↧ ${pit.depthM.toFixed(2)} m`, at: [0, 0, 0.12], kind: 'depth', normal: null, isWhole: true });
  return figures;
}

function raised([x, y, z]: readonly [number, number, number]): readonly [number, number, number] {
  return [x, y, z + 0.08];
}

function boundsOf({ rim }: Pit): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < rim.outline.length; i += 2) {
    west = Math.min(west, rim.outline[i] ?? 0);
    east = Math.max(east, rim.outline[i] ?? 0);
    south = Math.min(south, rim.outline[i + 1] ?? 0);
    north = Math.max(north, rim.outline[i + 1] ?? 0);
  }
  return [west, south, east, north];
}

/** A wall is read from farther away; the same steps as the page's own. */
function zoomOf({ canvas }: Scene): number {
  return canvas.clientWidth >= 3400 ? 2 : canvas.clientWidth >= 2400 ? 1.4 : 1;
}
