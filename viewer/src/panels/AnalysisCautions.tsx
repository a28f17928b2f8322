import { ExclamationCircleFilled } from '@ant-design/icons';
import type { NetworkAssumption, NetworkWarning } from '@undercroft/core/protocol/analysis/network-shapes';
import { networkAssumptionWords, networkWarningWords } from '@undercroft/core/report/network-words';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';

/** What whoever acts on an answer must know, and what was taken for granted in it. */
export function AnalysisCautions({
  answer: { warnings, assumed },
  of,
}: {
  readonly answer: { readonly warnings: readonly NetworkWarning[]; readonly assumed: readonly NetworkAssumption[] };
  readonly of: 'trace' | 'isolation';
}) {
  const say = useSay();
  const language = useApp((state) => state.language);
  // The warning about valves of unknown state says the same of those that matter.
  const isSaid = warnings.some(({ code }) => code === 'valveStateUnknown');
  const rest = assumed.filter(({ what }) => !(what === 'valveOpen' && isSaid));
  if (warnings.length === 0 && rest.length === 0) return null;
  return (
    <section className="analysis-cautions" data-testid="analysis-cautions">
      {warnings.length > 0 && <h3>{say('analysis.warnings')}</h3>}
      <ul>
        {warnings.map((warning) => (
          <li key={warning.code} data-code={warning.code}>
            <ExclamationCircleFilled /> <span>{networkWarningWords(warning, of, language)}</span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && <h3>{say('analysis.assumed')}</h3>}
      <ul className="is-assumed">
        {rest.map((assumption) => (
          <li key={assumption.what}>{networkAssumptionWords(assumption, language)}</li>
        ))}
      </ul>
    </section>
  );
}
