import { Primitive, type Scene } from '@cesium/engine';

/**
 * Runs a pick as if what cannot be picked were not there: level planes, the hull of a selection. The engine draws such
 * things into the picture it picks from all the same, without a name, and with a depth: they would hide the pipes behind
 * them. Ground that is see-through is left out too; closed ground hides what lies beneath, as it should.
 */
export function seeingThrough<T>(scene: Scene, pick: () => T): T {
  const { globe, primitives } = scene;
  const hidden: { show: boolean }[] = [];
  const hide = (thing: { show: boolean }): void => {
    thing.show = false;
    hidden.push(thing);
  };
  for (let i = 0; i < primitives.length; i++) {
    const primitive: unknown = primitives.get(i);
    if (primitive instanceof Primitive && primitive.show && !primitive.allowPicking) hide(primitive);
  }
  if (globe.show && globe.translucency.enabled) hide(globe);
  try {
    return pick();
  } finally {
    for (const thing of hidden) thing.show = true;
  }
}
