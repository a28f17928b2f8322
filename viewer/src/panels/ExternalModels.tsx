import { LoadingOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { fixed, grouped } from '../format/quantity.ts';
import type { ModelFault } from '../globe/external-state.ts';
import type { PublicTileset } from '../globe/external-tileset.ts';
import { type Say, useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { SceneLayerRow } from './SceneLayers.tsx';

/** City models that others deliver, how each fares, and what to do where one does not come. */
export function ExternalModels({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { externalTilesets = [] } = scene;
  if (externalTilesets.length === 0) return null;
  return (
    <div className="scene-layers" data-testid="external-models">
      <h3>{say('models.title')}</h3>
      {externalTilesets.map((model) => (
        <div key={model.id} data-testid="external-model" data-model={model.id}>
          <ul className="layers">
            <SceneLayerRow layer={`model.${model.id}`} name={model.title[language]} count={null} />
          </ul>
          <ModelNote model={model} />
        </div>
      ))}
    </div>
  );
}

function ModelNote({ model }: { readonly model: PublicTileset }) {
  const say = useSay();
  const state = useApp(({ external }) => external.models[model.id]);
  const isShown = useApp(({ without }) => !without.includes(`model.${model.id}`));
  if (!isShown || state === undefined) return null;
  const { fault } = state;
  if (fault !== null) {
    return (
      <p className="ground-note is-warning" role="alert" data-testid="model-fault">
        {faultWords(fault, model.isLocal, say)}
      </p>
    );
  }
  return (
    <>
      {state.state === 'pending' && (
        <p className="ground-note muted" role="status">
          <LoadingOutlined /> {say('models.loading')}
        </p>
      )}
      {model.heightOffsetM !== 0 && (
        <p className="ground-note muted">{say('models.raised', { offset: fixed(model.heightOffsetM, 2) })}</p>
      )}
    </>
  );
}

function faultWords(fault: ModelFault, isLocal: boolean, say: Say): string {
  switch (fault.kind) {
    case 'noToken':
      return say('imagery.noToken');
    case 'away':
      return say(isLocal ? 'models.awayHere' : 'models.awayElsewhere');
    case 'unreadable':
      return say('models.unreadable', { words: fault.words });
    case 'partly':
      return say('models.partly', { number: grouped(fault.tiles) });
  }
}
