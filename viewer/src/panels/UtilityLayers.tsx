import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import type { Summary } from '@undercroft/core/protocol/answers';
import { useState } from 'react';
import { grouped, networkLength } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { unknownFieldName } from '../i18n/unknown-field.ts';
import { isolateUtility, showAllUtilities, toggleUtility } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { UtilityMark } from './UtilityMark.tsx';

type Row = Summary['utilities'][number];

/** The utilities of a scene, a line each: colour, length, what is unknown; its counts unfold. */
export function UtilityLayers({ rows }: { readonly rows: readonly Row[] }) {
  const say = useSay();
  const hidden = useApp((state) => state.hidden);
  const present = rows.map(({ utility }) => utility);
  const lengthM = rows.reduce((sum, row) => sum + row.lengthM, 0);
  const isWhole = !present.some((utility) => hidden.includes(utility));
  const ordered = rows.toSorted((a, b) => UTILITIES.indexOf(a.utility) - UTILITIES.indexOf(b.utility));
  return (
    <div className="utility-layers">
      <h3>
        <span>{say('layers.network')}</span>
        {isWhole ? (
          <span className="muted figures">{networkLength(lengthM)}</span>
        ) : (
          <button type="button" className="layer-all" onClick={showAllUtilities}>
            {say('layers.all')}
          </button>
        )}
      </h3>
      <ul className="layers">
        {ordered.map((row) => (
          <LayerRow key={row.utility} row={row} present={present} />
        ))}
      </ul>
    </div>
  );
}

function LayerRow({ row, present }: { readonly row: Row; readonly present: readonly Utility[] }) {
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
          <span className="layer-length muted figures">{networkLength(row.lengthM)}</span>
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
        <button
          type="button"
          className="layer-unknown"
          aria-expanded={listed}
          title={unknown.length === 0 ? say('layers.allKnown') : say('layers.unknown', { number: unknown.length })}
          onClick={() => setListed(!listed)}
        >
          ? {unknown.length}
        </button>
      </div>
      {listed && <LayerCounts row={row} unknown={unknown} />}
    </li>
  );
}

/** How much there is of a utility, and how many values of which field are unknown. */
function LayerCounts({
  row,
  unknown,
}: {
  readonly row: Row;
  readonly unknown: readonly (readonly [string, number])[];
}) {
  const say = useSay();
  return (
    <div className="layer-counts">
      <p className="muted figures">
        {say('layers.conduits', { number: grouped(row.conduits), length: networkLength(row.lengthM) })}
        {' · '}
        {say('layers.nodes', { number: grouped(row.nodes) })}
        {row.devices > 0 && ` · ${say('layers.devices', { number: grouped(row.devices) })}`}
      </p>
      <ul className="unknown-counts">
        {unknown.map(([field, number]) => (
          <li key={field}>
            <span>{unknownFieldName(field, say)}</span>
            <span className="figures">{say('layers.unknownCount', { number: grouped(number) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
