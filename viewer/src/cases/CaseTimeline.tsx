import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { useSay } from '../i18n/i18n.ts';
import { Value } from '../panels/Facts.tsx';
import { clockText, durationText } from './case-format.ts';
import { caseTimeline, type TimelineStep } from './case-state.ts';

interface Props {
  readonly one: CityCaseAnswer;
  /** `null` where the scene does not declare its clock: then the times are those of UTC and say so. */
  readonly utcOffsetMinutes: number | null;
}

/** The steps of a case from the report to its close, with what each took and was allowed to take. */
export function CaseTimeline({ one, utcOffsetMinutes }: Props) {
  return (
    <ol className="case-steps" data-testid="case-steps">
      {caseTimeline(one).map((step) => (
        <Step key={step.step} step={step} isOver={one.result !== 'open'} utcOffsetMinutes={utcOffsetMinutes} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: TimelineStep;
  readonly isOver: boolean;
  readonly utcOffsetMinutes: number | null;
}

function Step({ step: { step, state, timeMs, tookMs, dueMs, late }, isOver, utcOffsetMinutes }: StepProps) {
  const say = useSay();
  const clock = (ms: number): string =>
    `${clockText(ms, utcOffsetMinutes ?? 0)}${utcOffsetMinutes === null ? ' UTC' : ''}`;
  return (
    <li className={`case-step is-${state}${late === true ? ' is-late' : ''}`} data-step={step} data-state={state}>
      <span className="case-step-name">{say(`caseStep.${step}`)}</span>
      <span className="case-step-time">
        {timeMs !== null ? (
          <span className="figures">{clock(timeMs)}</span>
        ) : state === 'ahead' ? (
          <span className="muted">{say(isOver ? 'cases.notReached' : 'cases.ahead')}</span>
        ) : (
          <Value text={null} />
        )}
      </span>
      {(tookMs !== null || dueMs !== null) && (
        <span className="case-step-note muted figures">
          {tookMs !== null && <span>{say('cases.took', { time: durationText(tookMs, say) })}</span>}
          {dueMs !== null && <span>{say('cases.due', { time: clock(dueMs).slice(5) })}</span>}
          {late === true && timeMs !== null && dueMs !== null && (
            <strong className="is-bad">{say('cases.lateBy', { time: durationText(timeMs - dueMs, say) })}</strong>
          )}
          {late === false && <span className="is-good">{say('cases.inTime')}</span>}
        </span>
      )}
    </li>
  );
}
