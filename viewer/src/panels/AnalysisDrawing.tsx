import type { Drawing } from '@undercroft/core/drawing/drawing';
import { type RefObject, useEffect, useRef } from 'react';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { type DrawingHands, drawingHands } from '../analysis/drawing-hands.ts';

interface Props {
  readonly drawing: Drawing;
  readonly label: string;
  /** Holds the hands on the drawing while it stands, for buttons beside it. */
  readonly hands: RefObject<DrawingHands | null>;
}

/** A drawing that can be moved and enlarged; what is pointed at in it is lit in the view, and the other way. */
export function AnalysisDrawing({ drawing, label, hands }: Props) {
  const host = useRef<HTMLElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const made = drawingHands(host.current);
    hands.current = made;
    made.point(useAnalysis.getState().lit);
    const stop = useAnalysis.subscribe((now, before) => {
      if (now.lit !== before.lit) made.point(now.lit);
    });
    return () => {
      stop();
      hands.current = null;
      made.end();
    };
  }, [hands]);
  useEffect(() => hands.current?.show(drawing), [drawing, hands]);
  return <section ref={host} className="analysis-paper" aria-label={label} data-testid="analysis-drawing" />;
}
