import { Cartesian2, Cesium3DTileFeature, type Scene } from '@cesium/engine';
import { canPick } from './can-pick.ts';
import { modelPartOf, shownModels } from './external-models.ts';
import { seeingThrough } from './seeing-through.ts';

/** The part of the engine that finds several things in one picture; its public `drillPick` draws one for each. */
interface PickingInside {
  readonly picking: {
    pick(scene: Scene, place: Cartesian2, width: number, height: number, limit: number): readonly unknown[];
  };
}

/** Ids of the conduits in sight, those nearest to the middle of the picture first, of at most `most` things there. */
export function pickVisibleConduits(scene: Scene, most: number): readonly string[] {
  if (!canPick(scene)) return [];
  const { clientWidth, clientHeight } = scene.canvas;
  const middle = new Cartesian2(clientWidth / 2, clientHeight / 2);
  return conduitIds(
    seeingThrough(scene, () =>
      (scene as unknown as PickingInside).picking.pick(scene, middle, clientWidth, clientHeight, most),
    ),
  );
}

/** Side of the square about the middle in which a dive looks for something to go to, as a part of the picture's height. */
const AIM = 0.7;

/** The conduit nearest to the middle of the picture, whether or not the ground hides it; `null` for none near it. */
export function pickMiddleConduit(scene: Scene): string | null {
  if (!canPick(scene)) return null;
  const { clientWidth, clientHeight } = scene.canvas;
  const middle = new Cartesian2(clientWidth / 2, clientHeight / 2);
  const side = Math.round(clientHeight * AIM);
  const cover = [scene.globe, ...shownModels(scene).map(({ tileset }) => tileset)].filter(({ show }) => show);
  for (const each of cover) each.show = false;
  try {
    return conduitIds((scene as unknown as PickingInside).picking.pick(scene, middle, side, side, 6))[0] ?? null;
  } finally {
    for (const each of cover) each.show = true;
  }
}

function conduitIds(picked: readonly unknown[]): readonly string[] {
  return picked.flatMap((thing) => {
    if (
      !(thing instanceof Cesium3DTileFeature) ||
      modelPartOf(thing) !== null ||
      thing.getProperty('kind') !== 'conduit'
    )
      return [];
    const id: unknown = thing.getProperty('id');
    return typeof id === 'string' ? [id] : [];
  });
}
