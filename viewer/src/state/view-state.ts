import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import { QUALITY_NAMES, type QualityName } from '../globe/quality-preset.ts';
import { LANGUAGES, type Language } from '../i18n/language.ts';
import { type SceneLayer, sceneLayersAmong } from './scene-layer.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the camera stands: degrees, ellipsoidal height in metres, heading clockwise from north, pitch below 0. */
export interface CameraPlace {
  readonly lon: number;
  readonly lat: number;
  readonly heightM: number;
  readonly headingDeg: number;
  readonly pitchDeg: number;
}

/** Everything of a view that a link carries to another person. `null` means "as it comes". */
export interface ViewState {
  readonly scene: string | null;
  readonly camera: CameraPlace | null;
  readonly hidden: readonly Utility[];
  /** Layers above the network that are not shown; `null` are those that the scene leaves out at first. */
  readonly without: readonly SceneLayer[] | null;
  readonly selection: string | null;
  /** Which of the scene's imagery lies on the ground; `null` for the scene's own map. */
  readonly imagery: number | null;
  /** 1 is solid ground, 0 is none; `null` is as the scene has it at first. */
  readonly groundOpacity: number | null;
  readonly language: Language | null;
  readonly theme: Theme | null;
  /** The camera is meant to stand below ground. */
  readonly below: boolean;
  readonly lens: boolean;
  /** Arrows along conduits that flow by gravity. */
  readonly flow: boolean;
  /** How far off each conduit may lie. */
  readonly uncertainty: boolean;
  /** The hour the sun is drawn for, milliseconds since 1970, whole minutes. */
  readonly sunTimeMs: number | null;
  /** How finely to draw, for walls and tests; `null` leaves it to the person and the machine. */
  readonly quality: QualityName | null;
}

export const DEFAULT_GROUND_OPACITY = 0.25;

const PLACE_DECIMALS = { degrees: 7, metres: 2, angle: 2 } as const;

/** Writes a view as query parameters, leaving out what is as it comes. Other parameters in `base` are kept. */
export function encodeViewState(view: ViewState, base: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const query = new URLSearchParams(base);
  put(query, 'scene', view.scene);
  put(query, 'camera', view.camera === null ? null : encodeCamera(view.camera));
  put(query, 'hide', view.hidden.length === 0 ? null : view.hidden.join(','));
  put(query, 'without', view.without === null ? null : view.without.join(','));
  put(query, 'select', view.selection);
  put(query, 'imagery', view.imagery === null ? null : String(view.imagery));
  put(query, 'ground', view.groundOpacity === null ? null : String(round(view.groundOpacity, 2)));
  put(query, 'lang', view.language);
  put(query, 'theme', view.theme);
  put(query, 'dive', view.below ? 'below' : null);
  put(query, 'lens', view.lens ? '1' : null);
  put(query, 'flow', view.flow ? '1' : null);
  put(query, 'uncertainty', view.uncertainty ? '1' : null);
  put(query, 'time', view.sunTimeMs === null ? null : encodeTime(view.sunTimeMs));
  put(query, 'quality', view.quality);
  return query;
}

/** Reads a view from query parameters. What cannot be understood is left as it comes, never an error. */
export function decodeViewState(query: URLSearchParams): ViewState {
  const hidden = new Set((query.get('hide') ?? '').split(','));
  const ground = query.get('ground');
  return {
    scene: query.get('scene') || null,
    camera: decodeCamera(query.get('camera')),
    hidden: UTILITIES.filter((utility) => hidden.has(utility)),
    without: query.has('without') ? sceneLayersAmong((query.get('without') ?? '').split(',')) : null,
    selection: query.get('select') || null,
    imagery: decodeImagery(query.get('imagery')),
    groundOpacity: fraction(ground),
    language: LANGUAGES.find((language) => language === query.get('lang')) ?? null,
    theme: THEMES.find((theme) => theme === query.get('theme')) ?? null,
    below: query.get('dive') === 'below',
    lens: query.get('lens') === '1',
    flow: query.get('flow') === '1',
    uncertainty: query.get('uncertainty') === '1',
    sunTimeMs: decodeTime(query.get('time')),
    quality: QUALITY_NAMES.find((name) => name === query.get('quality')) ?? null,
  };
}

function encodeCamera(camera: CameraPlace): string {
  return [
    round(camera.lon, PLACE_DECIMALS.degrees),
    round(camera.lat, PLACE_DECIMALS.degrees),
    round(camera.heightM, PLACE_DECIMALS.metres),
    round(camera.headingDeg, PLACE_DECIMALS.angle),
    round(camera.pitchDeg, PLACE_DECIMALS.angle),
  ].join(',');
}

function decodeCamera(text: string | null): CameraPlace | null {
  const parts = (text ?? '').split(',');
  if (parts.length !== 5 || parts.some((part) => part.trim() === '')) return null;
  const [lon, lat, heightM, headingDeg, pitchDeg] = parts.map(Number);
  if (!within(lon, 180) || !within(lat, 90) || !within(heightM, 1e8)) return null;
  if (!within(headingDeg, 360) || !within(pitchDeg, 90)) return null;
  return { lon, lat, heightM, headingDeg, pitchDeg };
}

/** "own" and what is no number are the scene's own map. */
function decodeImagery(text: string | null): number | null {
  return text !== null && /^\d{1,2}$/.test(text) ? Number(text) : null;
}

const MINUTE_MS = 60_000;

/** "2026-06-21T10:00Z": to the minute, in UTC. */
function encodeTime(timeMs: number): string {
  return `${new Date(Math.round(timeMs / MINUTE_MS) * MINUTE_MS).toISOString().slice(0, 16)}Z`;
}

function decodeTime(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(text)) return null;
  const timeMs = Date.parse(text);
  return Number.isFinite(timeMs) ? timeMs : null;
}

function within(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isFinite(value) && Math.abs(value) <= most;
}

function fraction(text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 && value <= 1 ? value : null;
}

function round(value: number, decimals: number): number {
  // Adding zero turns -0 into 0, which a query cannot tell apart.
  return Number(value.toFixed(decimals)) + 0;
}

function put(query: URLSearchParams, name: string, value: string | null): void {
  if (value === null) query.delete(name);
  else query.set(name, value);
}
