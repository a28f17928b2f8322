import type { Scene } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { conduitLabels, type SayConduit } from './conduit-labels.ts';
import { flowArrows } from './flow-arrows.ts';
import { type ConduitsById, watchInSight } from './in-sight.ts';
import type { Box } from './label-choice.ts';

/** What is written and drawn about the conduits in sight: labels near by, arrows of flow when asked for. */
export interface Annotations {
  setFlow(on: boolean): void;
  setWords(say: SayConduit): void;
  /** The same conduits may say something else now. */
  renew(): void;
  destroy(): void;
}

export interface AnnotationsOptions {
  readonly scene: Scene;
  readonly host: HTMLElement;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly conduits: ConduitsById;
  readonly words: SayConduit;
  readonly flow: boolean;
  /** Whether what lies below ground shows at a place of the picture, CSS pixels. */
  readonly isOpen: (x: number, y: number) => boolean;
  /** Where labels begin that must leave the lens free, CSS pixels; `null` for beside their pipes. */
  readonly besideX: () => number | null;
}

/** Higher than this above the ground no pipe is near enough for a label, metres. */
const LABELS_BELOW_M = 90;

/** What stands in the picture already, and no label may cover. */
const OBSTACLES = '.dock, .depth-figure:not([hidden]), .scene-tools, .pit-figure';

export function annotations(options: AnnotationsOptions): Annotations {
  const { scene, host, ground, geoidOffsetM } = options;
  let { flow } = options;
  const obstacles = (): readonly Box[] => {
    const { left, top } = host.getBoundingClientRect();
    return [...document.querySelectorAll(OBSTACLES)].map((element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top };
    });
  };
  const near = (): boolean => {
    const { longitude, latitude, height } = scene.camera.positionCartographic;
    const levelM = ground.levelAt((longitude * 180) / Math.PI, (latitude * 180) / Math.PI);
    return height - geoidOffsetM - levelM < LABELS_BELOW_M;
  };
  const labels = conduitLabels(
    scene,
    host,
    ground,
    geoidOffsetM,
    options.words,
    obstacles,
    options.isOpen,
    options.besideX,
  );
  const arrows = flowArrows(scene, ground, geoidOffsetM);
  const sight = watchInSight(
    scene,
    options.conduits,
    () => flow || near(),
    (links) => {
      labels.set(near() ? links : []);
      arrows.set(flow ? links : []);
    },
  );
  return {
    setFlow(on) {
      flow = on;
      if (!on) arrows.set([]);
      sight.look();
    },
    setWords: (say) => labels.setWords(say),
    renew: () => sight.renew(),
    destroy() {
      sight.destroy();
      labels.destroy();
      arrows.destroy();
    },
  };
}
