import { Cartesian3, Matrix4, type Scene, SceneTransforms } from '@cesium/engine';
import type { Place } from './ribbon-vertices.ts';

/** A distance that is shown: between two places about the pit's frame, with its figure. */
export interface Measure {
  readonly from: Place;
  readonly to: Place;
  readonly text: string;
  /** Class that colours it: the verdict it belongs to. */
  readonly tone: string;
  readonly pointed: boolean;
}

/** Dimension lines over the view: never hidden by soil, sharp at any distance. */
export interface PitMeasures {
  show(measures: readonly Measure[], toWorld: Matrix4 | null): void;
  /** Puts them where their places are on screen now. */
  follow(): void;
  destroy(): void;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes across the ends of a line, pixels; and what is shorter on screen than they are long is a point. */
const STROKE_PX = 6;

/** Room that a figure takes above its line, pixels. */
const LIFT_PX = 9;

export function pitMeasures(scene: Scene, host: HTMLElement): PitMeasures {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'pit-measures');
  svg.dataset.testid = 'pit-measures';
  host.append(svg);
  let shown: readonly Measure[] = [];
  let frame: Matrix4 | null = null;
  const world = new Cartesian3();
  const screen = (at: Place): readonly [number, number] | null => {
    if (frame === null) return null;
    Matrix4.multiplyByPoint(frame, Cartesian3.fromElements(...at, world), world);
    const place = SceneTransforms.worldToWindowCoordinates(scene, world);
    return place === undefined ? null : [place.x, place.y];
  };
  const groups: {
    readonly group: SVGGElement;
    readonly lines: readonly SVGPathElement[];
    readonly text: SVGTextElement;
  }[] = [];
  const room = (count: number): void => {
    while (groups.length > count) groups.pop()?.group.remove();
    while (groups.length < count) {
      const group = document.createElementNS(SVG, 'g');
      const lines = ['is-halo', 'is-line'].map((name) => {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('class', name);
        return path;
      });
      const text = document.createElementNS(SVG, 'text');
      group.append(...lines, text);
      svg.append(group);
      groups.push({ group, lines, text });
    }
  };
  const follow = (): void => {
    for (const [i, measure] of shown.entries()) {
      const parts = groups[i];
      if (parts === undefined) continue;
      const [a, b] = [screen(measure.from), screen(measure.to)];
      parts.group.setAttribute('display', a === null || b === null ? 'none' : 'inline');
      if (a === null || b === null) continue;
      const path = pathOf(a, b);
      for (const line of parts.lines) line.setAttribute('d', path);
      parts.text.setAttribute('x', ((a[0] + b[0]) / 2).toFixed(1));
      parts.text.setAttribute('y', (Math.min((a[1] + b[1]) / 2, Math.max(a[1], b[1])) - LIFT_PX).toFixed(1));
    }
  };
  return {
    show(measures, toWorld) {
      shown = measures;
      frame = toWorld;
      room(measures.length);
      for (const [i, { text, tone, pointed }] of measures.entries()) {
        const parts = groups[i];
        if (parts === undefined) continue;
        parts.group.setAttribute('class', `pit-measure is-${tone}${pointed ? ' is-pointed' : ''}`);
        if (parts.text.textContent !== text) parts.text.textContent = text;
      }
      follow();
    },
    follow,
    destroy: () => svg.remove(),
  };
}

/** The line and a stroke across each of its ends. */
function pathOf([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): string {
  const length = Math.hypot(bx - ax, by - ay);
  const [sx, sy] = length < 1 ? [STROKE_PX, 0] : [(-(by - ay) / length) * STROKE_PX, ((bx - ax) / length) * STROKE_PX];
  const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
  return `M${point(ax, ay)}L${point(bx, by)}M${point(ax - sx, ay - sy)}L${point(ax + sx, ay + sy)}M${point(bx - sx, by - sy)}L${point(bx + sx, by + sy)}`;
}
