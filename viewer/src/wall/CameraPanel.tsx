import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useCallback } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { CameraTile } from './CameraTile.tsx';
import { camerasNear } from './near-client.ts';
import { useAsked } from './use-asked.ts';
import { useNow } from './use-now.ts';
import { useWall } from './wall-store.ts';

/** Pictures at a time, cameras they go round among, and how long each is shown, milliseconds. */
const SHOWN = 2;
const AMONG = 6;
const TURN_MS = 12_000;

/** Which cameras see the view is asked again this often, milliseconds. */
const EVERY_MS = 60_000;

/** Pictures of the cameras that see what the city in the middle shows, one pair after the other. */
export function CameraPanel({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const nowMs = useNow(TURN_MS);
  const at = useWall((state) => state.lookedAt);
  const { id } = scene;
  const ask = useCallback(
    (signal: AbortSignal) => camerasNear(id, at ?? scene.camera.target, AMONG, signal),
    [id, at, scene],
  );
  const asked = useAsked(ask, EVERY_MS);
  const cameras = asked.state === 'ready' ? asked.value.cameras : [];
  const first = cameras.length <= SHOWN ? 0 : (Math.floor(nowMs / TURN_MS) * SHOWN) % cameras.length;
  const shown = [...cameras.slice(first), ...cameras.slice(0, first)].slice(0, SHOWN);
  return (
    <section className="wall-panel wall-cameras" aria-label={say('wall.cameras')} data-testid="wall-cameras">
      <h3>{say('wall.cameras')}</h3>
      {asked.state === 'failed' && <p className="wall-unknown">{say('wall.camerasUnknown')}</p>}
      {asked.state === 'ready' && cameras.length === 0 && <p className="wall-quiet">{say('wall.camerasNone')}</p>}
      <div className="camera-pictures">
        {shown.map((camera) => (
          <CameraTile key={camera.featureId} sceneId={id} camera={camera} />
        ))}
      </div>
    </section>
  );
}
