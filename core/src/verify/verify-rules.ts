/**
 * What a finding means for whoever wants to use the tileset: `error` breaks the specification or misleads, `warning` is
 * lawful but costs a client something, `unchecked` is what this checker cannot look into. None of the three is clean.
 */
export const SEVERITIES = ['error', 'warning', 'unchecked'] as const;

export type Severity = (typeof SEVERITIES)[number];

/**
 * Every rule by its code. The specifications: 3D Tiles 1.1 (OGC 22-025r4), glTF 2.0, and the extensions
 * EXT_structural_metadata, EXT_mesh_features, EXT_instance_features, EXT_mesh_gpu_instancing, EXT_meshopt_compression.
 */
export const VERIFY_RULES = {
  TILESET_JSON: 'error',
  TILESET_SCHEMA: 'error',
  TILESET_VERSION: 'error',
  TILESET_EXTENSION: 'unchecked',
  TILESET_REFINE: 'error',
  TILESET_ERROR_RISES: 'error',
  TILESET_TRANSFORM: 'error',
  TILESET_VOLUME: 'error',
  TILESET_VOLUME_OUTSIDE_PARENT: 'warning',
  TILESET_CONTENT_TWICE: 'error',
  TILESET_CYCLE: 'error',
  TILESET_GROUP: 'error',
  TILESET_METADATA: 'error',
  TILESET_IMPLICIT: 'error',
  TILESET_TOO_DEEP: 'unchecked',

  SUBTREE_HEADER: 'error',
  SUBTREE_JSON: 'error',
  SUBTREE_BITSTREAM: 'error',
  SUBTREE_COUNT: 'error',
  SUBTREE_ORPHAN: 'error',
  SUBTREE_CONTENT_WITHOUT_TILE: 'error',
  SUBTREE_CHILD_WITHOUT_TILE: 'error',
  SUBTREE_TOO_DEEP: 'error',

  CONTENT_OUTSIDE: 'error',
  CONTENT_MISSING: 'error',
  CONTENT_TOO_LARGE: 'unchecked',
  CONTENT_UNKNOWN: 'error',
  CONTENT_COMPOSITE: 'unchecked',
  CONTENT_FORMAT: 'unchecked',
  CONTENT_OUTSIDE_VOLUME: 'error',
  CONTENT_OUTSIDE_PARENT: 'error',
  LEGACY_HEADER: 'error',
  LEGACY_TABLE: 'error',
  LEGACY_BATCH_ID: 'error',

  GLB_HEADER: 'error',
  GLB_CHUNK: 'error',
  GLB_JSON: 'error',
  GLB_SCHEMA: 'error',
  GLB_REFERENCE: 'error',
  GLB_VIEW_RANGE: 'error',
  GLB_ACCESSOR_RANGE: 'error',
  GLB_NOT_FINITE: 'error',
  GLB_MIN_MAX: 'error',
  GLB_VERTEX_COUNT: 'error',
  GLB_INDEX_RANGE: 'error',
  GLB_NODE_CYCLE: 'error',
  GLB_EXTENSION_UNDECLARED: 'error',
  GLB_EXTENSION: 'unchecked',
  GLB_UNCHECKED: 'unchecked',
  GLB_VALIDATOR: 'error',
  GLB_VALIDATOR_WARNING: 'warning',

  MESHOPT_LAYOUT: 'error',
  MESHOPT_STREAM: 'error',

  INSTANCES_ATTRIBUTE: 'error',
  INSTANCES_COUNT: 'error',
  INSTANCES_ROTATION: 'error',

  METADATA_SCHEMA: 'error',
  METADATA_CLASS: 'error',
  METADATA_PROPERTY: 'error',
  METADATA_ALIGNMENT: 'error',
  METADATA_LENGTH: 'error',
  METADATA_OFFSETS: 'error',
  METADATA_TEXT: 'error',
  METADATA_ENUM: 'error',
  METADATA_NOT_FINITE: 'error',

  FEATURE_SET: 'error',
  FEATURE_RANGE: 'error',
  FEATURE_COUNT: 'error',
  FEATURE_TABLE: 'error',
  FEATURE_TEXTURE: 'unchecked',
  FEATURE_WITHOUT_ID: 'error',
  FEATURE_TWICE: 'error',
  FEATURE_MISSING: 'error',
  FEATURE_WITHOUT_ROW: 'error',

  FIDELITY_AXIS: 'error',
  FIDELITY_RADIUS: 'error',
  FIDELITY_GAP: 'error',
} as const satisfies Readonly<Record<string, Severity>>;

export type VerifyRule = keyof typeof VERIFY_RULES;

export const VERIFY_RULE_NAMES = Object.keys(VERIFY_RULES) as readonly VerifyRule[];
