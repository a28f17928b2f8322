import type { TileAddress } from '../tiling/quadtree.ts';
import {
  attributeOf,
  type DecodedLayer,
  type DecodedTile,
  partCoordinates,
  partsOf,
} from '../vector-tile/decoded-tile.ts';
import { longestInnerChord } from './inner-chord.ts';
import { LAST_RANK } from './map-layers.ts';
import { matcher, numberOf, PAINT_DEFAULTS, type PaintOptions } from './paint-rules.ts';
import { longestStraightRun } from './straight-run.ts';
import type { LabelRule, MapStyle } from './style.ts';
import { atZoom } from './zoom-stops.ts';

/** A name that might be written: where its middle lies and how it looks. */
export interface LabelCandidate {
  readonly text: string;
  /** Middle of the text, pixels from the tile's upper left corner, y down. */
  readonly x: number;
  readonly y: number;
  /** Radians clockwise; 0 is level. */
  readonly angle: number;
  /** Room along the line, pixels; `null` for a point, which has room enough. */
  readonly roomPx: number | null;
  /** Lower is placed first. */
  readonly rank: number;
  readonly sizePx: number;
  readonly weight: LabelRule['weight'];
  readonly colour: string;
  readonly halo: string;
  readonly haloPx: number;
  /** Feature that is named, where its tile tells its id; `null` where it does not. */
  readonly featureId: string | null;
}

export interface LabelOptions extends PaintOptions {
  /** Language wanted; a name known only in the other one is written in that. */
  readonly language: 'zh' | 'en';
}

/** Departure from a straight line that text hides, pixels. */
const STRAIGHT_PX = 2;

/** The names of a tile, without those whose middle lies outside it: its neighbour has them. */
export function labelCandidates(
  tile: DecodedTile,
  address: TileAddress,
  style: MapStyle,
  options: LabelOptions = { ...PAINT_DEFAULTS, language: 'zh' },
): readonly LabelCandidate[] {
  return style.labels.flatMap((rule) => {
    const layer = tile.layers.find(({ name }) => name === rule.layer);
    if (layer === undefined || address.z < rule.minZoom) return [];
    const matches = matcher(layer, rule.where);
    const inside = (value: number): boolean => value >= 0 && value < options.tilePx;
    return Array.from({ length: layer.featureCount }, (_, feature) => feature)
      .filter(matches)
      .flatMap((feature) => candidatesOf(layer, feature, rule, address, options))
      .filter(({ x, y }) => inside(x) && inside(y));
  });
}

function candidatesOf(
  layer: DecodedLayer,
  feature: number,
  rule: LabelRule,
  address: TileAddress,
  options: LabelOptions,
): readonly LabelCandidate[] {
  const text = nameOf(layer, feature, options.language);
  if (text === null) return [];
  const scale = options.tilePx / layer.extent;
  const rank =
    rule.rankFrom + (rule.along === 'point' ? (numberOf(layer, feature, layer.keys.indexOf('rank')) ?? LAST_RANK) : 0);
  const look = {
    text,
    rank,
    sizePx: atZoom(rule.sizePx, address.z),
    weight: rule.weight,
    colour: rule.colour,
    halo: rule.halo,
    haloPx: rule.haloPx,
    featureId: textOf(layer, feature, 'id'),
  };
  const { from, to } = partsOf(layer, feature);
  if (rule.along === 'area') {
    const rings = Array.from({ length: to - from }, (_, i) => partCoordinates(layer, from + i));
    const chord = longestInnerChord(rings);
    if (chord === null) return [];
    return [{ ...look, x: chord.x * scale, y: chord.y * scale, angle: 0, roomPx: chord.length * scale }];
  }
  const out: LabelCandidate[] = [];
  for (let part = from; part < to; part++) {
    const units = partCoordinates(layer, part);
    if (rule.along === 'point') {
      for (let i = 0; i < units.length; i += 2) {
        const x = (units[i] ?? Number.NaN) * scale;
        out.push({ ...look, x, y: (units[i + 1] ?? Number.NaN) * scale, angle: 0, roomPx: null });
      }
      continue;
    }
    const run = longestStraightRun(units, STRAIGHT_PX / scale);
    if (run === null) continue;
    out.push({ ...look, x: run.x * scale, y: run.y * scale, angle: run.angle, roomPx: run.length * scale });
  }
  return out;
}

/** What has no name is written by its code, where it has one. */
function nameOf(layer: DecodedLayer, feature: number, language: 'zh' | 'en'): string | null {
  for (const key of language === 'zh' ? ['zh', 'en', 'code'] : ['en', 'zh', 'code']) {
    const value = textOf(layer, feature, key);
    if (value !== null) return value;
  }
  return null;
}

function textOf(layer: DecodedLayer, feature: number, key: string): string | null {
  const value = attributeOf(layer, feature, layer.keys.indexOf(key));
  return typeof value === 'string' && value !== '' ? value : null;
}
