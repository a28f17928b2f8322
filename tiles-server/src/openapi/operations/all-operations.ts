import type { ApiOperation } from '../api-operation.ts';
import { ANALYSIS_OPERATIONS } from './analysis-operations.ts';
import { CASE_OPERATIONS } from './case-operations.ts';
import { FEATURE_OPERATIONS } from './feature-operations.ts';
import { IMPORT_OPERATIONS } from './import-operations.ts';
import { SCENE_OPERATIONS } from './scene-operations.ts';
import { SYSTEM_OPERATIONS } from './system-operations.ts';
import { TILE_OPERATIONS } from './tile-operations.ts';

/** Every method of every address, in the order in which they are told of. */
export const ALL_OPERATIONS: readonly ApiOperation[] = [
  ...ANALYSIS_OPERATIONS,
  ...SCENE_OPERATIONS,
  ...FEATURE_OPERATIONS,
  ...CASE_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...TILE_OPERATIONS,
  ...SYSTEM_OPERATIONS,
];
