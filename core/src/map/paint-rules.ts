import type { TileAddress } from '../tiling/quadtree.ts';
import { attributeOf, type DecodedLayer, type DecodedTile, POLYGON, partsOf } from '../vector-tile/decoded-tile.ts';
import { metresPerUnit } from '../vector-tile/project.ts';
import { PaintPath } from './paint-path.ts';
import type { FillOutline, FillRule, LineRule, MapStyle, RuleFilter } from './style.ts';
import { atZoom } from './zoom-stops.ts';

/**
 * One thing a canvas does: fill a path (by the nonzero rule: exterior rings and holes are wound apart, and polygons of
 * one path may overlap) or stroke it. Pixels, y down, from the tile's upper left corner.
 */
export type PaintOperation =
  | {
      readonly kind: 'fill';
      readonly layer: string;
      readonly path: PaintPath;
      readonly colour: string;
      readonly outline: FillOutline | null;
    }
  | {
      readonly kind: 'stroke';
      readonly layer: string;
      readonly path: PaintPath;
      readonly colour: string;
      readonly widthPx: number;
      readonly dashPx: readonly number[];
      /** Round joins hide the seams between stretches; a bridge ends square. */
      readonly cap: 'round' | 'butt';
    };

export interface PaintOptions {
  /** Side of the tile's picture in pixels of the style: 512 whatever the device's pixel ratio. */
  readonly tilePx: number;
}

export const PAINT_DEFAULTS: PaintOptions = { tilePx: 512 };

/** Widths are brought to this step, so that roads of nearly one width are one stroke. */
const WIDTH_STEP_PX = 0.25;

/**
 * What to paint for a tile, from the lowest to the uppermost: rule after rule; the lines of neighbouring rules of one
 * layer by level, and within a level all casings before all fillings, so that crossings open into each other. A function
 * of its arguments alone.
 */
export function paintOperations(
  tile: DecodedTile,
  address: TileAddress,
  style: MapStyle,
  options: PaintOptions = PAINT_DEFAULTS,
): readonly PaintOperation[] {
  const out: PaintOperation[] = [];
  const { rules } = style;
  for (let i = 0; i < rules.length; ) {
    const rule = rules[i];
    if (rule === undefined) break;
    const layer = tile.layers.find(({ name }) => name === rule.layer);
    if (rule.kind === 'fill') {
      if (layer !== undefined && address.z >= rule.minZoom) out.push(...fillOperations(layer, rule, options));
      i += 1;
      continue;
    }
    const run = lineRun(rules, i);
    if (layer !== undefined) out.push(...lineOperations(layer, run, address, options));
    i += run.length;
  }
  return out;
}

function lineRun(rules: MapStyle['rules'], from: number): readonly LineRule[] {
  const run: LineRule[] = [];
  for (const rule of rules.slice(from)) {
    if (rule.kind !== 'line' || (run[0] !== undefined && rule.layer !== run[0].layer)) break;
    run.push(rule);
  }
  return run;
}

function fillOperations(layer: DecodedLayer, rule: FillRule, options: PaintOptions): readonly PaintOperation[] {
  const path = new PaintPath(options.tilePx / layer.extent, true);
  const matches = matcher(layer, rule.where);
  for (let feature = 0; feature < layer.featureCount; feature++) {
    if (layer.types[feature] === POLYGON && matches(feature)) path.addFeature(layer, partsOf(layer, feature));
  }
  if (path.partEnds.length === 0) return [];
  return [{ kind: 'fill', layer: layer.name, path, colour: rule.colour, outline: rule.outline }];
}

interface Stroke {
  readonly rank: readonly [level: number, pass: number, rule: number, widthPx: number];
  readonly operation: PaintOperation & { readonly kind: 'stroke' };
}

function lineOperations(
  layer: DecodedLayer,
  rules: readonly LineRule[],
  address: TileAddress,
  options: PaintOptions,
): readonly PaintOperation[] {
  const strokes = new Map<string, Stroke>();
  const scale = options.tilePx / layer.extent;
  const pxPerM = scale / metresPerUnit(address, layer.extent);
  const levelKey = layer.keys.indexOf('level');
  const bridgeKey = layer.keys.indexOf('bridge');
  const add = (stroke: Stroke, feature: number): void => {
    const key = `${stroke.rank.join(' ')} ${stroke.operation.cap}`;
    const known = strokes.get(key) ?? stroke;
    strokes.set(key, known);
    known.operation.path.addFeature(layer, partsOf(layer, feature));
  };
  for (const [index, rule] of rules.entries()) {
    if (address.z < rule.minZoom) continue;
    const matches = matcher(layer, rule.where);
    const widthOf = widthReader(layer, rule, address.z, pxPerM);
    for (let feature = 0; feature < layer.featureCount; feature++) {
      if (!matches(feature)) continue;
      const level = numberOf(layer, feature, levelKey) ?? 0;
      const cap = attributeOf(layer, feature, bridgeKey) === true ? 'butt' : 'round';
      const widthPx = widthOf(feature);
      const stroke = (pass: 0 | 1, colour: string, strokePx: number): Stroke => ({
        rank: [level, pass, index, strokePx],
        operation: {
          kind: 'stroke',
          layer: layer.name,
          path: new PaintPath(scale, false),
          colour,
          widthPx: strokePx,
          dashPx: rule.dashPx,
          cap,
        },
      });
      if (rule.casing !== null) {
        const casingPx = widthPx + 2 * atZoom(rule.casing.extraPx, address.z);
        add(stroke(0, rule.casing.colour, casingPx), feature);
      }
      add(stroke(1, rule.colour, widthPx), feature);
    }
  }
  return [...strokes.values()].toSorted(byRank).map(({ operation }) => operation);
}

function byRank(a: Stroke, b: Stroke): number {
  for (const [i, value] of a.rank.entries()) {
    const other = b.rank[i] ?? 0;
    if (value !== other) return value - other;
  }
  return a.operation.cap < b.operation.cap ? -1 : Number(a.operation.cap > b.operation.cap);
}

function widthReader(
  layer: DecodedLayer,
  { width }: LineRule,
  zoom: number,
  pxPerM: number,
): (feature: number) => number {
  if (width.unit === 'px') {
    const widthPx = atZoom(width.stops, zoom);
    return () => widthPx;
  }
  const leastPx = atZoom(width.leastPx, zoom);
  const key = layer.keys.indexOf(width.attribute);
  return (feature) => {
    const widthM = numberOf(layer, feature, key) ?? width.nominalM;
    return Math.max(leastPx, Math.round((widthM * pxPerM) / WIDTH_STEP_PX) * WIDTH_STEP_PX);
  };
}

/** A test of features by a rule's filter, with the places of its key and values looked up once. */
export function matcher(layer: DecodedLayer, where: RuleFilter): (feature: number) => boolean {
  if (where === null) return () => true;
  const key = layer.keys.indexOf(where.attribute);
  return (feature) => {
    const value = attributeOf(layer, feature, key);
    return typeof value === 'string' && where.values.includes(value);
  };
}

/** A number of a feature; `null` when it has none. */
export function numberOf(layer: DecodedLayer, feature: number, key: number): number | null {
  const value = attributeOf(layer, feature, key);
  return typeof value === 'number' ? value : null;
}
