import { fieldName } from '../i18n/field-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { editProfile } from './choose.ts';
import { tableProfileOf, withColumn } from './edit-profile.ts';
import { Pick } from './Pick.tsx';
import type { Review } from './use-review.ts';

interface Props {
  readonly table: string;
  readonly field: string;
  readonly review: Review;
  /** Sample values stand beside it already. */
  readonly namesOnly?: boolean;
}

const SAMPLES_SHOWN = 2;

/** Which column of a table holds a field. */
export function ColumnPick({ table, field, review, namesOnly = false }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { profile, inspection } = review;
  if (profile === null) return null;
  const columns = inspection.tables.find(({ name }) => name === table)?.columns ?? [];
  const bound = tableProfileOf(profile, table)?.columns[field]?.headings ?? [];
  const heading = columns.find(({ name }) => bound.includes(name))?.name ?? bound[0] ?? '';
  return (
    <Pick
      label={say('data.columnOf', { field: fieldName(field, language) })}
      testId={`column-${field}`}
      value={heading}
      options={[
        { value: '', text: say('data.noColumn') },
        ...columns.map(({ name, samples }) => ({
          value: name,
          text: namesOnly || samples.length === 0 ? name : `${name} (${samples.slice(0, SAMPLES_SHOWN).join(', ')})`,
        })),
      ]}
      onPick={(column) => editProfile((before) => withColumn(before, table, field, column === '' ? null : column))}
    />
  );
}
