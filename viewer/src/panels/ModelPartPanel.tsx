import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { DockHead } from './DockHead.tsx';
import { Fact, FactGroup } from './Facts.tsx';

/** The right dock for a part of a city model that others deliver: what the delivery says of it, as text. */
export function ModelPartPanel({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const part = useApp((state) => state.modelPart);
  if (part === null) return null;
  const model = scene.externalTilesets?.find(({ id }) => id === part.tileset);
  const title = model?.title[language] ?? part.tileset;
  return (
    <aside className="dock dock-right" data-testid="model-part" data-model={part.tileset}>
      <DockHead layer={undefined} kind={model?.attribution.text ?? null} title={say('model.title', { title })} />
      <div className="dock-body">
        <FactGroup title={say('model.attributes')}>
          {part.attributes.length === 0 ? (
            <p className="muted">{say('model.none')}</p>
          ) : (
            <dl>
              {part.attributes.map(({ name, text }) => (
                <Fact key={name} name={name} text={text} />
              ))}
            </dl>
          )}
        </FactGroup>
        <p className="muted">{say('model.note')}</p>
      </div>
    </aside>
  );
}
