import type { AnalysisErrorCode } from '@undercroft/core/analysis/analysis-error';
import type { BoreRefusalCode } from '@undercroft/core/dig/bore-plan';
import type { DigRefusalCode } from '@undercroft/core/dig/dig-plan';
import type { AreaRefusalCode } from '@undercroft/core/dig/read-area';
import type { EditError } from '@undercroft/core/edit/edit-error';
import type { NetworkErrorCode } from '@undercroft/core/network/network-error';

/** Why a question about the ground cannot be answered, or a row edited, as it was put: codes of core, answered under their own name. */
export type RefusalCode =
  | AreaRefusalCode
  | BoreRefusalCode
  | DigRefusalCode
  | NetworkErrorCode
  | AnalysisErrorCode
  | EditError['code'];

/** HTTP status of each. */
export const REFUSAL_STATUS = {
  'not-a-number': 422,
  'too-few-points': 422,
  'too-many-points': 422,
  'duplicate-points': 422,
  'zero-area': 422,
  spike: 422,
  'crosses-itself': 422,
  'too-large': 422,
  'outside-the-earth': 422,
  holes: 422,
  antimeridian: 422,
  'bad-depth': 422,
  'bad-batter': 422,
  'bad-support-depth': 422,
  'bad-margin': 422,
  'bad-diameter': 422,
  'bad-tolerance': 422,
  'bad-path': 422,
  'bad-course': 422,
  'ground-unknown': 422,
  'walls-meet': 422,
  'never-meets-ground': 422,
  'unknown-feature': 404,
  'not-in-network': 422,
  'too-many-groups': 422,
  'line-without-length': 422,
  'broken-path': 422,
  'not-finite': 422,
  'edit-refused': 422,
} as const satisfies Readonly<Record<RefusalCode, 404 | 422>>;

export function isRefusal(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSAL_STATUS, code);
}
