import { Cartesian3, type Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { ANALYSIS_SIGNS, type AnalysisSign, drawAnalysisSign, SIGN_RADIUS_PX } from './analysis-glyphs.ts';
import { type ScreenProjector, screenProjector, signScale } from './screen-projector.ts';

export interface PlacedSign {
  readonly id: string;
  readonly kind: AnalysisSign;
  /** Longitude, latitude in degrees. */
  readonly at: readonly [number, number];
  /** Number in a list; empty for none. */
  readonly text: string;
}

/** Signs of an analysis over the view: never hidden by what stands before them, sharp at any distance. */
export interface AnalysisSigns {
  show(signs: readonly PlacedSign[]): void;
  /** Rings the sign of a feature; null rings none. */
  point(id: string | null): void;
  /** Feature whose sign stands there, CSS pixels of the canvas. */
  pick(x: number, y: number): string | null;
  destroy(): void;
}

const TOLERANCE_PX = 3;

export function analysisSigns(scene: Scene, ground: GroundSurface, geoidOffsetM: number): AnalysisSigns {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-labels';
  canvas.dataset.testid = 'analysis-signs';
  canvas.setAttribute('aria-hidden', 'true');
  scene.canvas.parentElement?.append(canvas);
  const context = canvas.getContext('2d');
  let placed: readonly { readonly sign: PlacedSign; readonly world: Cartesian3 }[] = [];
  let drawn: { readonly sign: PlacedSign; readonly x: number; readonly y: number }[] = [];
  let pointed: string | null = null;
  let isBlank = true;

  const draw = (): void => {
    if (context === null || (isBlank && placed.length === 0)) return;
    const ratio = window.devicePixelRatio;
    const width = Math.round(scene.canvas.clientWidth * ratio);
    const height = Math.round(scene.canvas.clientHeight * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    drawn = [];
    isBlank = placed.length === 0;
    const projector: ScreenProjector = screenProjector(scene);
    const scale = signScale(scene.canvas.clientHeight);
    for (const { sign, world } of placed) {
      const spot = projector.project(world);
      if (spot === null) continue;
      drawn.push({ sign, x: spot.x, y: spot.y });
      context.setTransform(ratio * scale, 0, 0, ratio * scale, spot.x * ratio, spot.y * ratio);
      drawAnalysisSign(context, sign.kind, sign.text);
      if (sign.id === pointed) ring(context, SIGN_RADIUS_PX[sign.kind] + 5);
    }
  };
  const remove = scene.postRender.addEventListener(draw);
  return {
    show(signs) {
      placed = signs
        .toSorted((a, b) => ANALYSIS_SIGNS.indexOf(a.kind) - ANALYSIS_SIGNS.indexOf(b.kind))
        .map((sign) => {
          const [lon, lat] = sign.at;
          return { sign, world: Cartesian3.fromDegrees(lon, lat, ground.levelAt(lon, lat) + geoidOffsetM) };
        });
      canvas.dataset.count = String(placed.length);
      draw();
      scene.requestRender();
    },
    point(id) {
      if (pointed === id) return;
      pointed = id;
      scene.requestRender();
    },
    pick(x, y) {
      const scale = signScale(scene.canvas.clientHeight);
      for (let i = drawn.length - 1; i >= 0; i--) {
        const each = drawn[i];
        if (each === undefined) continue;
        const reach = SIGN_RADIUS_PX[each.sign.kind] * scale + TOLERANCE_PX;
        if (Math.hypot(each.x - x, each.y - y) <= reach) return each.sign.id;
      }
      return null;
    },
    destroy() {
      remove();
      canvas.remove();
    },
  };
}

function ring(context: CanvasRenderingContext2D, radius: number): void {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = 'rgb(120 220 255)';
  context.stroke();
}
