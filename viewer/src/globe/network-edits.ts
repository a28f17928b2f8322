import type { Cesium3DTile, Cesium3DTileset, Primitive, Scene } from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import type { EditedFeature, EditNote } from '@undercroft/core/protocol/feature-edit';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { editedBody } from './edited-body.ts';
import type { RowName } from './features-of-rows.ts';
import {
  drawnTiles,
  type EditableTile,
  expire,
  fillSpace,
  hideFeatures,
  isHeavy,
  tilesByAddress,
} from './tile-inside.ts';

/** What edits change of a tileset while it is shown. */
export interface NetworkEdits {
  /** The tileset that is shown from now on. */
  follow(tileset: Cesium3DTileset): void;
  /**
   * Draws the rows of an edit as they are now, in place of those in the tiles: until these have come anew, or where tiles
   * came or went until another tileset is followed. What is `hidden` stays so, and of a tileset that is not drawn the
   * tiles are asked for anew and nothing else.
   */
  show(note: EditNote, hidden: readonly Utility[], isDrawn: boolean): void;
  /** What is drawn in place of tiles is shown but for these. */
  hide(utilities: readonly Utility[]): void;
  /** Takes away what was drawn in place of tiles. */
  clear(): void;
}

/** A row drawn by itself, and the tiles that are awaited: however long, since the old row is hidden in them. */
interface Stand {
  readonly family: RowName['family'];
  readonly utility: Utility;
  readonly body: Primitive | null;
  readonly awaited: Set<EditableTile>;
}

/**
 * The order of things: with the message the old rows are hidden in the tiles that are there and the new ones drawn by
 * themselves; these tiles expire, which makes the engine ask for them anew and draw the old content meanwhile; after the
 * frame that draws the last new content the rows' own drawing goes. A heavy tile that lies unseen under finer ones is left
 * as it is until it is seen: an edit would cost every page the whole city's trunks.
 */
export function networkEdits(scene: Scene, ground: GroundSurface, geoidOffsetM: number): NetworkEdits {
  const stands = new Map<string, Stand>();
  /** Tiles that were on their way when their rows changed: what comes may be of before, and is asked for once more. */
  const again = new Map<EditableTile, string>();
  /** Heavy ones that changed while they were not drawn, and the revision they want. */
  const later = new Map<EditableTile, string>();
  let tileset: Cesium3DTileset | null = null;
  let stopFollowing = (): void => undefined;

  const take = (id: string): void => {
    const stand = stands.get(id);
    if (stand === undefined) return;
    stands.delete(id);
    if (stand.body !== null) scene.primitives.remove(stand.body);
    scene.requestRender();
  };
  /** What stood for tiles of which this was the last. */
  const without = (tile: EditableTile): readonly string[] =>
    [...stands].flatMap(([id, { awaited }]) => (awaited.delete(tile) && awaited.size === 0 ? [id] : []));
  const came = (tile: EditableTile): void => {
    const revision = again.get(tile);
    if (revision !== undefined) {
      again.delete(tile);
      hideFeatures(
        tile,
        [...stands].map(([id, { family }]) => ({ id, family })),
      );
      expire(tile, revision);
      scene.requestRender();
      return;
    }
    const done = without(tile);
    if (done.length === 0) return;
    // The content is first drawn in this frame; until it is, the row stands for it.
    const drawn = scene.postRender.addEventListener(() => {
      drawn();
      for (const id of done) if (stands.get(id)?.awaited.size === 0) take(id);
    });
    scene.requestRender();
  };
  const gone = (tile: EditableTile): void => {
    again.delete(tile);
    later.delete(tile);
    for (const id of without(tile)) take(id);
  };
  /** At leisure: the tiles are made on the machine's other cores, or on those that draw. */
  const askAfterFrame = (tiles: readonly EditableTile[], revision: string): void => {
    if (tiles.length === 0) return;
    const shown = tileset;
    const drawn = scene.postRender.addEventListener(() => {
      drawn();
      // Another tileset has come in place of these tiles.
      if (tileset !== shown) return;
      for (const tile of tiles) if (!tile.contentUnloaded) askAnew(tile, revision);
      scene.requestRender();
    });
  };
  const seen = (tile: EditableTile): void => {
    const revision = later.get(tile);
    if (revision === undefined) return;
    later.delete(tile);
    askAnew(tile, revision);
    scene.requestRender();
  };
  const stand = (feature: EditedFeature, awaited: readonly EditableTile[], hidden: readonly Utility[]): void => {
    take(feature.id);
    const { id, family, utility } = feature;
    const body = editedBody(feature, ground, geoidOffsetM);
    if (body !== null) {
      body.show = !hidden.includes(utility);
      scene.primitives.add(body);
    }
    stands.set(id, { family, utility, body, awaited: new Set(awaited) });
  };
  const askAnew = (tile: EditableTile, revision: string): void => {
    // One that has expired already has not been asked for yet.
    if (tile.contentReady || tile.contentExpired) expire(tile, revision);
    else again.set(tile, revision);
  };

  return {
    follow(next) {
      stopFollowing();
      again.clear();
      later.clear();
      tileset = next;
      const removals = [
        next.tileLoad.addEventListener((tile: Cesium3DTile) => came(tile as unknown as EditableTile)),
        next.tileUnload.addEventListener((tile: Cesium3DTile) => gone(tile as unknown as EditableTile)),
        next.tileVisible.addEventListener((tile: Cesium3DTile) => seen(tile as unknown as EditableTile)),
      ];
      stopFollowing = () => {
        for (const remove of removals) remove();
      };
    },
    show({ features, tiles, isStructural, revision }, hidden, isDrawn) {
      if (tileset === null) return;
      const known = tilesByAddress(tileset);
      const drawn = drawnTiles(tileset);
      const awaited: EditableTile[] = [];
      const dirty: EditableTile[] = [];
      for (const { z, x, y, region } of tiles) {
        const tile = known.get(`${z}/${x}/${y}`);
        if (tile === undefined) continue;
        fillSpace(tile, region);
        if (tile.contentUnloaded || tile.contentFailed) continue;
        const isDrawnNow = drawn.has(tile);
        if (!isDrawnNow && !isStructural && isHeavy(tile)) {
          later.set(tile, revision);
          continue;
        }
        hideFeatures(tile, features);
        if (isDrawnNow) awaited.push(tile);
        if (!isStructural) dirty.push(tile);
      }
      // Where nothing of it is drawn, what comes is new.
      if (isDrawn && (awaited.length > 0 || isStructural)) {
        for (const feature of features) stand(feature, awaited, hidden);
      }
      askAfterFrame(dirty, revision);
      scene.requestRender();
    },
    hide(utilities) {
      for (const { body, utility } of stands.values()) if (body !== null) body.show = !utilities.includes(utility);
      scene.requestRender();
    },
    clear() {
      for (const id of stands.keys()) take(id);
    },
  };
}
