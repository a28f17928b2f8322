import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { DEPTH_REFERENCES } from '@undercroft/core/model/section-shape';
import { Button } from 'antd';
import { fieldName } from '../i18n/field-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { ColumnPick } from './ColumnPick.tsx';
import { CrsPick } from './CrsPick.tsx';
import { editProfile, forgetChoices } from './choose.ts';
import { targetName } from './data-names.ts';
import { EncodingPick } from './EncodingPick.tsx';
import { withConstant } from './edit-profile.ts';
import { Pick } from './Pick.tsx';
import { RasterPick } from './RasterCard.tsx';
import { TargetPick } from './TargetPick.tsx';
import { type Confirmation, isBlocking } from './to-confirm.ts';
import { UnitPick } from './UnitPick.tsx';
import type { Review } from './use-review.ts';

interface Props {
  readonly review: Review;
}

/** What only a person can know, gathered at the top in plain words, each with its choice beside it. */
export function ConfirmCard({ review }: Props) {
  const say = useSay();
  const { items } = review;
  if (items.length === 0) {
    return (
      <section className="data-card confirm-card is-clear" data-testid="to-confirm">
        <h3>
          <CheckCircleFilled /> {say('data.confirmNone')}
        </h3>
        <p className="muted">
          {say(
            review.isChanged
              ? 'data.changed'
              : review.inspection.raster === undefined
                ? 'data.confirmNoneHint'
                : 'data.confirmNoneRaster',
          )}
        </p>
        {review.isChanged && (
          <Button size="small" type="link" onClick={forgetChoices}>
            {say('data.forget')}
          </Button>
        )}
      </section>
    );
  }
  return (
    <section className="data-card confirm-card" data-testid="to-confirm">
      <h3>
        <WarningFilled /> {say('data.confirmTitle', { number: items.length })}
      </h3>
      <p className="muted">{say('data.confirmHint')}</p>
      <ul className="confirm-list">
        {items.map((item) => (
          <ConfirmLine key={keyOf(item)} item={item} review={review} />
        ))}
      </ul>
      {review.isChanged && (
        <Button size="small" type="link" onClick={forgetChoices}>
          {say('data.forget')}
        </Button>
      )}
    </section>
  );
}

function keyOf(item: Confirmation): string {
  switch (item.kind) {
    case 'georeference':
    case 'raster':
      return item.kind;
    case 'field':
      return `${item.kind} ${item.table} ${item.field.field}`;
    case 'missing':
      return `${item.kind} ${item.table} ${item.field}`;
    case 'untaken':
    case 'target':
    case 'reference':
    case 'encoding':
      return `${item.kind} ${item.table}`;
  }
}

function ConfirmLine({ item, review }: { readonly item: Confirmation; readonly review: Review }) {
  const say = useSay();
  return (
    <li className={isBlocking(item) ? 'confirm-line is-open' : 'confirm-line'} data-confirm={item.kind}>
      <ConfirmWords item={item} review={review} />
      {isBlocking(item) && <span className="must-mark">{say('data.mustChoose')}</span>}
    </li>
  );
}

function ConfirmWords({ item, review }: { readonly item: Confirmation; readonly review: Review }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  switch (item.kind) {
    case 'georeference': {
      const reason = review.inspection.georeference.candidates[0]?.reason[language];
      return (
        <div className="confirm-words">
          <strong>{say(item.open ? 'data.confirmCrsOpen' : 'data.confirmCrs')}</strong>
          <div className="confirm-choice">
            <CrsPick review={review} mustChoose={item.open} />
          </div>
          {reason !== undefined && !item.open && <p className="muted">{reason}</p>}
        </div>
      );
    }
    case 'raster':
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmRaster')}</strong>
          <div className="confirm-choice">
            <RasterPick review={review} />
          </div>
          <p className="muted">{review.inspection.raster?.reason[language]}</p>
        </div>
      );
    case 'untaken':
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmUntaken', { table: item.table })}</strong>
          <div className="confirm-choice">
            <TargetPick table={item.table} review={review} />
          </div>
        </div>
      );
    case 'target':
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmTarget', { table: item.table, target: targetName(item.target, say) })}</strong>
          <div className="confirm-choice">
            <TargetPick table={item.table} review={review} />
          </div>
        </div>
      );
    case 'missing':
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmMissing', { table: item.table, field: fieldName(item.field, language) })}</strong>
          <div className="confirm-choice">
            <ColumnPick table={item.table} field={item.field} review={review} />
          </div>
        </div>
      );
    case 'reference':
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmReference', { table: item.table })}</strong>
          <div className="confirm-choice">
            <Pick
              label={say('data.confirmReference', { table: item.table })}
              value=""
              options={[
                { value: '', text: say('data.referenceByRule') },
                ...DEPTH_REFERENCES.filter((reference) => reference !== 'unknown').map((reference) => ({
                  value: reference,
                  text: say(`reference.${reference}`),
                })),
              ]}
              onPick={(value) =>
                editProfile((profile) => withConstant(profile, item.table, 'depthReference', value || null))
              }
            />
          </div>
        </div>
      );
    case 'field': {
      const { field, column, unit, reason } = item.field;
      const values = { column, field: fieldName(field, language) };
      return (
        <div className="confirm-words">
          <strong>
            {unit === null
              ? say('data.confirmField', values)
              : say('data.confirmFieldUnit', { ...values, unit: unitWord(unit, say) })}
          </strong>
          <div className="confirm-choice">
            <ColumnPick table={item.table} field={field} review={review} />
            <UnitPick table={item.table} target={item.target} field={field} review={review} />
          </div>
          <p className="muted">{reason[language]}</p>
        </div>
      );
    }
    case 'encoding': {
      const table = review.inspection.tables.find(({ name }) => name === item.table);
      return (
        <div className="confirm-words">
          <strong>{say('data.confirmEncoding', { table: item.table })}</strong>
          <div className="confirm-choice">
            <EncodingPick encodings={table?.encodings ?? []} />
          </div>
        </div>
      );
    }
  }
}

function unitWord(unit: string, say: ReturnType<typeof useSay>): string {
  return unit === 'ft' ? say('dataUnit.ft') : unit === 'us-ft' ? say('dataUnit.us-ft') : unit;
}
