import type { SeeingCamera } from '@undercroft/core/protocol/live/camera-answers';
import { useCallback } from 'react';
import { metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { FactGroup } from '../panels/Facts.tsx';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { cameraClient } from './camera-client.ts';
import { useAnswer } from './use-answer.ts';

export interface CamerasSeeingProps {
  readonly sceneId: string;
  readonly position: readonly [lon: number, lat: number];
  /** Metres above the datum; null for the ground itself. */
  readonly levelM: number | null;
}

/** Rows of the list; the counts say how many there are in all. */
const MOST_SHOWN = 6;

const client = cameraClient();

/** Which cameras see a place: a row flies to its camera. */
export function CamerasSeeing({ sceneId, position, levelM }: CamerasSeeingProps) {
  const say = useSay();
  const [lon, lat] = position;
  const ask = useCallback(
    (signal: AbortSignal) => client.seeing(sceneId, [lon, lat], levelM, signal),
    [sceneId, lon, lat, levelM],
  );
  const answer = useAnswer(ask);
  return (
    <FactGroup title={say('camera.seeing')}>
      <div data-testid="cameras-seeing" data-state={answer.state}>
        {answer.state === 'loading' && <p className="note">{say('camera.seeingLoading')}</p>}
        {answer.state === 'failed' && (
          <p className="note is-bad" role="alert">
            {say('camera.seeingFailed')}
          </p>
        )}
        {answer.state === 'ready' && (
          <>
            {answer.value.counts.yes === 0 && <p className="note">{say('camera.seeingNone')}</p>}
            <ul className="camera-rows">
              {answer.value.cameras.slice(0, MOST_SHOWN).map((camera) => (
                <Row key={camera.featureId} camera={camera} />
              ))}
            </ul>
            <p className="note">
              {say('camera.seeingCounts', answer.value.counts)} {say('camera.considers')}
            </p>
          </>
        )}
      </div>
    </FactGroup>
  );
}

function Row({ camera }: { readonly camera: SeeingCamera }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { featureId, name, sourceId, verdict, why, distanceM } = camera;
  return (
    <li data-camera={featureId} data-verdict={verdict}>
      <button type="button" className="row-link camera-row" onClick={() => select(featureId, { fly: true })}>
        <span className={`camera-verdict is-${verdict}`} title={say(`camera.verdict.${verdict}`)} aria-hidden="true">
          {verdict === 'yes' ? '●' : '?'}
        </span>
        <span className="camera-row-name">{name[language] ?? name.zh ?? name.en ?? sourceId}</span>
        <span className="figures muted">{metres(Math.round(distanceM))}</span>
      </button>
      {verdict === 'unknown' && <div className="muted camera-row-why">{say(`camera.why.${why}`)}</div>}
    </li>
  );
}
