import { Cesium3DTileFeature, type Cesium3DTileset, type Scene } from '@cesium/engine';

/** A part of a city model of others, with what its delivery says of it. */
export interface ModelPart {
  /** Id of the tileset in the scene. */
  readonly tileset: string;
  /** By name, as text; null where the delivery has no value. */
  readonly attributes: readonly { readonly name: string; readonly text: string | null }[];
}

/** A delivery may say anything of a part, and as much as it likes: so much of it is shown. */
const MOST_ATTRIBUTES = 60;
const LONGEST_TEXT = 500;

/**
 * The engine tells of what is picked only which tileset it belongs to, and has no room there for a name of ours. What
 * others deliver may call itself anything, also the id of a pipe: only by its tileset it is told from the network.
 */
const ids = new WeakMap<object, string>();

export function nameModel(tileset: Cesium3DTileset, id: string): void {
  ids.set(tileset, id);
}

/** The part that was picked; null for anything that is not of a model of others. */
export function modelPartOf(picked: unknown): ModelPart | null {
  if (typeof picked !== 'object' || picked === null || !('primitive' in picked)) return null;
  const tileset = idOf(picked.primitive);
  if (tileset === null) return null;
  return { tileset, attributes: picked instanceof Cesium3DTileFeature ? attributesOf(picked) : [] };
}

/** The models of others that are drawn now. */
export function shownModels(scene: Scene): readonly { readonly id: string; readonly tileset: Cesium3DTileset }[] {
  const found: { id: string; tileset: Cesium3DTileset }[] = [];
  for (let i = 0; i < scene.primitives.length; i++) {
    const tileset: Cesium3DTileset = scene.primitives.get(i);
    const id = idOf(tileset);
    if (id !== null && tileset.show) found.push({ id, tileset });
  }
  return found;
}

function idOf(thing: unknown): string | null {
  return typeof thing === 'object' && thing !== null ? (ids.get(thing) ?? null) : null;
}

function attributesOf(feature: Cesium3DTileFeature): ModelPart['attributes'] {
  const names: readonly string[] = feature.getPropertyIds();
  return names
    .toSorted()
    .slice(0, MOST_ATTRIBUTES)
    .map((name) => ({ name: name.slice(0, LONGEST_TEXT), text: textOf(feature.getProperty(name)) }));
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  // Whole numbers of 64 bits are no JSON.
  const plain = (_name: string, inside: unknown): unknown => (typeof inside === 'bigint' ? inside.toString() : inside);
  const text =
    typeof value === 'string' ? value : typeof value === 'bigint' ? value.toString() : JSON.stringify(value, plain);
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}
