import { BillboardCollection, LabelCollection, Primitive, type Scene } from '@cesium/engine';
import { shownModels } from './external-models.ts';

/**
 * Runs a pick as if what cannot be picked were not there: level planes, the hull of a selection, figures of pits, arrows of
 * the flow. The engine draws such things into the picture it picks from all the same, without a name, and with a depth: they
 * would hide the pipes behind them. Ground that is see-through is left out too, and with it models of others, which are as
 * see-through as it is; closed ground hides what lies beneath, as it should. Without `throughModels` models of others stay.
 */
export function seeingThrough<T>(scene: Scene, pick: () => T, throughModels: boolean = true): T {
  const { globe, primitives } = scene;
  const hidden: { show: boolean }[] = [];
  const hide = (thing: { show: boolean }): void => {
    thing.show = false;
    hidden.push(thing);
  };
  for (let i = 0; i < primitives.length; i++) {
    const primitive: unknown = primitives.get(i);
    const isSign = primitive instanceof LabelCollection || primitive instanceof BillboardCollection;
    const isBare = primitive instanceof Primitive && !primitive.allowPicking;
    if ((isSign || isBare) && primitive.show) hide(primitive);
  }
  if (globe.translucency.enabled) {
    if (globe.show) hide(globe);
    if (throughModels) for (const { tileset } of shownModels(scene)) hide(tileset);
  }
  try {
    return pick();
  } finally {
    for (const thing of hidden) thing.show = true;
  }
}
