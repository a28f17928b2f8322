/** Layer names hold no dot, so that the first dot of a feature id ends the layer. */
export const LAYER_NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** `<layer>.<sourceId>`: stable over re-imports, the same in tiles, API, search and picking. */
export function featureId(layer: string, sourceId: string): string {
  return `${layer}.${sourceId}`;
}

/** Splits a feature id; `null` when it has no layer or no source id. */
export function parseFeatureId(id: string): { readonly layer: string; readonly sourceId: string } | null {
  const dot = id.indexOf('.');
  if (dot < 1 || dot === id.length - 1) return null;
  const layer = id.slice(0, dot);
  return LAYER_NAME.test(layer) ? { layer, sourceId: id.slice(dot + 1) } : null;
}
