import type { ClippingPolygon, Scene } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { ModelState } from './external-state.ts';
import { type ExternalTileset, externalTileset } from './external-tileset.ts';
import type { Hole } from './lens.ts';
import { modelShader } from './model-shader.ts';

/** The city models of others that a scene names. */
export interface ExternalTilesets {
  /** `isShown` is asked for each by its id. */
  setShown(isShown: (id: string) => boolean): void;
  setGroundOpacity(opacity: number): void;
  /** 1 by day, 0 at night. */
  setDay(day: number): void;
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  setHole(hole: Hole): void;
  destroy(): void;
}

export function externalTilesets(
  scene: Scene,
  named: NonNullable<PublicScene['externalTilesets']>,
  onState: (states: Readonly<Record<string, ModelState>>) => void,
): ExternalTilesets {
  const look = modelShader();
  let states: Readonly<Record<string, ModelState>> = {};
  const models = new Map<string, ExternalTileset>(
    named.map((each) => [
      each.id,
      externalTileset(scene, each, look, (state) => {
        states = { ...states, [each.id]: state };
        onState(states);
      }),
    ]),
  );
  return {
    setShown(isShown) {
      for (const [id, model] of models) model.setShown(isShown(id));
    },
    setGroundOpacity(opacity) {
      // A model is closed, so that two of its faces lie behind one another: together they let through what the ground does.
      look.setOpacity(opacity ** 1.5);
      for (const model of models.values()) model.setGroundOpacity(opacity);
    },
    setDay: (day) => look.setDay(day),
    setCutAway(polygons) {
      for (const model of models.values()) model.setCutAway(polygons);
    },
    setHole: (hole) => look.setHole(hole),
    destroy() {
      for (const model of models.values()) model.destroy();
    },
  };
}
