import { useSay } from '../i18n/i18n.ts';
import type { Confirmation, Difference } from '../pit/confirmation.ts';
import type { PitSpec } from '../pit/pit-spec.ts';
import type { PitView } from '../pit/pit-store.ts';
import { PitConfirmation } from './PitConfirmation.tsx';
import { PitDepth } from './PitControls.tsx';
import { countSentence, worstOf } from './pit-verdicts.ts';

interface Props {
  readonly view: PitView | undefined;
  readonly spec: PitSpec;
  readonly confirmation: Confirmation | undefined;
  readonly differences: readonly Difference[];
}

/** The answer in one sentence, and whether the server says the same. It stays in sight while the list is read. */
export function PitAnswer({ view, spec, confirmation, differences }: Props) {
  const say = useSay();
  const counts = view?.ok === true && view.findings.state === 'ready' ? view.findings.list.counts : null;
  const worst = counts === null ? null : worstOf(counts);
  return (
    <div className="dig-answer">
      <PitDepth spec={spec} />
      {counts !== null && (
        <p className={`dig-sentence is-${worst ?? 'none'}`} data-testid="pit-sentence" aria-live="polite">
          {worst === null ? say('dig.nothing') : countSentence(counts, say)}
        </p>
      )}
      {view?.ok === true && <PitConfirmation confirmation={confirmation} spec={spec} differences={differences} />}
    </div>
  );
}
