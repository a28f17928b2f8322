import {
  type FeatureEditAnswer,
  featureEditAnswerSchema,
  type LinkPatch,
  type NodePatch,
} from '@undercroft/core/protocol/feature-edit';
import { importRecordSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer } from '../api/ask.ts';

/** What is sent to put a row right. */
export interface EditSent {
  readonly by: string;
  readonly reason: string;
  /** `import.id` of the version that was seen. */
  readonly seen: number;
  readonly patch: LinkPatch | NodePatch;
}

/** Fails with `ApiError`. */
export function sendEdit(scene: string, id: string, edit: EditSent, fetchUrl?: Fetch): Promise<FeatureEditAnswer> {
  const url = routePath('feature', { scene, id });
  return parsedAnswer(featureEditAnswerSchema, url, jsonInit('PATCH', edit), fetchUrl);
}

/** Takes an edit back, while it is the newest change of its layer. Fails with `ApiError`. */
export async function undoEdit(scene: string, importId: number, fetchUrl?: Fetch): Promise<void> {
  const url = routePath('undoImport', { scene, id: importId });
  await parsedAnswer(importRecordSchema, url, jsonInit('POST', {}), fetchUrl);
}

function jsonInit(method: string, body: unknown): RequestInit {
  return { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
