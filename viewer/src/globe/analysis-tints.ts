import { Cesium3DTileColorBlendMode, type Cesium3DTileFeature, type Cesium3DTileset, Color } from '@cesium/engine';
import type { Rgb } from './palette.ts';

/** Colours of features that an analysis speaks of, by id; everything else steps back into one quiet tone. */
export interface NetworkTints {
  readonly byId: ReadonlyMap<string, Rgb>;
  readonly others: Rgb;
}

/** How a style asks for the colour of a feature. */
export interface TintExpression {
  evaluate(feature: Cesium3DTileFeature): Color;
  evaluateColor(feature: Cesium3DTileFeature, result?: Color): Color;
}

/**
 * Looks the colour of a feature up by its id. The engine asks once for each feature of a tile, when the tile comes or the
 * style changes, and keeps the answers in a texture: thousands of coloured features cost nothing in a frame.
 */
export function tintExpression({ byId, others }: NetworkTints): TintExpression {
  const colours = new Map<Rgb, Color>();
  const colourOf = (tone: Rgb): Color => {
    const known = colours.get(tone);
    if (known !== undefined) return known;
    const colour = Color.fromBytes(tone[0], tone[1], tone[2], 255);
    colours.set(tone, colour);
    return colour;
  };
  const find = (feature: Cesium3DTileFeature): Color => {
    const id: unknown = feature.getProperty('id');
    return colourOf((typeof id === 'string' ? byId.get(id) : undefined) ?? others);
  };
  return {
    evaluate: find,
    evaluateColor: (feature, result) => Color.clone(find(feature), result),
  };
}

/** With tints the colours take the place of the utilities' own; without, nothing is changed. */
export function blendTints(tileset: Cesium3DTileset, hasTints: boolean): void {
  tileset.colorBlendMode = hasTints ? Cesium3DTileColorBlendMode.REPLACE : Cesium3DTileColorBlendMode.HIGHLIGHT;
}
