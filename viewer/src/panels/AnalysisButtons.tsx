import { BarChartOutlined, ScissorOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { toggleSection, toggleStatistics } from '../analysis/analysis-actions.ts';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { useSay } from '../i18n/i18n.ts';

/** The tools of analyses that ask about no one thing: a section anywhere, and the statistics. */
export function AnalysisButtons() {
  const say = useSay();
  const isDrawing = useAnalysis((state) => state.draft !== null);
  const hasStatistics = useAnalysis((state) => state.result?.kind === 'statistics');
  return (
    <>
      <Tooltip title={say('analysis.section')} placement="left">
        <Button
          type={isDrawing ? 'primary' : 'default'}
          icon={<ScissorOutlined />}
          aria-label={say('analysis.section')}
          aria-pressed={isDrawing}
          data-testid="section-tool"
          onClick={toggleSection}
        />
      </Tooltip>
      <Tooltip title={say('analysis.statistics')} placement="left">
        <Button
          type={hasStatistics ? 'primary' : 'default'}
          icon={<BarChartOutlined />}
          aria-label={say('analysis.statistics')}
          aria-pressed={hasStatistics}
          data-testid="statistics-tool"
          onClick={toggleStatistics}
        />
      </Tooltip>
    </>
  );
}
