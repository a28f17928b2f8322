import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { light } from '../analysis/analysis-actions.ts';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { lookAtSign } from '../analysis/attach-analysis.ts';
import { type AnalysisSign, SIGN_TONES } from '../globe/analysis-glyphs.ts';
import { useSay } from '../i18n/i18n.ts';
import { kindKey } from '../i18n/kind-key.ts';
import { select } from '../state/actions.ts';

export interface ListedPlace {
  readonly featureId: string;
  /** Of a node or a link. */
  readonly kind: string;
  readonly at: readonly [number, number] | null;
  readonly sign: AnalysisSign;
  /** Number on its sign. */
  readonly number?: string;
  readonly note?: ReactNode;
}

interface Props {
  readonly title: string;
  readonly places: readonly ListedPlace[];
  readonly testId: string;
  /** So many are listed at first. */
  readonly most?: number;
  readonly children?: ReactNode;
}

const MOST = 8;

/** A list of places with their signs; a click flies there and tells what stands there. */
export function AnalysisPlaces({ title, places, testId, most = MOST, children }: Props) {
  const say = useSay();
  const [all, setAll] = useState(false);
  const shown = all ? places : places.slice(0, most);
  return (
    <section className="analysis-places" data-testid={testId} data-count={places.length}>
      <h3>
        {title} <span className="figures">{places.length}</span>
      </h3>
      {children}
      <ul>
        {shown.map((place) => (
          <Place key={`${place.featureId} ${place.sign}`} place={place} />
        ))}
      </ul>
      {shown.length < places.length && (
        <Button type="link" size="small" onClick={() => setAll(true)}>
          {say('analysis.more', { number: places.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

function Place({ place: { featureId, kind, at, sign, number = '', note } }: { readonly place: ListedPlace }) {
  const say = useSay();
  const isLit = useAnalysis((state) => state.lit === featureId);
  const open = (): void => {
    if (at !== null) lookAtSign(at);
    select(featureId, { fly: false });
  };
  return (
    <li className={isLit ? 'is-lit' : undefined}>
      <button
        type="button"
        data-id={featureId}
        onClick={open}
        onPointerEnter={() => light(featureId)}
        onPointerLeave={() => light(null)}
        onFocus={() => light(featureId)}
        onBlur={() => light(null)}
      >
        <SignMark sign={sign} text={number} />
        <span className="analysis-place-name figures">{parseFeatureId(featureId)?.sourceId ?? featureId}</span>
        <span className="muted">{say(kindKey(kind))}</span>
        {at === null && <span className="unknown">{say('analysis.noPlace')}</span>}
      </button>
      {note}
    </li>
  );
}

/** The sign of the view in miniature, the same by shape and colour. */
export function SignMark({ sign, text = '' }: { readonly sign: AnalysisSign; readonly text?: string }) {
  const tone = SIGN_TONES[sign];
  return (
    <svg className="analysis-sign" viewBox="-12 -12 24 24" aria-hidden="true">
      {shapeOf(sign, tone)}
      {text !== '' && (
        <text y="4" textAnchor="middle" fill={sign === 'closeToBeSure' ? tone : '#fff'}>
          {text}
        </text>
      )}
    </svg>
  );
}

function shapeOf(sign: AnalysisSign, tone: string): ReactNode {
  switch (sign) {
    case 'customerInside':
    case 'end':
      return <circle r="5.5" fill={tone} />;
    case 'endPossible':
      return <circle r="5" fill="#fff" stroke={tone} strokeWidth="2.5" />;
    case 'customerBeyond':
      return <path d="M0-7 7 6H-7Z" fill={tone} />;
    case 'source':
      return <path d="M0-9 9-2 5.6 9H-5.6L-9-2Z" fill={tone} />;
    case 'closedValve':
    case 'keepClosed':
      return (
        <>
          <rect x="-9" y="-9" width="18" height="18" rx="3" fill={tone} />
          <path d="M-4-4 4 4M4-4-4 4" stroke="#fff" strokeWidth="2.5" />
        </>
      );
    case 'doesNotTurn':
      return (
        <>
          <path d="M0-10 10 8.5H-10Z" fill={tone} />
          <path d="M0-3.5V3M0 5v1.5" stroke="#3a2a00" strokeWidth="2.5" />
        </>
      );
    case 'close':
      return <circle r="10.5" fill={tone} />;
    case 'closeToBeSure':
      return <circle r="9.5" fill="#fff" stroke={tone} strokeWidth="2.5" />;
  }
}
