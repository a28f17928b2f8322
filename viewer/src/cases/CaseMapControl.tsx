import { Segmented } from 'antd';
import { grouped } from '../format/quantity.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { chooseMeasure } from './case-actions.ts';
import { classText } from './case-format.ts';
import { CASE_STATES, type CaseState } from './case-state.ts';
import { useCases } from './case-store.ts';
import { CASE_TONES, CELL_OPACITY } from './case-tones.ts';
import { type CellMeasure, CODE_LENGTHS } from './cell-classes.ts';

type CodeLength = (typeof CODE_LENGTHS)[number];

const LEVEL_WORDS: Readonly<Record<CodeLength, MessageKey>> = {
  15: 'cases.legendCell',
  12: 'cases.legendCommunity',
  9: 'cases.legendStreet',
  6: 'cases.legendDistrict',
};

/** Where the tiles change from cells to communities, streets and districts: metres a CSS pixel in the middle of the view. */
const LEVEL_FROM_M: readonly (readonly [number, CodeLength])[] = [
  [9, 15],
  [36, 12],
  [72, 9],
  [Number.POSITIVE_INFINITY, 6],
];

/** What the map shows of the cases, and what its colours and signs mean. */
export function CaseMapControl({ hasGrid }: { readonly hasGrid: boolean }) {
  const say = useSay();
  const measure = useCases((state) => state.measure);
  return (
    <section className="case-map">
      {hasGrid && (
        <div className="case-map-head">
          <h3>{say('cases.cells')}</h3>
          <Segmented<CellMeasure | 'off'>
            size="small"
            value={measure ?? 'off'}
            options={[
              { value: 'count', label: say('cases.byCount') },
              { value: 'late', label: say('cases.byLate') },
              { value: 'off', label: say('cases.byNothing') },
            ]}
            onChange={(next) => chooseMeasure(next === 'off' ? null : next)}
            data-testid="case-measure"
          />
        </div>
      )}
      {hasGrid && measure !== null && <CellLegend measure={measure} />}
      <NearNote />
    </section>
  );
}

function CellLegend({ measure }: { readonly measure: CellMeasure }) {
  const say = useSay();
  const picture = useCases((state) => state.picture);
  const length = useApp(({ metresPerPixel }) => levelLength(metresPerPixel));
  if (picture.state !== 'ready') return null;
  const { classes, without, hasUnknown } = picture.value;
  const isShare = measure === 'late';
  return (
    <div className="cell-legend" data-testid="cell-legend">
      <ul>
        {(classes.get(length) ?? []).map(({ tone, from, to }) => (
          <li key={tone}>
            <span className="cell-swatch" style={{ background: tone, opacity: CELL_OPACITY }} />
            <span className="figures">{classText(from, to, isShare)}</span>
          </li>
        ))}
        {hasUnknown && (
          <li>
            <span className="cell-swatch is-unknown" />
            <span>{say('cases.legendUnknown')}</span>
          </li>
        )}
      </ul>
      <p className="muted">
        {say(isShare ? 'cases.legendLate' : LEVEL_WORDS[length])} · {say('cases.legendNone')}
      </p>
      {without > 0 && <p className="muted">{say('cases.without', { number: grouped(without) })}</p>}
    </div>
  );
}

function levelLength(metresPerPixel: number | null): CodeLength {
  const seen = metresPerPixel ?? 0;
  return LEVEL_FROM_M.find(([from]) => seen < from)?.[1] ?? CODE_LENGTHS[0];
}

/** What is drawn of single cases, and what their signs mean. */
function NearNote() {
  const say = useSay();
  const near = useCases((state) => state.near);
  switch (near.state) {
    case 'far':
      return <p className="case-near muted">{say('cases.nearFar')}</p>;
    case 'loading':
      return <p className="case-near muted">{say('cases.nearLoading')}</p>;
    case 'failed':
      return (
        <p className="case-near is-bad" role="alert">
          {say('cases.nearFailed')}
        </p>
      );
    case 'ready':
      return (
        <div className="case-near" data-testid="case-near">
          <p className="muted">
            {say(near.value.more ? 'cases.nearMore' : 'cases.nearAll', { number: grouped(near.value.cases.length) })}
          </p>
          {near.value.cases.length > 0 && (
            <ul className="sign-legend">
              {CASE_STATES.map((state) => (
                <li key={state}>
                  <CaseMark state={state} />
                  {say(`caseState.${state}`)}
                </li>
              ))}
            </ul>
          )}
        </div>
      );
  }
}

/** The diamond of a state, as in the scene. */
export function CaseMark({ state }: { readonly state: CaseState }) {
  return <span className="case-mark" style={{ background: CASE_TONES[state] }} aria-hidden="true" />;
}
