import { PROFILE_TARGETS } from '@undercroft/core/protocol/profile-fields';
import { useSay } from '../i18n/i18n.ts';
import { editProfile } from './choose.ts';
import { targetName } from './data-names.ts';
import { tableProfileOf, withTarget } from './edit-profile.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

interface Props {
  readonly table: string;
  readonly review: Review;
}

/** What a table is taken for; it may be left out. */
export function TargetPick({ table, review: { profile } }: Props) {
  const say = useSay();
  if (profile === null) return null;
  return (
    <Pick
      label={`${table}: ${say('data.takenFor')}`}
      testId={`target-${table}`}
      value={tableProfileOf(profile, table)?.target ?? ''}
      options={[
        ...PROFILE_TARGETS.map((target) => ({ value: target, text: targetName(target, say) })),
        { value: '', text: say('data.leftOut') },
      ]}
      onPick={(value) => {
        const target = PROFILE_TARGETS.find((one) => one === value) ?? null;
        editProfile((before) => withTarget(before, table, target));
      }}
    />
  );
}
