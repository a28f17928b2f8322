import { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import type { Gltf } from './gltf-schema.ts';

/** EXT_structural_metadata beside its tables: on a document, or as numbers of the document's on a primitive. */
const besideTablesSchema = z.object({
  propertyTextures: z.json().optional(),
  propertyAttributes: z.json().optional(),
});

/** Says what of a glTF is not looked into: vertices are taken as they rest, metadata as tables hold it. */
export function reportUnchecked(gltf: Gltf, log: FindingLog, place: string): void {
  const primitives = gltf.meshes.flatMap((mesh) => mesh.primitives);
  const metadata = [gltf, ...primitives].flatMap(
    ({ extensions }) => besideTablesSchema.safeParse(extensions.EXT_structural_metadata).data ?? [],
  );
  const parts = {
    Skins: gltf.skins.length > 0,
    Animations: gltf.animations.length > 0,
    'Morph targets': primitives.some(({ targets }) => targets.length > 0),
    'Property textures': metadata.some(({ propertyTextures }) => propertyTextures !== undefined),
    'Property attributes': metadata.some(({ propertyAttributes }) => propertyAttributes !== undefined),
  };
  for (const [name, isThere] of Object.entries(parts)) {
    if (isThere) log.add('GLB_UNCHECKED', place, `${name} are not looked into.`);
  }
}
