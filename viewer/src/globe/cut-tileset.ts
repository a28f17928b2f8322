import { type Cesium3DTileset, type ClippingPolygon, ClippingPolygonCollection, type Scene } from '@cesium/engine';

/** What is left out of tilesets that come and go while it stays the same. */
export interface TilesetCut {
  /** Leaves out what stands within these outlines, at any height; none leaves nothing out. */
  set(polygons: readonly ClippingPolygon[], tileset: Cesium3DTileset | null): void;
  /** Cuts a tileset that has come since. */
  apply(loaded: Cesium3DTileset): void;
}

export function tilesetCut(scene: Scene): TilesetCut {
  let cut: readonly ClippingPolygon[] = [];
  const cutAway = (tileset: Cesium3DTileset): void => {
    tileset.clippingPolygons = new ClippingPolygonCollection({ polygons: [...cut], enabled: cut.length > 0 });
    scene.requestRender();
  };
  return {
    set(polygons, tileset) {
      if (polygons.length === 0 && cut.length === 0) return;
      cut = polygons;
      if (tileset !== null) cutAway(tileset);
    },
    apply(loaded) {
      if (cut.length > 0) cutAway(loaded);
    },
  };
}
