import type { ClippingPolygon, Matrix4, Scene } from '@cesium/engine';
import type { FeatureShape } from '../geometry/feature-shape.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { type Ray3, rayGround } from '../geometry/ray-ground.ts';
import type { GroundLevelAt, PlacedPit } from '../pit/pit-place.ts';
import type { Theme } from '../state/view-state.ts';
import type { FlightTarget } from './flight.ts';
import type { Rgb } from './palette.ts';
import { type PitDraftActions, type PitDrawing, pitDrawing } from './pit-draft.ts';
import { type PitHandActions, type PitHands, pitHands } from './pit-hands.ts';
import { type PitLayer, pitLayer } from './pit-layer.ts';
import { type PitMeasures, pitMeasures } from './pit-measures.ts';
import { pitToWorld } from './pit-world.ts';
import { selectionShell } from './selection-shell.ts';

export interface PitDeskOptions {
  readonly scene: Scene;
  readonly container: HTMLElement;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly theme: Theme;
  readonly rayAt: (x: number, y: number) => Ray3 | null;
  readonly fly: (target: FlightTarget) => void;
  readonly cutNetwork: (polygons: readonly ClippingPolygon[]) => void;
  readonly fellTrees: (polygons: readonly ClippingPolygon[]) => void;
  /** Colour of what is pointed at in the list. */
  readonly hoverTone: Rgb;
}

/** All of pits that stands in the 3D view: the pits themselves and the hands on them. */
export interface PitDesk {
  readonly layer: PitLayer;
  readonly levelAt: GroundLevelAt;
  /** Gives the view to hands; what they do is told to `actions`. */
  attach(actions: PitHandActions & PitDraftActions): {
    readonly hands: PitHands;
    readonly drawing: PitDrawing;
    readonly measures: PitMeasures;
    end(): void;
  };
  /** Marks what is pointed at in the list; null marks nothing. */
  point(feature: FeatureShape | null): void;
  /** Looks at a point from near by: degrees, level in metres above the datum. */
  lookAt(lon: number, lat: number, levelM: number, distanceM: number): void;
  /** Carries metres about a pit's frame to Earth-fixed ones. */
  toWorld(placed: PlacedPit): Matrix4;
  /** Calls back after each frame; returns what ends it. */
  onFrame(drawn: () => void): () => void;
  setTheme(theme: Theme): void;
  setFog(tone: Rgb, share: number): void;
  destroy(): void;
}

/** Outside the known ground by more than this a level would be made up, degrees (about 100 m). */
const BEYOND_DEG = 0.001;

/** From how steeply one looks into a pit, degrees: flatter, the near wall would hide what lies in it. */
const LOOK_PITCH_DEG = -64;

export function pitDesk(options: PitDeskOptions): PitDesk {
  const { scene, container, ground, geoidOffsetM, theme, rayAt, fly } = options;
  const layer = pitLayer(scene, geoidOffsetM, theme, options.cutNetwork, options.fellTrees);
  const pointed = selectionShell(scene, ground, geoidOffsetM, options.hoverTone);
  const [west, south, east, north] = ground.bbox;
  const levelAt: GroundLevelAt = (lon, lat) => {
    const known =
      lon > west - BEYOND_DEG && lon < east + BEYOND_DEG && lat > south - BEYOND_DEG && lat < north + BEYOND_DEG;
    return known ? ground.levelAt(lon, lat) : null;
  };
  const groundAt = (x: number, y: number) => {
    const ray = rayAt(x, y);
    return ray === null ? null : rayGround(ray, ground, geoidOffsetM);
  };
  return {
    layer,
    levelAt,
    attach(actions) {
      const host = document.createElement('div');
      host.className = 'pit-overlay';
      container.append(host);
      const hands = pitHands(scene, host, geoidOffsetM, rayAt, actions);
      const level = (lon: number, lat: number) => ground.levelAt(lon, lat);
      const drawing = pitDrawing(scene, container, host, groundAt, level, geoidOffsetM, actions);
      const measures = pitMeasures(scene, host);
      const remove = scene.postRender.addEventListener(() => {
        hands.follow();
        drawing.follow();
        measures.follow();
      });
      return {
        hands,
        drawing,
        measures,
        end() {
          remove();
          hands.destroy();
          drawing.destroy();
          measures.destroy();
          host.remove();
        },
      };
    },
    point: (feature) => pointed.show(feature),
    lookAt(lon, lat, levelM, distanceM) {
      fly({ lon, lat, heightM: levelM + geoidOffsetM, distanceM, headingDeg: null, pitchDeg: LOOK_PITCH_DEG });
    },
    toWorld: (placed) => pitToWorld(placed, geoidOffsetM),
    onFrame: (drawn) => scene.postRender.addEventListener(drawn),
    setTheme: (next) => layer.setTheme(next),
    setFog: (tone, share) => layer.setFog(tone, share),
    destroy() {
      pointed.destroy();
      layer.destroy();
    },
  };
}
