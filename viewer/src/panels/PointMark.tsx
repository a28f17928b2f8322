import type { CityPointKind } from '@undercroft/core/model/city-point';
import { useEffect, useRef } from 'react';
import { drawGlyph } from '../globe/city-point-glyphs.ts';
import { useApp } from '../state/store.ts';

/** CSS pixels of a side. */
const SIDE_PX = 26;

/** The sign a kind of point has in the scene, drawn by the same code. */
export function PointMark({ kind }: { readonly kind: CityPointKind }) {
  const theme = useApp((state) => state.theme);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const ratio = window.devicePixelRatio;
    context.canvas.width = Math.round(SIDE_PX * ratio);
    context.canvas.height = Math.round(SIDE_PX * ratio);
    context.setTransform(ratio, 0, 0, ratio, (SIDE_PX / 2) * ratio, (SIDE_PX / 2) * ratio);
    drawGlyph(context, kind, theme);
  }, [kind, theme]);
  return (
    <span className="point-mark" aria-hidden="true">
      <canvas ref={canvas} />
    </span>
  );
}
