import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { Alert, Button, Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { positionFormatter } from '../format/display-position.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { Fact, FactGroup, Value } from '../panels/Facts.tsx';
import { searchFeatures, select } from '../state/actions.ts';
import { flyToCase } from './attach-cases.ts';
import { CaseMark } from './CaseMapControl.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { clearCase } from './case-actions.ts';
import { caseState } from './case-state.ts';
import { type SelectedCase, useCases } from './case-store.ts';

interface Props {
  readonly scene: PublicScene;
}

/** The right dock for a case: what it is, how far it got, and what it is about. */
export function CaseDetails({ scene }: Props) {
  const say = useSay();
  const open = useCases((state) => state.open);
  const selected = useCases((state) => state.selected);
  if (!open || selected === null) return null;
  const { one, ref } = selected;
  const layer = scene.layers.find((each) => each.layer === one?.layer);
  return (
    <aside className="dock dock-right" data-testid="case" data-case={ref.id} data-loaded={one !== null}>
      <header className="dock-head">
        <div className="feature-head">
          <h2>{one?.title ?? one?.sourceId ?? ref.id}</h2>
          <div className="muted">
            <span>{say(one === null ? 'cases.details' : `caseKind.${one.kind}`)}</span>
            {one !== null && <span className="figures">{one.sourceId}</span>}
            {layer?.synthetic === true && <span className="synthetic">{say('app.synthetic')}</span>}
          </div>
        </div>
        {one !== null && (
          <Button
            type="text"
            icon={<AimOutlined />}
            aria-label={say('panel.fly')}
            title={say('panel.fly')}
            onClick={() => flyToCase(one)}
          />
        )}
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={say('panel.close')}
          title={say('panel.close')}
          onClick={clearCase}
        />
      </header>
      <div className="dock-body">
        <Body selected={selected} scene={scene} />
      </div>
    </aside>
  );
}

function Body({ selected: { one, error }, scene }: { readonly selected: SelectedCase; readonly scene: PublicScene }) {
  const say = useSay();
  if (error !== null) {
    return <Alert type="error" showIcon title={say('cases.details')} description={errorWords(error, say)} />;
  }
  if (one === null) {
    return (
      <div role="status" aria-label={say('panel.loading')}>
        <Skeleton active paragraph={{ rows: 8 }} title={false} />
      </div>
    );
  }
  return <Facts one={one} scene={scene} />;
}

function Facts({ one, scene }: { readonly one: CityCaseAnswer; readonly scene: PublicScene }) {
  const say = useSay();
  const format = useMemo(() => positionFormatter(scene.frame.displayCrs), [scene.frame.displayCrs]);
  const place = format(...one.position);
  const state = caseState(one);
  return (
    <>
      <p className="case-state" data-testid="case-state">
        <CaseMark state={state} />
        <strong>{say(`caseState.${state}`)}</strong>
        <span className="muted">{say(`caseResult.${one.result}`)}</span>
      </p>
      <FactGroup title={say('cases.steps')}>
        <CaseTimeline one={one} utcOffsetMinutes={scene.utcOffsetMinutes ?? null} />
      </FactGroup>
      <FactGroup title={say('cases.details')}>
        <dl>
          <Fact name={say('cases.category')} text={one.category} />
          <Fact
            name={say('cases.channel')}
            text={one.channel === 'unknown' ? null : say(`channel.${one.channel}`)}
            testId="case-channel"
          />
          <Fact name={say('cases.department')} text={one.department} />
          <Fact name={say('fact.address')} text={one.address} />
          <Fact name={say('fact.position')} text={place.text} note={place.crs} />
          {one.kind === 'component' && <LinkedFact name={say('cases.component')} code={one.component} />}
          <LinkedFact name={say('cases.cell')} code={one.gridCell} />
        </dl>
      </FactGroup>
    </>
  );
}

/** A code that is a way to the feature it names, once the scene is known to have that. */
function LinkedFact({ name, code }: { readonly name: string; readonly code: string | null }) {
  const id = useFeatureOf(code);
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {id === null || code === null ? (
          <Value text={code} />
        ) : (
          <Button type="link" size="small" className="figures" onClick={() => select(id, { fly: true })}>
            {code}
          </Button>
        )}
      </dd>
    </div>
  );
}

/** The feature whose id ends with a code; `null` while none is known. */
function useFeatureOf(code: string | null): string | null {
  const [found, setFound] = useState<{ readonly code: string; readonly id: string } | null>(null);
  useEffect(() => {
    if (code === null) return;
    const controller = new AbortController();
    searchFeatures(code, controller.signal)
      .then((answer) => {
        const match = answer?.matches.find(({ id }) => id.endsWith(`.${code}`));
        if (match !== undefined && !controller.signal.aborted) setFound({ code, id: match.id });
      })
      // Without an answer the code stands there as it is.
      .catch(() => undefined);
    return () => controller.abort();
  }, [code]);
  return found !== null && found.code === code ? found.id : null;
}
