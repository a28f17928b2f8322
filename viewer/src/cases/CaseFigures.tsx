import type { CaseSummary } from '@undercroft/core/protocol/cases';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { Value } from '../panels/Facts.tsx';
import { durationText, shareText } from './case-format.ts';

/** The figures a city is judged by, each with what it rests on; one that rests on nothing is unknown. */
export function CaseFigures({ summary }: { readonly summary: CaseSummary }) {
  const say = useSay();
  const { total, registered, dispatch, handle, byResult } = summary;
  const medianText = (ms: number | null): string | null => (ms === null ? null : durationText(ms, say));
  const ofKnown = (known: number): string => say('cases.ofKnown', { number: grouped(known) });
  const open = byResult.find(({ key }) => key === 'open')?.count ?? 0;
  const unknown = byResult.find(({ key }) => key === 'unknown')?.count ?? 0;
  return (
    <section aria-label={say('cases.figures')}>
      <dl className="case-figures">
        <Figure
          name={say('cases.registered')}
          text={shareText(registered, total)}
          note={say('cases.ofAll', { number: grouped(total) })}
          testId="case-registered"
        />
        <Figure
          name={say('cases.stillOpen')}
          text={grouped(open)}
          note={unknown === 0 ? '' : `${grouped(unknown)} ${say('caseResult.unknown')}`}
          testId="case-open"
        />
        <Figure
          name={say('cases.dispatchInTime')}
          text={shareText(dispatch.inTime, dispatch.known)}
          note={ofKnown(dispatch.known)}
          testId="case-dispatch"
        />
        <Figure
          name={say('cases.handleInTime')}
          text={shareText(handle.inTime, handle.known)}
          note={ofKnown(handle.known)}
          testId="case-handle"
        />
        <Figure name={say('cases.dispatchMedian')} text={medianText(dispatch.medianMs)} note="" />
        <Figure name={say('cases.handleMedian')} text={medianText(handle.medianMs)} note="" />
      </dl>
    </section>
  );
}

interface FigureProps {
  readonly name: string;
  readonly text: string | null;
  readonly note: string;
  readonly testId?: string;
}

function Figure({ name, text, note, testId }: FigureProps) {
  return (
    <div className="case-figure" data-testid={testId}>
      <dt>{name}</dt>
      <dd>
        <Value text={text} />
        {note !== '' && <span className="muted figures">{note}</span>}
      </dd>
    </div>
  );
}
