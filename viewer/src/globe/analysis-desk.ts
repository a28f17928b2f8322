import { Cartesian3, Matrix4, type Scene } from '@cesium/engine';
import { eastNorthUpToEcef } from '@undercroft/core/geodesy/ellipsoid';
import type { FeatureShape } from '../geometry/feature-shape.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { type Ray3, rayGround } from '../geometry/ray-ground.ts';
import { analysisCurtain, type Curtain } from './analysis-curtain.ts';
import { type AnalysisLine, analysisLine, type LineActions, type LinePlace } from './analysis-line.ts';
import { type AnalysisSigns, analysisSigns } from './analysis-signs.ts';
import type { NetworkTints } from './analysis-tints.ts';
import type { Picked } from './automation.ts';
import { dragLevel } from './camera-moves.ts';
import type { FlightTarget } from './flight.ts';
import type { Rgb } from './palette.ts';
import { pitMeasures } from './pit-measures.ts';
import { screenProjector } from './screen-projector.ts';
import { selectionShell } from './selection-shell.ts';

/** A place in space: degrees, level in metres above the datum. */
export type SpacePlace = readonly [lon: number, lat: number, levelM: number];

/** A distance that is shown between two places. */
export interface ShownDistance {
  readonly from: SpacePlace;
  readonly to: SpacePlace;
  readonly text: string;
  /** Class that colours it. */
  readonly tone: string;
}

export interface AnalysisActions extends LineActions {
  /** The feature under the pointer, asked for only while `watchPointer` is on. */
  pointed(id: string | null): void;
}

/** What analyses draw over the view once hands are joined to it. */
export interface AttachedAnalysis {
  readonly line: AnalysisLine;
  measure(distance: ShownDistance | null): void;
  watchPointer(on: boolean): void;
  end(): void;
}

/** All of analyses that stands in the 3D view. */
export interface AnalysisDesk {
  readonly curtain: Curtain;
  readonly signs: AnalysisSigns;
  readonly levelAt: (lon: number, lat: number) => number;
  tint(tints: NetworkTints | null): void;
  /** Lights a feature that is pointed at elsewhere; null lights none. */
  light(feature: FeatureShape | null): void;
  attach(actions: AnalysisActions): AttachedAnalysis;
  /** A line across the middle of the view; null where no ground is there. */
  lineAcross(): readonly [LinePlace, LinePlace] | null;
  lookAt(lon: number, lat: number, distanceM: number): void;
  /** Slides the camera so far that places on the ground stand above what covers the view's foot, CSS pixels. */
  keepAbove(places: readonly LinePlace[], coveredPx: number): void;
  pick(x: number, y: number): Picked | null;
  destroy(): void;
}

export interface AnalysisDeskOptions {
  readonly scene: Scene;
  readonly container: HTMLElement;
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly rayAt: (x: number, y: number) => Ray3 | null;
  readonly pickAt: (x: number, y: number) => Picked | null;
  readonly tint: (tints: NetworkTints | null) => void;
  readonly litTone: Rgb;
  readonly fly: (target: FlightTarget) => void;
}

/** The pointer is asked about when it has rested so long, ms: a pick draws the scene once more. */
const REST_MS = 140;

/** Room kept between a place and the edge of what is free, pixels. */
const FREE_PX = 46;

/** How steeply one looks at a sign, degrees. */
const LOOK_PITCH_DEG = -55;

/** A line across the view reaches from here to here, as parts of its width. */
const ACROSS = [0.32, 0.68] as const;

