import type { Inspection } from '@undercroft/core/protocol/data-page';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import { useMemo } from 'react';
import { useData } from './data-store.ts';
import { settled } from './draft-actions.ts';
import { type Confirmation, toConfirm } from './to-confirm.ts';

/** Everything that the review shows, worked out from what was proposed and what was chosen. */
export interface Review {
  readonly proposal: Inspection;
  readonly inspection: Inspection;
  /** The profile that stands now; `null` for formats that say themselves what they hold. */
  readonly profile: Profile | null;
  readonly georeference: Georeference | null;
  readonly isGeoreferenceChosen: boolean;
  readonly isChanged: boolean;
  readonly items: readonly Confirmation[];
}

export function useReview(): Review | null {
  const proposal = useData((state) => state.proposal);
  const inspection = useData((state) => state.inspection);
  const choice = useData((state) => state.choice);
  return useMemo(() => {
    if (proposal === null || inspection === null) return null;
    const { profile, georeference } = settled({ choice, inspection });
    return {
      proposal,
      inspection,
      profile,
      georeference,
      isGeoreferenceChosen: choice.georeference !== null,
      isChanged: choice.profile !== null || choice.georeference !== null || choice.format !== null,
      // Letters that a person has chosen are settled, however likely the bytes make them.
      items: toConfirm(proposal, inspection, profile, { chosen: choice.georeference }).filter(
        ({ kind }) => kind !== 'encoding' || choice.encoding === null,
      ),
    };
  }, [proposal, inspection, choice]);
}
