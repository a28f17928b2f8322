import type { CesiumWidget } from '@cesium/engine';
import { ambientOcclusion } from './ambient-occlusion.ts';
import { setCoarserAfar } from './coarser-afar.ts';
import { DraftRule, draftScale } from './draft-rule.ts';
import {
  fitted,
  type MeasuredQuality,
  QUALITY_PRESETS,
  type QualityName,
  type QualityPreset,
  qualityByFrameTimes,
} from './quality-preset.ts';
import type { Sun } from './sun.ts';

/** The quality a person asks for; `auto` is judged by the first frames. */
export type QualityChoice = QualityName | 'auto';

export interface Quality {
  set(choice: QualityChoice): void;
  /** Device pixels a CSS pixel of whole frames. */
  readonly pixelRatio: number;
  destroy(): void;
}

export interface QualityOptions {
  readonly widget: CesiumWidget;
  readonly sun: Sun;
  readonly choice: QualityChoice;
  /** The preset that is drawn with, whenever it becomes another. */
  readonly onQuality: (name: QualityName) => void;
  /** Greatest error of tiles on screen, pixels. */
  readonly onTileError: (errorPx: number) => void;
  /** Whether tiles of the view are still to come: a slow machine draws drafts until they are there. */
  readonly isComing: () => boolean;
  /** Drafts are drawn from now on, or a whole frame has been drawn again. */
  readonly onDraft: (isDraft: boolean) => void;
}

/** Draws as finely as the machine can, or as it is told to. */
export function quality({ widget, sun, choice, onQuality, onTileError, isComing, onDraft }: QualityOptions): Quality {
  const { scene } = widget;
  const occlusion = ambientOcclusion(scene);
  const rule = new DraftRule();
  let isDraft = false;
  let drawnAsDraft = false;
  let isDraftTold = false;
  let turnMs: number | null = null;
  let pixelRatio = 1;
  let wanted = choice;
  let measured: MeasuredQuality | null = null;
  let times: number[] = [];
  let lastMs: number | null = null;
  let applied = '';

  const apply = (): void => {
    const name = wanted === 'auto' ? (measured ?? 'medium') : wanted;
    const { canvas } = widget;
    pixelRatio = Math.min(window.devicePixelRatio, QUALITY_PRESETS[name].mostPixelRatio);
    const pixels = canvas.clientWidth * canvas.clientHeight * pixelRatio * pixelRatio;
    const whole = fitted(QUALITY_PRESETS[name], pixels);
    const preset = isDraft ? drafted(whole) : whole;
    const key = JSON.stringify([name, preset, pixelRatio, isDraft ? pixels : null]);
    if (key === applied) return;
    applied = key;
    widget.useBrowserRecommendedResolution = false;
    widget.resolutionScale = (pixelRatio / window.devicePixelRatio) * (isDraft ? draftScale(pixels) : 1);
    scene.msaaSamples = preset.msaaSamples;
    scene.globe.maximumScreenSpaceError = preset.groundErrorPx;
    sun.setShadows(preset.shadowsPx);
    occlusion.set(preset.ambientOcclusion);
    onTileError(preset.tileErrorPx);
    onQuality(name);
    scene.requestRender();
  };
  const measure = (): void => {
    if (wanted !== 'auto' || measured !== null || document.hidden) {
      lastMs = null;
      return;
    }
    const now = performance.now();
    // While it is judged every frame asks for the next: there are no pauses, and a frame may take seconds.
    if (lastMs !== null) times.push(now - lastMs);
    lastMs = now;
    measured = qualityByFrameTimes(times);
    if (measured === null) {
      scene.requestRender();
      return;
    }
    times = [];
    apply();
  };
  const turn = (): void => {
    const now = performance.now();
    const tookMs = turnMs === null || document.hidden ? 0 : now - turnMs;
    turnMs = now;
    const isJudged = wanted !== 'auto' || measured !== null;
    // The engine takes a new size up before it draws, which for this frame it has done.
    drawnAsDraft = isDraft;
    isDraft = isJudged && wanted !== 'test' && rule.next(tookMs, isComing());
    if (isDraft !== drawnAsDraft) apply();
    // As this very frame is drawn: one that took other tiles would throw those of all others away.
    setCoarserAfar(scene, drawnRatio(widget) / pixelRatio);
  };
  const tell = (): void => {
    if (isDraft !== drawnAsDraft) scene.requestRender();
    if (drawnAsDraft === isDraftTold) return;
    isDraftTold = drawnAsDraft;
    onDraft(isDraftTold);
  };
  const removals = [
    scene.postRender.addEventListener(measure),
    scene.preUpdate.addEventListener(turn),
    scene.postRender.addEventListener(tell),
  ];
  const watcher = new ResizeObserver(apply);
  watcher.observe(widget.canvas);
  apply();

  return {
    set(next) {
      wanted = next;
      apply();
    },
    get pixelRatio() {
      return pixelRatio;
    },
    destroy() {
      occlusion.destroy();
      watcher.disconnect();
      for (const remove of removals) remove();
    },
  };
}

/** Device pixels a CSS pixel as the engine has taken them up. */
function drawnRatio({ canvas, scene }: CesiumWidget): number {
  return canvas.clientWidth === 0 ? 1 : scene.drawingBufferWidth / canvas.clientWidth;
}

/** Without what makes a frame slow: on a processor alone ambient occlusion takes four fifths of one. */
function drafted(preset: QualityPreset): QualityPreset {
  return { ...preset, msaaSamples: 1, shadowsPx: null, ambientOcclusion: false };
}
