import { Cartesian2, type CesiumWidget, ScreenSpaceEventHandler, ScreenSpaceEventType } from '@cesium/engine';

/** What becomes of the pointer, CSS pixels of the canvas. */
export interface PointerActions {
  readonly click: (place: Cartesian2) => void;
  readonly move: (place: Cartesian2) => void;
}

/** Listens to the pointer on the picture; returns what ends it. */
export function globePointer({ canvas }: CesiumWidget, { click, move }: PointerActions): () => void {
  const handler = new ScreenSpaceEventHandler(canvas);
  handler.setInputAction(
    ({ position }: { readonly position: Cartesian2 }) => click(Cartesian2.clone(position)),
    ScreenSpaceEventType.LEFT_CLICK,
  );
  handler.setInputAction(
    ({ endPosition }: { readonly endPosition: Cartesian2 }) => move(endPosition),
    ScreenSpaceEventType.MOUSE_MOVE,
  );
  return () => handler.destroy();
}
