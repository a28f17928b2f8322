import type { FindingLog } from './finding-log.ts';
import type { Gltf } from './gltf-schema.ts';

/** Extensions whose geometry and attributes are decoded here. */
const DECODED = [
  'EXT_meshopt_compression',
  'KHR_meshopt_compression',
  'EXT_mesh_gpu_instancing',
  'EXT_mesh_features',
  'EXT_instance_features',
  'EXT_structural_metadata',
  'KHR_mesh_quantization',
];

/** Extensions that change how a surface looks, and neither where it is nor whose. */
const OF_LOOKS = /^(KHR_materials_|KHR_texture_|EXT_texture_|KHR_lights_|KHR_xmp|CESIUM_primitive_outline$)/;

/** Every extension in use is declared, and none is required that nobody here decodes. */
export function checkExtensions(gltf: Gltf, log: FindingLog, place: string): void {
  const holders = [
    gltf,
    ...gltf.nodes,
    ...gltf.bufferViews,
    ...gltf.buffers,
    ...gltf.meshes.flatMap(({ primitives }) => primitives),
  ];
  const used = new Set(holders.flatMap(({ extensions }) => Object.keys(extensions)));
  for (const name of [...used].filter((each) => !gltf.extensionsUsed.includes(each))) {
    log.add('GLB_EXTENSION_UNDECLARED', place, `${name} is used and not named in extensionsUsed.`);
  }
  for (const name of gltf.extensionsRequired) {
    if (!gltf.extensionsUsed.includes(name)) {
      log.add('GLB_EXTENSION_UNDECLARED', place, `${name} is required and not named in extensionsUsed.`);
    }
    if (DECODED.includes(name) || OF_LOOKS.test(name)) continue;
    log.add('GLB_EXTENSION', place, `The extension ${name} is required and not looked into.`);
  }
}
