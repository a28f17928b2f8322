import type { CesiumWidget } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { GroundHit } from '../geometry/ray-ground.ts';
import type { Theme } from '../state/view-state.ts';
import { backdrop } from './backdrop.ts';
import { depthFigures, type SayDepth } from './depth-figures.ts';
import { type Dive, type DiveState, dive } from './dive.ts';
import type { CoveredEdges } from './flight.ts';
import { groundCover, SOLID_FROM } from './ground-cover.ts';
import { type Hole, lens } from './lens.ts';
import { levelPlanes } from './level-planes.ts';
import { mix, type Rgb, type ScenePalette } from './palette.ts';
import { type QualityChoice, quality } from './quality.ts';
import type { QualityName } from './quality-preset.ts';
import { sun } from './sun.ts';
import { undergroundPlanes } from './underground-planes.ts';

/** Free space between the lens and labels beside it, CSS pixels. */
const BESIDE_LENS_PX = 8;

/** Everything about the city that is not the city: sky, sun, ground, earth, and how finely all of it is drawn. */
export interface Surroundings {
  readonly dive: Dive;
  setTheme(theme: Theme): void;
  setSunTime(timeMs: number): void;
  setGroundOpacity(opacity: number): void;
  setLens(on: boolean): void;
  setQuality(choice: QualityChoice): void;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
  setDepthWords(say: SayDepth): void;
  /** Whether what lies below ground shows at a place of the picture, CSS pixels. */
  isOpen(x: number, y: number): boolean;
  /** Where labels begin that must leave the lens free, CSS pixels; `null` for beside their pipes. */
  besideX(): number | null;
  destroy(): void;
}

export interface SurroundingsOptions {
  readonly widget: CesiumWidget;
  readonly host: HTMLElement;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly target: readonly [number, number];
  readonly theme: Theme;
  readonly sunTimeMs: number;
  readonly groundOpacity: number;
  readonly quality: QualityChoice;
  readonly instant: boolean;
  readonly depthWords: SayDepth;
  readonly lookedAt: () => GroundHit | null;
  /** What panels cover of the picture's sides now. */
  readonly coveredEdges: () => CoveredEdges;
  readonly onDive: (state: DiveState) => void;
  readonly onQuality: (name: QualityName) => void;
  readonly onTileError: (errorPx: number) => void;
  /** Whether tiles of the view are still to come. */
  readonly isComing: () => boolean;
  /** Drafts are drawn while tiles come, or a whole frame has been drawn again. */
  readonly onDraft: (isDraft: boolean) => void;
  /** The tones for the hour, whenever they become others; `day` is 1 by day and 0 at night. */
  readonly onPalette: (palette: ScenePalette, day: number) => void;
  /** The tone that far things fade to and how far under the camera is, before each frame. */
  readonly onFog: (top: Rgb, deep: Rgb, share: number) => void;
  readonly onHole: (hole: Hole) => void;
}

export function surroundings(options: SurroundingsOptions): Surroundings {
  const { widget, host, ground, geoidOffsetM, target } = options;
  const { scene } = widget;
  let { theme, sunTimeMs, groundOpacity } = options;
  let lensOn = false;
  const light = sun(scene, target, theme, sunTimeMs);
  const sky = backdrop(host, scene, light.look.palette);
  const planes = undergroundPlanes(scene, target, geoidOffsetM);
  const figures = depthFigures({
    scene,
    host,
    levelAt: (lon, lat) => ground.levelAt(lon, lat),
    geoidOffsetM,
    words: options.depthWords,
    coveredLeftPx: () => options.coveredEdges().leftPx,
  });
  const glass = lens(scene, host, options.onHole);
  const passage = dive({
    scene,
    ground,
    geoidOffsetM,
    instant: options.instant,
    lookedAt: options.lookedAt,
    onState: options.onDive,
  });
  const cover = groundCover(
    scene,
    ground,
    geoidOffsetM,
    () => passage.state,
    (share, depthM, opened) => {
      const { earthTop, earthDeep } = light.look.palette;
      sky.setUnderground(share, opened);
      light.setUnderground(share);
      glass.setCovered(share > 0);
      options.onFog(mix(earthTop, earthDeep, 0.3), mix(earthTop, earthDeep, 0.7), share);
      const cameraLevelM = scene.camera.positionCartographic.height - geoidOffsetM;
      const around = levelPlanes(cameraLevelM + depthM, cameraLevelM);
      planes.set(around, share);
      figures.set(around, share);
    },
  );
  const drawing = quality({
    widget,
    sun: light,
    choice: options.quality,
    onQuality: options.onQuality,
    onTileError: options.onTileError,
    isComing: options.isComing,
    onDraft: options.onDraft,
  });

  const paint = (): void => {
    const { palette, glow, day } = light.look;
    sky.setPalette(palette);
    sky.setSun(light.position, glow);
    cover.setPalette(palette);
    planes.setTone(palette.plane);
    options.onPalette(palette, day);
    scene.requestRender();
  };
  const reveal = (): void => {
    cover.setOpacity(groundOpacity);
    light.setGlass(groundOpacity < SOLID_FROM);
    sky.setSeeThrough(lensOn ? 1 : 1 - groundOpacity);
  };
  paint();
  reveal();

  return {
    dive: passage,
    setTheme(next) {
      theme = next;
      light.set(theme, sunTimeMs);
      paint();
    },
    setSunTime(next) {
      sunTimeMs = next;
      light.set(theme, sunTimeMs);
      paint();
    },
    setGroundOpacity(next) {
      groundOpacity = next;
      reveal();
    },
    setLens(on) {
      lensOn = on;
      glass.setOn(on);
      reveal();
    },
    setQuality: (choice) => drawing.set(choice),
    get pixelRatio() {
      return drawing.pixelRatio;
    },
    isOpen: (x, y) => passage.state !== 'above' || groundOpacity < SOLID_FROM || glass.covers(x, y),
    besideX() {
      const edge = glass.edgeX();
      return groundOpacity < SOLID_FROM || edge === null ? null : edge + BESIDE_LENS_PX;
    },
    setDepthWords: (say) => figures.setWords(say),
    destroy() {
      drawing.destroy();
      passage.destroy();
      cover.destroy();
      glass.destroy();
      figures.destroy();
      planes.destroy();
      sky.destroy();
      light.destroy();
    },
  };
}
