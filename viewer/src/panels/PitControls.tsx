import { Checkbox, InputNumber, Slider } from 'antd';
import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { editPit, holdPits, releasePits, setCutAway, setReach } from '../pit/pit-actions.ts';
import { PIT_RANGE, type PitSpec } from '../pit/pit-spec.ts';
import { usePits } from '../pit/pit-store.ts';

/** Least and greatest reach beside a pit that can be listed, metres. */
const REACH = { least: 0, greatest: 50 } as const;

export function PitControls({ spec }: { readonly spec: PitSpec }) {
  const say = useSay();
  const reachM = usePits((state) => state.reachM);
  const cutAway = usePits((state) => state.cutAway);
  const { leastDepthM, greatestDepthM, greatestBatter } = PIT_RANGE;
  return (
    <div className="pit-controls">
      <Measure
        label={say('pit.depth')}
        testId="pit-depth-value"
        value={spec.depthM}
        least={leastDepthM}
        greatest={greatestDepthM}
        step={0.05}
        suffix="m"
        onChange={(depthM) => editPit(spec.id, { depthM })}
      />
      <Measure
        label={say('pit.batter')}
        testId="pit-batter-value"
        value={spec.batter}
        least={0}
        greatest={greatestBatter}
        step={0.05}
        suffix={spec.batter === 0 ? say('pit.batterUpright') : ': 1'}
        onChange={(batter) => editPit(spec.id, { batter })}
      />
      <div className="pit-row">
        <span className="pit-label">{say('pit.reach')}</span>
        <InputNumber
          size="small"
          className="pit-number"
          min={REACH.least}
          max={REACH.greatest}
          step={1}
          value={reachM}
          suffix="m"
          aria-label={say('pit.reach')}
          onChange={(value) => value !== null && setReach(value)}
        />
      </div>
      <Checkbox checked={cutAway} data-testid="pit-cut-away" onChange={({ target }) => setCutAway(target.checked)}>
        {say('pit.cutAway')}
      </Checkbox>
    </div>
  );
}

interface MeasureProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly least: number;
  readonly greatest: number;
  readonly step: number;
  readonly suffix: string;
  readonly onChange: (value: number) => void;
}

/** A slider and a number for one measure; a whole drag of the slider is one step to take back. */
function Measure({ label, testId, value, least, greatest, step, suffix, onChange }: MeasureProps) {
  return (
    <div className="pit-row">
      <span className="pit-label">{label}</span>
      <Slider
        min={least}
        max={greatest}
        step={step}
        value={value}
        ariaLabelForHandle={label}
        tooltip={{ formatter: (at) => fixed(at ?? 0, 2) }}
        onChange={(next: number) => {
          holdPits();
          onChange(next);
        }}
        onChangeComplete={releasePits}
      />
      <InputNumber
        size="small"
        className="pit-number"
        data-testid={testId}
        aria-label={label}
        min={least}
        max={greatest}
        step={step}
        precision={2}
        value={value}
        suffix={suffix}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  );
}
