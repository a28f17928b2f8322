import type { CityPointKind } from '@undercroft/core/model/city-point';
import type { Theme } from '../state/view-state.ts';
import { drawGlyph, drawGroupCount, drawGroupPlate, GLYPH_RADIUS_PX, shortCount } from './city-point-glyphs.ts';

/** A sign drawn once, to be put on the screen each frame: a square about its middle. */
export interface PointSprite {
  readonly image: HTMLCanvasElement;
  /** CSS pixels of a side. */
  readonly sidePx: number;
  /** How far from its middle a click still means it, CSS pixels. */
  readonly radiusPx: number;
}

/** Half the room of a number of three figures, CSS pixels. */
const COUNT_RADIUS_PX = 10;

/** Room for the shadow about a sign, CSS pixels. */
const MARGIN_PX = 5;

/** Numbers kept; then all is drawn anew. To write one takes longer than to draw all else of a sign. */
const MOST_SPRITES = 600;

/** The signs of single points, and the plates and numbers that the signs of groups are put together from. */
export interface PointSprites {
  one(kind: CityPointKind, theme: Theme, pixelRatio: number): PointSprite;
  plate(radiusPx: number, theme: Theme, pixelRatio: number): PointSprite;
  count(total: number, theme: Theme, pixelRatio: number): PointSprite;
}

export function pointSprites(): PointSprites {
  const held = new Map<string, PointSprite>();
  const keep = (key: string, make: () => PointSprite): PointSprite => {
    const known = held.get(key);
    if (known !== undefined) return known;
    if (held.size >= MOST_SPRITES) held.clear();
    const made = make();
    held.set(key, made);
    return made;
  };
  return {
    one: (kind, theme, ratio) =>
      keep(`${theme} ${ratio} ${kind}`, () =>
        sprite(GLYPH_RADIUS_PX[kind], ratio, (context) => drawGlyph(context, kind, theme)),
      ),
    plate: (radiusPx, theme, ratio) =>
      keep(`${theme} ${ratio} plate ${radiusPx}`, () =>
        sprite(radiusPx, ratio, (context) => drawGroupPlate(context, radiusPx, theme)),
      ),
    count: (total, theme, ratio) =>
      keep(`${theme} ${ratio} count ${shortCount(total)}`, () =>
        sprite(COUNT_RADIUS_PX, ratio, (context) => drawGroupCount(context, total, theme)),
      ),
  };
}

function sprite(radiusPx: number, ratio: number, draw: (context: CanvasRenderingContext2D) => void): PointSprite {
  const sidePx = 2 * Math.ceil(radiusPx + MARGIN_PX);
  const image = document.createElement('canvas');
  image.width = Math.ceil(sidePx * ratio);
  image.height = image.width;
  const context = image.getContext('2d');
  if (context !== null) {
    context.scale(ratio, ratio);
    context.translate(sidePx / 2, sidePx / 2);
    draw(context);
  }
  return { image, sidePx, radiusPx };
}
