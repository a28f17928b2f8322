import type { PublicScene } from '@undercroft/core/protocol/answers';
import { TOKEN_PLACE } from '@undercroft/core/protocol/scene';
import { Radio } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { chooseImagery } from '../state/actions.ts';
import { useChosenImagery } from '../state/shown-credits.ts';
import { useApp } from '../state/store.ts';

/** Which picture lies on the ground: the scene's own map or one of another service, where any is configured. */
export function ImageryChoice({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const index = useApp((state) => state.imagery);
  const missing = useApp((state) => state.external.imageryMissing);
  const chosen = useChosenImagery(scene);
  const { imagery = [] } = scene;
  if (imagery.length === 0) return null;
  return (
    <div data-testid="imagery-choice">
      <p className="ground-note muted">{say('imagery.title')}</p>
      <Radio.Group
        className="imagery-choices"
        aria-label={say('imagery.title')}
        value={chosen === null ? null : index}
        onChange={(event) => chooseImagery(typeof event.target.value === 'number' ? event.target.value : null)}
      >
        <Radio value={null}>{say('imagery.own')}</Radio>
        {imagery.map(({ title, url, kind }, at) => (
          <Radio key={`${kind} ${url} ${title.en}`} value={at}>
            {title[language]}
          </Radio>
        ))}
      </Radio.Group>
      {chosen?.crs === 'GCJ-02' && (
        <p className="ground-note is-warning" role="alert">
          {say('imagery.shifted')}
        </p>
      )}
      {chosen?.url.includes(TOKEN_PLACE) && (
        <p className="ground-note is-warning" role="alert">
          {say('imagery.noToken')}
        </p>
      )}
      {chosen !== null && missing && <p className="ground-note muted">{say('imagery.missing')}</p>}
    </div>
  );
}
