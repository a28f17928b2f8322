import { Material } from '@cesium/engine';

/**
 * A material that nothing but its view knows. The engine keeps every material under the name of its type for ever, one
 * without a name under a number, and with it the view that it was drawn in: 7 MB for each view that is made anew.
 */
export function ownMaterial(options: ConstructorParameters<typeof Material>[0]): Material {
  const material = new Material(options);
  const { _materials: kept } = Reflect.get(Material, '_materialCache') as { readonly _materials: object };
  Reflect.deleteProperty(kept, material.type);
  return material;
}
