import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { useState } from 'react';
import { grouped } from '../format/quantity.ts';
import { fieldName } from '../i18n/field-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { CertaintyMark } from './CertaintyMark.tsx';
import { ColumnPick } from './ColumnPick.tsx';
import { editProfile } from './choose.ts';
import { EncodingPick, hasLetters } from './EncodingPick.tsx';
import { fieldsOf, tableProfileOf, withColumn } from './edit-profile.ts';
import { Pick } from './Pick.tsx';
import { TargetPick } from './TargetPick.tsx';
import { UnitPick } from './UnitPick.tsx';
import type { Review } from './use-review.ts';

type Table = Review['inspection']['tables'][number];

interface Props {
  readonly table: Table;
  readonly review: Review;
  /** Shown opened: there are few. */
  readonly isOnly: boolean;
}

/** A table: what it is taken for, and which of its columns holds which field. */
export function TableCard({ table, review, isOnly }: Props) {
  const say = useSay();
  const { name, rowCount, encodings } = table;
  const bound = review.profile === null ? null : tableProfileOf(review.profile, name);
  const proposed = review.proposal.tables.find((one) => one.name === name);
  const mustConfirm = review.items.some((item) => item.kind === 'target' && item.table === name);
  return (
    <section className="data-card table-card" data-testid={`table-${name}`}>
      <h3>
        <span className="table-name" title={name}>
          {name}
        </span>
        <span className="figures muted">
          {rowCount === null ? say('data.rowsUnknown') : say('data.rows', { number: grouped(rowCount) })}
        </span>
      </h3>
      <div className="data-line">
        <span>{say('data.takenFor')}</span>
        <span className="table-target">
          {bound !== null && bound.target === proposed?.target && (
            <CertaintyMark certainty={proposed.targetCertainty} mustConfirm={mustConfirm} />
          )}
          <TargetPick table={name} review={review} />
        </span>
      </div>
      {hasLetters(encodings) && (
        <div className="data-line">
          <span>{say('data.letters')}</span>
          <EncodingPick encodings={encodings} />
        </div>
      )}
      {bound !== null && <Columns table={table} target={bound.target} review={review} isOpen={isOnly} />}
    </section>
  );
}

interface ColumnsProps {
  readonly table: Table;
  readonly target: ProfileTarget;
  readonly review: Review;
  readonly isOpen: boolean;
}

function Columns({ table, target, review, isOpen }: ColumnsProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const [show, setShow] = useState(isOpen);
  const [showUnused, setShowUnused] = useState(false);
  const bound = review.profile === null ? null : tableProfileOf(review.profile, table.name);
  if (bound === null) return null;
  const order = fieldsOf(target);
  const fields = Object.keys(bound.columns).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const headings = new Set(Object.values(bound.columns).flatMap(({ headings: [first] }) => first ?? []));
  const unused = table.columns.filter((column) => !headings.has(column.name));
  const free = order.filter((field) => bound.columns[field] === undefined);
  return (
    <details className="data-more" open={show} onToggle={(event) => setShow(event.currentTarget.open)}>
      <summary>{say('data.columns', { taken: headings.size, all: table.columns.length })}</summary>
      <ul className="field-list">
        {show &&
          fields.map((field) => <FieldLine key={field} field={field} table={table} target={target} review={review} />)}
        {Object.entries(bound.constants).map(([field, value]) => (
          <li key={field} className="field-line">
            <span />
            <span className="field-name">{fieldName(field, language)}</span>
            <span className="field-constant">
              {value} <span className="muted">({say('data.stated')})</span>
            </span>
          </li>
        ))}
      </ul>
      {unused.length > 0 && (
        <details className="data-more" open={showUnused} onToggle={(event) => setShowUnused(event.currentTarget.open)}>
          <summary>{say('data.unused', { number: unused.length })}</summary>
          <ul className="field-list">
            {showUnused &&
              unused.map(({ name, samples }) => (
                <li key={name} className="field-line">
                  <span />
                  <span className="field-name" title={name}>
                    {name}
                  </span>
                  <Pick
                    label={say('data.takeAsOf', { column: name })}
                    testId={`take-${name}`}
                    value=""
                    options={[
                      { value: '', text: say('data.takeAs') },
                      ...free.map((field) => ({ value: field, text: fieldName(field, language) })),
                    ]}
                    onPick={(field) => {
                      if (field !== '') editProfile((before) => withColumn(before, table.name, field, name));
                    }}
                  />
                  <span className="field-samples muted">{samples.join(', ')}</span>
                </li>
              ))}
          </ul>
        </details>
      )}
    </details>
  );
}

interface FieldLineProps {
  readonly field: string;
  readonly table: Table;
  readonly target: ProfileTarget;
  readonly review: Review;
}

function FieldLine({ field, table, target, review }: FieldLineProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const heading = (review.profile === null ? null : tableProfileOf(review.profile, table.name))?.columns[field]
    ?.headings[0];
  const column = table.columns.find(({ name }) => name === heading);
  const proposed = review.proposal.tables
    .find(({ name }) => name === table.name)
    ?.fields.find((one) => one.field === field && one.column === heading);
  const mustConfirm = review.items.some(
    (item) => item.kind === 'field' && item.table === table.name && item.field.field === field,
  );
  return (
    <li className={mustConfirm ? 'field-line is-open' : 'field-line'} title={proposed?.reason[language]}>
      {proposed === undefined ? (
        <span className="chosen-dot" title={say('data.crsChosen')} />
      ) : (
        <CertaintyMark certainty={proposed.certainty} mustConfirm={mustConfirm} />
      )}
      <span className="field-name">{fieldName(field, language)}</span>
      <span className="field-picks">
        <ColumnPick table={table.name} field={field} review={review} namesOnly />
        <UnitPick table={table.name} target={target} field={field} review={review} />
      </span>
      <span className="field-samples muted" title={column?.samples.join(', ')}>
        {column === undefined || column.samples.length === 0 ? say('data.empty') : column.samples.join(', ')}
      </span>
    </li>
  );
}
