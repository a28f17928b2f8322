import type { ApiOperation } from '../api-operation.ts';
import { ALARM_OPERATIONS } from './alarm-operations.ts';
import { ANALYSIS_OPERATIONS } from './analysis-operations.ts';
import { CAMERA_OPERATIONS } from './camera-operations.ts';
import { CASE_OPERATIONS } from './case-operations.ts';
import { CASE_RECORD_OPERATIONS } from './case-record-operations.ts';
import { EVENT_OPERATIONS } from './event-operations.ts';
import { FEATURE_OPERATIONS } from './feature-operations.ts';
import { IMPORT_OPERATIONS } from './import-operations.ts';
import { LIVE_OPERATIONS } from './live-operations.ts';
import { REPLAY_OPERATIONS } from './replay-operations.ts';
import { SCENE_OPERATIONS } from './scene-operations.ts';
import { SYSTEM_OPERATIONS } from './system-operations.ts';
import { TILE_OPERATIONS } from './tile-operations.ts';

/** Every method of every address, in the order in which they are told of. */
export const ALL_OPERATIONS: readonly ApiOperation[] = [
  ...ANALYSIS_OPERATIONS,
  ...SCENE_OPERATIONS,
  ...FEATURE_OPERATIONS,
  ...CASE_OPERATIONS,
  ...CASE_RECORD_OPERATIONS,
  ...CAMERA_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...LIVE_OPERATIONS,
  ...ALARM_OPERATIONS,
  ...REPLAY_OPERATIONS,
  ...IMPORT_OPERATIONS,
  ...TILE_OPERATIONS,
  ...SYSTEM_OPERATIONS,
];
