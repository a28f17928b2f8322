import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { LISTED_WITHIN_M } from '@undercroft/core/dig/dig-reach';
import { BAND_SIGMAS } from '@undercroft/core/dig/judge';
import { DEEPEST_PLAUSIBLE_M } from '@undercroft/core/dig/link-band';
import { useSay } from '../i18n/i18n.ts';
import { toggleUncertainty } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import './uncertainty.css';

/** The figures that the drawn bodies have, so that no text says another. */
const FIGURES = { sigmas: BAND_SIGMAS, depth: DEEPEST_PLAUSIBLE_M, aside: LISTED_WITHIN_M };

/** Switches the bodies in which conduits lie, and says what they mean while they are shown. */
export function UncertaintyLayer() {
  const say = useSay();
  const on = useApp((state) => state.uncertainty);
  const name = say('uncertainty.name');
  return (
    <div className="uncertainty-layer">
      <ul className="layers">
        <li className={on ? 'scene-layer' : 'scene-layer is-hidden'} data-layer="uncertainty">
          <button
            type="button"
            className="layer-toggle"
            role="switch"
            aria-checked={on}
            aria-label={say(on ? 'layers.hide' : 'layers.show', { utility: name })}
            onClick={toggleUncertainty}
          >
            <span className="layer-name">{name}</span>
            {on ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          </button>
        </li>
      </ul>
      {on && (
        <div className="uncertainty-legend" data-testid="uncertainty-legend">
          <ul>
            <li>
              <span className="mark-band" aria-hidden="true" />
              <span>{say('uncertainty.known', FIGURES)}</span>
            </li>
            <li>
              <span className="mark-band is-hatched" aria-hidden="true" />
              <span>{say('uncertainty.assumed', FIGURES)}</span>
            </li>
            <li>
              <span className="mark-band is-crossed" aria-hidden="true" />
              <span>{say('uncertainty.unknown', FIGURES)}</span>
            </li>
          </ul>
          <p className="muted">{say('uncertainty.note')}</p>
        </div>
      )}
    </div>
  );
}
