import { COLUMN_UNITS } from '@undercroft/core/protocol/profile';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { fieldName } from '../i18n/field-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { editProfile } from './choose.ts';
import { tableProfileOf, unitsOf, withUnit } from './edit-profile.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

interface Props {
  readonly table: string;
  readonly target: ProfileTarget;
  readonly field: string;
  readonly review: Review;
}

/** The unit of a field's column, where it has one. */
export function UnitPick({ table, target, field, review }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const units = unitsOf(target, field);
  const [own] = units;
  if (own === undefined || review.profile === null) return null;
  const bound = tableProfileOf(review.profile, table)?.columns[field];
  // The heading may state it.
  const read = review.inspection.tables
    .find(({ name }) => name === table)
    ?.fields.find((one) => one.field === field && one.column === bound?.headings[0]);
  return (
    <Pick
      label={say('data.unitOf', { field: fieldName(field, language) })}
      testId={`unit-${field}`}
      value={bound?.unit ?? read?.unit ?? own}
      options={units.map((unit) => ({ value: unit, text: say(`dataUnit.${unit}`) }))}
      onPick={(value) => {
        const unit = COLUMN_UNITS.find((one) => one === value);
        if (unit !== undefined) editProfile((profile) => withUnit(profile, table, field, unit));
      }}
    />
  );
}
