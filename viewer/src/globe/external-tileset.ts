import { type Cesium3DTileset, type ClippingPolygon, type Scene, ShadowMode } from '@cesium/engine';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { tilesetCut } from './cut-tileset.ts';
import { nameModel } from './external-models.ts';
import type { ModelState } from './external-state.ts';
import type { ModelShader } from './model-shader.ts';
import { raisedBy } from './raised-by.ts';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';

export type PublicTileset = NonNullable<PublicScene['externalTilesets']>[number];

/** A city model of others. */
export interface ExternalTileset {
  /** It is not asked for before it is shown for the first time. */
  setShown(shown: boolean): void;
  /** It becomes glass as the ground does, and is gone where that is. */
  setGroundOpacity(opacity: number): void;
  /** Leaves out what stands over these outlines, at any height. */
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  destroy(): void;
}

/** From here on the ground counts as solid. */
const SOLID_FROM = 0.99;
/** Up to here it counts as gone. */
const GONE_TO = 0.05;

const NOTHING: ModelState = { state: 'idle', waiting: 0, failing: 0, fault: null };

export function externalTileset(
  scene: Scene,
  { id, url, heightOffsetM, screenErrorPx }: PublicTileset,
  look: ModelShader,
  onState: (state: ModelState) => void,
): ExternalTileset {
  let tileset: Cesium3DTileset | null = null;
  let end: (() => void) | null = null;
  let shown = false;
  let opacity = 1;
  let unreadable: string | null = null;
  let progress: TilesProgress = NOTHING;
  const cut = tilesetCut(scene);

  const tell = (): void =>
    onState(shown ? { ...progress, fault: faultOf(tileset !== null, unreadable, progress) } : NOTHING);
  const dress = (): void => {
    if (tileset === null) return;
    tileset.show = shown && opacity > GONE_TO;
    const shader = opacity >= SOLID_FROM ? look.solid : look.glass;
    if (tileset.customShader !== shader) tileset.customShader = shader;
    scene.requestRender();
  };
  const begin = (): void => {
    end = retryingTileset(scene, {
      url,
      settings: () => ({
        maximumScreenSpaceError: screenErrorPx,
        cullRequestsWhileMoving: false,
        // Light and shade are in the pictures already.
        shadows: ShadowMode.DISABLED,
      }),
      onReady(loaded) {
        unreadable = null;
        tileset = loaded;
        nameModel(loaded, id);
        loaded.modelMatrix = raisedBy(loaded.boundingSphere.center, heightOffsetM);
        dress();
        cut.apply(loaded);
      },
      onUnreadable(words) {
        unreadable = words;
        tell();
      },
      onProgress(next) {
        progress = next;
        tell();
      },
    });
  };

  return {
    setShown(next) {
      if (next === shown) return;
      shown = next;
      if (url.includes(TOKEN_PLACE)) {
        onState(shown ? { ...NOTHING, fault: { kind: 'noToken' } } : NOTHING);
        return;
      }
      if (shown && end === null) begin();
      // What has not come yet is not waited for in secret.
      if (!shown && tileset === null) {
        end?.();
        end = null;
        progress = NOTHING;
        unreadable = null;
      }
      dress();
      tell();
    },
    setGroundOpacity(next) {
      opacity = next;
      dress();
    },
    setCutAway: (polygons) => cut.set(polygons, tileset),
    destroy() {
      end?.();
    },
  };
}

function faultOf(isThere: boolean, unreadable: string | null, { failing }: TilesProgress): ModelState['fault'] {
  if (isThere) return failing > 0 ? { kind: 'partly', tiles: failing } : null;
  if (unreadable !== null) return { kind: 'unreadable', words: unreadable };
  return failing > 0 ? { kind: 'away' } : null;
}
