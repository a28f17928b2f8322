import type { MapLabel } from '../map-painter/painter-protocol.ts';

/** A name drawn once, to be put on the screen each frame. */
export interface LabelSprite {
  readonly image: HTMLCanvasElement;
  /** CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The font of the map; the system's, so that there is nothing to fetch. */
const FONT =
  '"Inter", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';

const LINE_HEIGHT = 1.25;

/** Sprites kept; then all are made anew. */
const MOST_SPRITES = 600;

/** Draws and measures names; each look of each text once. */
export interface LabelSprites {
  measure(label: Pick<MapLabel, 'text' | 'sizePx' | 'weight'>): number;
  /** Whether it is there already; to make one takes a millisecond or so. */
  has(label: MapLabel, pixelRatio: number): boolean;
  sprite(label: MapLabel, pixelRatio: number): LabelSprite;
}

export function labelSprites(): LabelSprites {
  const held = new Map<string, LabelSprite>();
  const widths = new Map<string, number>();
  const ruler = document.createElement('canvas').getContext('2d');
  return {
    measure({ text, sizePx, weight }) {
      const key = `${weight} ${sizePx} ${text}`;
      const known = widths.get(key);
      if (known !== undefined) return known;
      if (ruler === null) return text.length * sizePx;
      ruler.font = fontOf(weight, sizePx);
      const width = ruler.measureText(text).width;
      widths.set(key, width);
      return width;
    },
    has: (label, pixelRatio) => held.has(keyOf(label, pixelRatio)),
    sprite(label, pixelRatio) {
      const key = keyOf(label, pixelRatio);
      const known = held.get(key);
      if (known !== undefined) return known;
      if (held.size >= MOST_SPRITES) held.clear();
      const made = draw(label, this.measure(label), pixelRatio);
      held.set(key, made);
      return made;
    },
  };
}

function keyOf({ text, sizePx, weight, colour, halo }: MapLabel, pixelRatio: number): string {
  return `${pixelRatio} ${weight} ${sizePx} ${colour} ${halo} ${text}`;
}

function draw(label: MapLabel, textPx: number, pixelRatio: number): LabelSprite {
  const { text, sizePx, weight, colour, halo, haloPx } = label;
  const widthPx = Math.ceil(textPx + 2 * haloPx + 2);
  const heightPx = Math.ceil(sizePx * LINE_HEIGHT + 2 * haloPx + 2);
  const image = document.createElement('canvas');
  image.width = Math.ceil(widthPx * pixelRatio);
  image.height = Math.ceil(heightPx * pixelRatio);
  const context = image.getContext('2d');
  if (context !== null) {
    context.scale(pixelRatio, pixelRatio);
    context.font = fontOf(weight, sizePx);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.strokeStyle = halo;
    context.lineWidth = 2 * haloPx;
    context.strokeText(text, widthPx / 2, heightPx / 2);
    context.fillStyle = colour;
    context.fillText(text, widthPx / 2, heightPx / 2);
  }
  return { image, widthPx, heightPx };
}

function fontOf(weight: number, sizePx: number): string {
  return `${weight} ${sizePx}px ${FONT}`;
}
