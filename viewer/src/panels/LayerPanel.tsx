import { AppstoreOutlined, CloseOutlined, EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { grouped, networkLength } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { unknownFieldName } from '../i18n/unknown-field.ts';
import { isolateUtility, toggleUtility } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { GroundControl } from './GroundControl.tsx';
import { Legend } from './Legend.tsx';
import { SceneLayers } from './SceneLayers.tsx';
import { UtilityMark } from './UtilityMark.tsx';

interface Props {
  readonly scene: PublicScene;
  readonly summary: Summary;
}

type Row = Summary['utilities'][number];

export function LayerPanel({ scene, summary }: Props) {
  const say = useSay();
  const open = useApp((state) => state.layersOpen);
  const toggle = () => useApp.setState({ layersOpen: !open });
  if (!open) {
    return (
      <Tooltip title={`${say('layers.open')} (M)`} placement="right">
        <Button className="dock-opener" icon={<AppstoreOutlined />} aria-label={say('layers.open')} onClick={toggle} />
      </Tooltip>
    );
  }
  const present = summary.utilities.map(({ utility }) => utility);
  return (
    <section className="dock dock-left" aria-label={say('layers.title')}>
      <header className="dock-head">
        <h2>{say('layers.title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={say('layers.close')}
          title={`${say('layers.close')} (M)`}
          onClick={toggle}
        />
      </header>
      <div className="dock-body">
        <ul className="layers">
          {summary.utilities.map((row) => (
            <LayerRow key={row.utility} row={row} present={present} />
          ))}
        </ul>
        <SceneLayers scene={scene} summary={summary} />
        <GroundControl />
        <Legend present={present} />
      </div>
    </section>
  );
}

function LayerRow({ row, present }: { readonly row: Row; readonly present: readonly Row['utility'][] }) {
  const say = useSay();
  const hidden = useApp((state) => state.hidden.includes(row.utility));
  const [listed, setListed] = useState(false);
  const name = say(`utility.${row.utility}`);
  const unknown = Object.entries(row.unknown).filter(([, number]) => number > 0);
  return (
    <li className={hidden ? 'layer is-hidden' : 'layer'} data-utility={row.utility}>
      <div className="layer-line">
        <button
          type="button"
          className="layer-toggle"
          role="switch"
          aria-checked={!hidden}
          aria-label={say(hidden ? 'layers.show' : 'layers.hide', { utility: name })}
          onClick={() => toggleUtility(row.utility)}
        >
          <UtilityMark utility={row.utility} />
          <span className="layer-name">{name}</span>
          {hidden ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        </button>
        {present.length > 1 && (
          <button
            type="button"
            className="layer-only"
            title={say('layers.onlyHint', { utility: name })}
            onClick={() => isolateUtility(row.utility, present)}
          >
            {say('layers.only')}
          </button>
        )}
      </div>
      <div className="layer-counts muted">
        <span>{say('layers.conduits', { number: grouped(row.conduits), length: networkLength(row.lengthM) })}</span>
        <button
          type="button"
          className="layer-unknown"
          aria-expanded={listed}
          disabled={unknown.length === 0}
          title={unknown.length === 0 ? say('layers.allKnown') : say('layers.unknown', { number: unknown.length })}
          onClick={() => setListed(!listed)}
        >
          ? {unknown.length}
        </button>
      </div>
      <div className="layer-counts muted">
        <span>{say('layers.nodes', { number: grouped(row.nodes) })}</span>
        {row.devices > 0 && <span>{say('layers.devices', { number: grouped(row.devices) })}</span>}
      </div>
      {listed && <UnknownCounts counts={unknown} />}
    </li>
  );
}

/** How many values of which field are unknown. */
function UnknownCounts({ counts }: { readonly counts: readonly (readonly [string, number])[] }) {
  const say = useSay();
  return (
    <ul className="unknown-counts">
      {counts.map(([field, number]) => (
        <li key={field}>
          <span>{unknownFieldName(field, say)}</span>
          <span className="figures">{say('layers.unknownCount', { number: grouped(number) })}</span>
        </li>
      ))}
    </ul>
  );
}
