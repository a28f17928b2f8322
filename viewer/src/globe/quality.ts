import type { CesiumWidget } from '@cesium/engine';
import { setAmbientOcclusion } from './ambient-occlusion.ts';
import {
  fitted,
  type MeasuredQuality,
  QUALITY_PRESETS,
  type QualityName,
  qualityByFrameTimes,
} from './quality-preset.ts';
import type { Sun } from './sun.ts';

/** The quality a person asks for; `auto` is judged by the first frames. */
export type QualityChoice = QualityName | 'auto';

export interface Quality {
  set(choice: QualityChoice): void;
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
}

/** Pauses longer than this are not frames but a page at rest, milliseconds. */
const REST_MS = 2000;

/** Draws as finely as the machine can, or as it is told to. */
export function quality({ widget, sun, choice, onQuality, onTileError }: QualityOptions): Quality {
  const { scene } = widget;
  let wanted = choice;
  let measured: MeasuredQuality | null = null;
  let times: number[] = [];
  let lastMs: number | null = null;
  let applied = '';

  const apply = (): void => {
    const name = wanted === 'auto' ? (measured ?? 'medium') : wanted;
    const { canvas } = widget;
    const ratio = Math.min(window.devicePixelRatio, QUALITY_PRESETS[name].mostPixelRatio);
    const preset = fitted(QUALITY_PRESETS[name], canvas.clientWidth * canvas.clientHeight * ratio * ratio);
    const key = JSON.stringify([name, preset, ratio]);
    if (key === applied) return;
    applied = key;
    widget.useBrowserRecommendedResolution = false;
    widget.resolutionScale = ratio / window.devicePixelRatio;
    scene.msaaSamples = preset.msaaSamples;
    scene.globe.maximumScreenSpaceError = preset.groundErrorPx;
    sun.setShadows(preset.shadowsPx);
    setAmbientOcclusion(scene, preset.ambientOcclusion);
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
    if (lastMs !== null && now - lastMs < REST_MS) times.push(now - lastMs);
    lastMs = now;
    measured = qualityByFrameTimes(times);
    if (measured === null) {
      scene.requestRender();
      return;
    }
    times = [];
    apply();
  };
  const remove = scene.postRender.addEventListener(measure);
  const watcher = new ResizeObserver(apply);
  watcher.observe(widget.canvas);
  apply();

  return {
    set(next) {
      wanted = next;
      apply();
    },
    destroy() {
      watcher.disconnect();
      remove();
    },
  };
}
