import { DIG_METHODS } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_METHOD_WORDS } from '@undercroft/core/report/dig-words';
import { Checkbox, InputNumber, Segmented, Slider } from 'antd';
import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { editPit, holdPits, releasePits, setCutAway, setZones } from '../pit/pit-actions.ts';
import { LEAST_SUPPORT_BELOW_M, PIT_RANGE, type PitSpec } from '../pit/pit-spec.ts';
import { usePits } from '../pit/pit-store.ts';
import { useApp } from '../state/store.ts';

/** Piles are proposed so much deeper than the floor, metres. */
const USUAL_SUPPORT_BELOW_M = 2;

/** The depth, by far the most changed: it stays in sight while the list is read. */
export function PitDepth({ spec: { id, depthM } }: { readonly spec: PitSpec }) {
  const say = useSay();
  return (
    <Measure
      label={say('pit.depth')}
      testId="pit-depth-value"
      value={depthM}
      least={PIT_RANGE.leastDepthM}
      greatest={PIT_RANGE.greatestDepthM}
      step={0.05}
      suffix="m"
      onChange={(next) => editPit(id, { depthM: next })}
    />
  );
}

/** Everything else of a dig that is a number or a choice. */
export function PitControls({ spec }: { readonly spec: PitSpec }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const cutAway = usePits((state) => state.cutAway);
  const zones = usePits((state) => state.zones);
  const { greatestBatter, greatestSupportM, greatestMarginM } = PIT_RANGE;
  const { id, depthM, batter, supportDepthM, method, marginM } = spec;
  return (
    <div className="pit-controls">
      <div className="pit-grid">
        <Figure
          label={say('pit.batter')}
          testId="pit-batter-value"
          value={batter}
          least={0}
          greatest={greatestBatter}
          suffix={batter === 0 ? say('pit.batterUpright') : ': 1'}
          onChange={(next) => editPit(id, { batter: next })}
        />
        <Figure
          label={say('dig.margin')}
          testId="pit-margin-value"
          value={marginM}
          least={0}
          greatest={greatestMarginM}
          suffix="m"
          onChange={(next) => editPit(id, { marginM: next })}
        />
        <div className="pit-figure-field">
          <Checkbox
            checked={supportDepthM !== null}
            data-testid="pit-supports"
            onChange={({ target }) =>
              editPit(id, { supportDepthM: target.checked ? depthM + USUAL_SUPPORT_BELOW_M : null })
            }
          >
            {say('dig.supportsShort')}
          </Checkbox>
          <InputNumber
            size="small"
            className="pit-number"
            data-testid="pit-support-value"
            aria-label={say('dig.supports')}
            disabled={supportDepthM === null}
            min={depthM + LEAST_SUPPORT_BELOW_M}
            max={greatestSupportM}
            step={0.1}
            precision={2}
            value={supportDepthM}
            placeholder={say('dig.noSupports')}
            suffix="m"
            onChange={(next) => next !== null && editPit(id, { supportDepthM: next })}
          />
        </div>
      </div>
      <Segmented
        size="small"
        block
        aria-label={say('dig.method')}
        className="pit-method"
        value={method}
        options={DIG_METHODS.map((value) => ({ value, label: DIG_METHOD_WORDS[value][language] }))}
        onChange={(next) => editPit(id, { method: next })}
      />
      <div className="pit-row is-plain">
        <Checkbox checked={zones} data-testid="pit-zones" onChange={({ target }) => setZones(target.checked)}>
          {say('dig.showZones')}
        </Checkbox>
        <Checkbox checked={cutAway} data-testid="pit-cut-away" onChange={({ target }) => setCutAway(target.checked)}>
          {say('pit.cutAway')}
        </Checkbox>
      </div>
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly testId: string;
  readonly value: number;
  readonly least: number;
  readonly greatest: number;
  readonly suffix: string;
  readonly onChange: (value: number) => void;
}

/** A measure that is seldom changed: its figure alone. */
function Figure(measure: FigureProps) {
  return (
    <div className="pit-figure-field">
      <span>{measure.label}</span>
      <PitNumber {...measure} step={0.05} />
    </div>
  );
}

interface MeasureProps extends FigureProps {
  readonly step: number;
}

/** A slider and a number for one measure; a whole drag of the slider is one step to take back. */
function Measure(measure: MeasureProps) {
  const { label, value, least, greatest, step, onChange } = measure;
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
      <PitNumber {...measure} />
    </div>
  );
}

function PitNumber({ label, testId, value, least, greatest, step, suffix, onChange }: MeasureProps) {
  return (
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
  );
}
