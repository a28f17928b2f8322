import { STATISTICS_ATTRIBUTES, type StatisticsAnswer } from '@undercroft/core/protocol/analysis/statistics';
import { Select } from 'antd';
import { askStatistics } from '../analysis/analysis-actions.ts';
import type { StatisticsBy } from '../analysis/analysis-link.ts';
import { statisticsRows } from '../analysis/statistics-rows.ts';
import { grouped, networkLength } from '../format/quantity.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { Value } from './Facts.tsx';

const NAMES: Readonly<Record<StatisticsBy, MessageKey>> = {
  utility: 'analysis.byUtility',
  kind: 'analysis.byKind',
  material: 'analysis.byMaterial',
  size: 'analysis.bySize',
  cover: 'analysis.byCover',
  age: 'analysis.byAge',
  decade: 'analysis.byDecade',
  owner: 'analysis.byOwner',
  status: 'analysis.byStatus',
  embedding: 'analysis.byEmbedding',
  pressure: 'analysis.byPressure',
  qualityLevel: 'analysis.byQualityLevel',
  road: 'analysis.byRoad',
};

/** The whole network in numbers by one attribute; the unknown is a row like the others. */
export function AnalysisStatistics({ answer, by }: { readonly answer: StatisticsAnswer; readonly by: StatisticsBy }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const rows = statisticsRows(answer, language, say);
  const longest = rows.reduce((most, { lengthM }) => Math.max(most, lengthM), 0);
  const { total } = answer;
  // While another attribute is counted, the table is still that of the one before.
  const counted = answer.by[0]?.attribute ?? by;
  return (
    <>
      <div className="analysis-by">
        <span className="muted">{say('analysis.by')}</span>
        <Select
          size="small"
          value={by}
          aria-label={say('analysis.by')}
          options={STATISTICS_ATTRIBUTES.map((value) => ({ value, label: say(NAMES[value]) }))}
          onChange={(next: StatisticsBy) => askStatistics(next)}
          data-testid="statistics-by"
        />
      </div>
      {rows.length === 0 ? (
        <p className="note">{say('analysis.emptyStatistics')}</p>
      ) : (
        <table className="analysis-statistics figures" data-testid="statistics">
          <thead>
            <tr>
              <th scope="col">{say(NAMES[counted])}</th>
              <th scope="col">{say('analysis.number')}</th>
              <th scope="col">{say('analysis.totalLength')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, count, lengthM, lengthUnknown }) => (
              <tr key={key} data-value={key} className={name === null ? 'is-unknown' : undefined}>
                <th scope="row">
                  <span
                    className="analysis-bar"
                    style={{ width: `${longest === 0 ? 0 : (100 * lengthM) / longest}%` }}
                  />
                  <span className="analysis-bar-name">{name ?? <Value text={null} />}</span>
                </th>
                <td>{grouped(count)}</td>
                <td>
                  {networkLength(lengthM)}
                  {lengthUnknown > 0 && (
                    <span className="unknown fact-note">
                      {say('analysis.lengthUnknown', { number: grouped(lengthUnknown) })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say('analysis.total')}</th>
              <td>{grouped(total.count)}</td>
              <td>{networkLength(total.lengthM)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
}
