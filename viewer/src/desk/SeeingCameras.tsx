import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { SeeingCamera } from '@undercroft/core/protocol/live/camera-answers';
import { useState } from 'react';
import { CameraPicture } from '../cameras/CameraPicture.tsx';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { distanceText } from '../wall/wall-format.ts';

interface Props {
  readonly scene: PublicScene;
  /** `null`: not known. */
  readonly cameras: readonly SeeingCamera[] | null;
}

const MOST = 4;

/** Cameras that see a place, or may; the picture of one of them. */
export function SeeingCameras({ scene, cameras }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const [chosen, setChosen] = useState<string | null>(null);
  // A still is drawn by a second engine: only for who asks for it. A stream costs nothing.
  const shown = cameras?.find(({ featureId, hasStream }) => (chosen === null ? hasStream : featureId === chosen));
  return (
    <>
      <h4>{say('desk.cameras')}</h4>
      {cameras === null && <p className="unknown">{say('desk.camerasUnknown')}</p>}
      {cameras?.length === 0 && <p className="muted">{say('desk.noCameras')}</p>}
      <ul className="desk-units" data-testid="seeing-cameras">
        {cameras?.slice(0, MOST).map(({ featureId, sourceId, name, verdict, distanceM }) => (
          <li key={featureId}>
            <button
              type="button"
              className="desk-unit"
              aria-pressed={featureId === shown?.featureId}
              onClick={() => setChosen(featureId)}
            >
              <span>{name[language] ?? name.zh ?? sourceId}</span>
              <small className="muted figures">
                {say(verdict === 'yes' ? 'desk.sees' : 'desk.maySee')} · {distanceText(distanceM)}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {shown !== undefined && (
        <CameraPicture
          key={shown.featureId}
          sceneId={scene.id}
          cameraId={shown.featureId}
          isSelected={shown.featureId === chosen}
        />
      )}
    </>
  );
}
