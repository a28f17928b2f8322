import { caseStage } from '@undercroft/core/cases/case-stage';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { CASE_ACTION_NAMES, type CaseRecordAnswer } from '@undercroft/core/protocol/live/case-records';
import { routePath } from '@undercroft/core/protocol/routes';
import { Image } from 'antd';
import { useCallback } from 'react';
import { CaseTimeline } from '../cases/CaseTimeline.tsx';
import { clockText } from '../cases/case-format.ts';
import { type Say, useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { useApp } from '../state/store.ts';
import { useNow } from '../wall/use-now.ts';
import { distanceText } from '../wall/wall-format.ts';
import { ActNotice } from './ActNotice.tsx';
import { CaseActs } from './CaseActs.tsx';
import { CaseSuggestions } from './CaseSuggestions.tsx';
import { ClockRing } from './ClockRing.tsx';
import { clockWords } from './clock-words.ts';
import { DetailHead } from './DetailHead.tsx';
import { DetailWaiting } from './DetailWaiting.tsx';
import { deskApi, watch } from './desk-actions.ts';
import { caseClock } from './desk-lists.ts';
import { useDesk } from './desk-store.ts';
import { caseTitle } from './desk-words.ts';
import { useRecord } from './use-record.ts';

interface Props {
  readonly scene: PublicScene;
  readonly caseId: string;
}

/** A case with its clock, who should go, what can be done, and what was. */
export function CaseDetail({ scene, caseId }: Props) {
  const say = useSay();
  const standing = useLive(({ cases }) => cases.get(caseId));
  const done = useDesk((state) => state.done);
  const ask = useCallback((signal: AbortSignal) => deskApi.case(scene.id, caseId, signal), [scene.id, caseId]);
  const stamp = `${standing === undefined ? '' : JSON.stringify([standing.steps, standing.unit, standing.department])} ${done}`;
  const record = useRecord(ask, stamp);
  const one = standing ?? record.value?.case;
  if (one === undefined) {
    return <DetailWaiting title={caseId} note={say('desk.caseOf')} error={record.error} />;
  }
  return <Known scene={scene} one={one} record={record.value} />;
}

interface KnownProps {
  readonly scene: PublicScene;
  readonly one: CaseRecordAnswer['case'];
  readonly record: CaseRecordAnswer | null;
}

function Known({ scene, one, record }: KnownProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const nowMs = useNow();
  const clock = caseClock(
    one,
    useLive((state) => shownMs(state, nowMs)),
  );
  const stage = caseStage(one);
  const about = `case ${one.sourceId}`;
  return (
    <aside
      className="dock dock-right desk-detail"
      data-testid="desk-detail"
      data-case={one.sourceId}
      data-stage={stage}
      data-unit={one.unit ?? ''}
    >
      <DetailHead
        mark={<ClockRing clock={clock} />}
        title={caseTitle(one, language)}
        note={
          <>
            <span>{say(`caseKind.${one.kind}`)}</span>
            <span className="figures">{one.sourceId}</span>
          </>
        }
        place={one.position}
      />
      <div className="dock-body">
        <p className="desk-state" data-testid="live-case-state">
          <strong>{say(`desk.stage.${stage}`)}</strong>
          <span className={`figures is-${clock.state}`}>{clockWords(clock, say)}</span>
        </p>
        {one.unit !== null && <p className="desk-sent">{say('desk.dispatched', { unit: one.unit })}</p>}
        <ActNotice about={about} />
        {record !== null && <CaseActs record={record} />}
        {record !== null && (stage === 'reported' || stage === 'registered') && (
          <CaseSuggestions scene={scene} record={record} />
        )}
        <FactGroup title={say('cases.steps')}>
          <CaseTimeline
            one={{ ...one, id: one.sourceId, layer: '' }}
            utcOffsetMinutes={scene.utcOffsetMinutes ?? null}
          />
        </FactGroup>
        <FactGroup title={say('cases.details')}>
          <dl>
            <Fact name={say('cases.category')} text={one.category} />
            <Fact name={say('cases.channel')} text={one.channel === 'unknown' ? null : say(`channel.${one.channel}`)} />
            <Fact name={say('cases.department')} text={one.department} />
            <Fact name={say('fact.address')} text={one.address} />
            <Fact name={say('cases.cell')} text={one.gridCell} />
          </dl>
          {one.alarmId !== null && <AlarmLink alarmId={one.alarmId} />}
        </FactGroup>
        {record !== null && <Record record={record} scene={scene} />}
      </div>
    </aside>
  );
}

function AlarmLink({ alarmId }: { readonly alarmId: string }) {
  const say = useSay();
  return (
    <button type="button" className="desk-unit" onClick={() => watch({ kind: 'alarm', id: alarmId })}>
      <span>{say('desk.alarmOf')}</span>
      <small className="muted figures">{alarmId}</small>
    </button>
  );
}

const HISTORY = [...CASE_ACTION_NAMES, 'report', 'addPhoto'] as const;

function historyWords(action: string, say: Say): string {
  const known = HISTORY.find((each) => each === action);
  return known === undefined ? action : say(`desk.step.${known}`);
}

/** What was done with a case and by whom, what else is known, and what is not. */
function Record({ record, scene }: { readonly record: CaseRecordAnswer; readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { history, photos, duplicates, remarks } = record;
  const caseId = record.case.sourceId;
  return (
    <>
      {duplicates.length > 0 && (
        <FactGroup title={say('desk.duplicates')}>
          <ul className="desk-units">
            {duplicates.map((other) => (
              <li key={other.sourceId}>
                <button type="button" className="desk-unit" onClick={() => watch({ kind: 'case', id: other.sourceId })}>
                  <span>{other.title ?? other.sourceId}</span>
                  <small className="muted figures">
                    {distanceText(other.distanceM)} · {say(`desk.stage.${other.stage}`)}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </FactGroup>
      )}
      {remarks.length > 0 && (
        <FactGroup title={say('desk.remarks')}>
          {remarks.map((remark) => (
            <p key={remark.en} className="unknown">
              {remark[language]}
            </p>
          ))}
        </FactGroup>
      )}
      <FactGroup title={say('desk.history')}>
        <ol className="desk-history" data-testid="case-history">
          {history.map(({ atMs, action, by, note }) => (
            <li key={`${atMs} ${action} ${by}`}>
              <span>{historyWords(action, say)}</span>
              <span className="figures muted">{clockText(atMs, scene.utcOffsetMinutes ?? 0).slice(5)}</span>
              <span className="muted">{say('desk.by', { by })}</span>
              {note !== null && <q>{note}</q>}
            </li>
          ))}
        </ol>
      </FactGroup>
      {photos.length > 0 && (
        <FactGroup title={say('desk.photos')}>
          <div className="desk-photos">
            {photos.map(({ photo, by }) => (
              <Image
                key={photo}
                width={82}
                alt={by}
                src={routePath('casePhoto', { scene: scene.id, id: caseId, photo })}
              />
            ))}
          </div>
        </FactGroup>
      )}
    </>
  );
}