export function analysisDesk(options: AnalysisDeskOptions): AnalysisDesk {
  const { scene, container, ground, geoidOffsetM, rayAt, pickAt } = options;
  const curtain = analysisCurtain(scene, geoidOffsetM);
  const signs = analysisSigns(scene, ground, geoidOffsetM);
  const lit = selectionShell(scene, ground, geoidOffsetM, options.litTone);
  const levelAt = (lon: number, lat: number): number => ground.levelAt(lon, lat);
  const groundAt = (x: number, y: number): LinePlace | null => {
    const ray = rayAt(x, y);
    const found = ray === null ? null : rayGround(ray, ground, geoidOffsetM);
    return found === null ? null : [found.lon, found.lat];
  };
  return {
    curtain,
    signs,
    levelAt,
    tint: options.tint,
    light: (feature) => lit.show(feature),
    attach(actions) {
      const host = document.createElement('div');
      host.className = 'pit-overlay';
      container.append(host);
      const line = analysisLine(scene, container, host, groundAt, levelAt, geoidOffsetM, actions);
      const measures = pitMeasures(scene, host);
      const watch = pointerWatch(scene, (x, y) => actions.pointed(pickAt(x, y)?.id ?? null));
      const remove = scene.postRender.addEventListener(() => {
        line.follow();
        measures.follow();
      });
      return {
        line,
        measure(distance) {
          if (distance === null) measures.show([], null);
          else showDistance(measures, distance, geoidOffsetM);
          scene.requestRender();
        },
        watchPointer: (on) => watch.turn(on),
        end() {
          remove();
          watch.end();
          line.destroy();
          measures.destroy();
          host.remove();
        },
      };
    },
    lineAcross() {
      const { clientWidth, clientHeight } = scene.canvas;
      const [from, to] = ACROSS.map((part) => groundAt(clientWidth * part, clientHeight * 0.5));
      return from == null || to == null ? null : [from, to];
    },
    lookAt(lon, lat, distanceM) {
      const heightM = ground.levelAt(lon, lat) + geoidOffsetM;
      options.fly({ lon, lat, heightM, distanceM, headingDeg: null, pitchDeg: LOOK_PITCH_DEG });
    },
    keepAbove(places, coveredPx) {
      const spots = places.flatMap(([lon, lat]) => {
        const world = Cartesian3.fromDegrees(lon, lat, ground.levelAt(lon, lat) + geoidOffsetM);
        const spot = screenProjector(scene).project(world);
        return spot === null ? [] : [{ world, ...spot }];
      });
      const lowest = spots.toSorted((a, b) => b.y - a.y)[0];
      const highest = spots.reduce((least, { y }) => Math.min(least, y), Number.POSITIVE_INFINITY);
      const limit = scene.canvas.clientHeight - coveredPx - FREE_PX;
      if (lowest === undefined || lowest.y <= limit) return;
      // What is too long for the room is brought up to its top edge.
      const lift = Math.min(lowest.y - limit, Math.max(0, highest - FREE_PX));
      const ray = rayAt(lowest.x, lowest.y - lift);
      if (ray !== null) dragLevel(scene.camera, lowest.world, ray);
      scene.requestRender();
    },
    pick(x, y) {
      const id = signs.pick(x, y);
      return id === null ? null : { id, utility: null, kind: null, building: null };
    },
    destroy() {
      lit.destroy();
      signs.destroy();
      curtain.clear();
    },
  };
}

function showDistance(
  measures: ReturnType<typeof pitMeasures>,
  { from, to, text, tone }: ShownDistance,
  geoidOffsetM: number,
): void {
  const world = ([lon, lat, levelM]: SpacePlace) => Cartesian3.fromDegrees(lon, lat, levelM + geoidOffsetM);
  const frame = Matrix4.fromArray(Array.from(eastNorthUpToEcef(from[0], from[1], from[2] + geoidOffsetM)));
  const inverse = Matrix4.inverseTransformation(frame, new Matrix4());
  const { x, y, z } = Matrix4.multiplyByPoint(inverse, world(to), new Cartesian3());
  measures.show([{ from: [0, 0, 0], to: [x, y, z], text, tone, pointed: true }], frame);
}

/** Tells where the pointer rests on the view, CSS pixels of the canvas. */
function pointerWatch(scene: Scene, rests: (x: number, y: number) => void): { turn(on: boolean): void; end(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOn = false;
  const stop = new AbortController();
  scene.canvas.addEventListener(
    'pointermove',
    (event) => {
      if (!isOn) return;
      clearTimeout(timer);
      if (event.buttons !== 0) return;
      const { left, top } = scene.canvas.getBoundingClientRect();
      timer = setTimeout(() => rests(event.clientX - left, event.clientY - top), REST_MS);
    },
    { signal: stop.signal },
  );
  return {
    turn(on) {
      isOn = on;
      if (!on) clearTimeout(timer);
    },
    end() {
      clearTimeout(timer);
      stop.abort();
    },
  };
}
