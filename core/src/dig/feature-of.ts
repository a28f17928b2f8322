import type { PlaneFinding } from './dig-finding.ts';
import type { NodeFacts } from './dig-rows.ts';

type FeatureFields = Pick<PlaneFinding, 'featureId' | 'sourceId' | 'utility' | 'owner' | 'status' | 'surveyedOn'>;

/** What every finding carries of the feature it speaks of. */
export function featureOf(
  facts: Pick<NodeFacts, 'id' | 'sourceId' | 'utility' | 'owner' | 'status' | 'surveyedOn'>,
): FeatureFields {
  const { id, sourceId, utility, owner, status, surveyedOn } = facts;
  return { featureId: id, sourceId, utility, owner, status, surveyedOn: surveyedOn ?? null };
}
