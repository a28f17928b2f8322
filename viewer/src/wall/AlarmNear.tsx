import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import type { WallContext } from './alarm-context.ts';
import { CameraTile } from './CameraTile.tsx';
import { ageText, distanceText } from './wall-format.ts';

/** So many pictures find room on the card. */
const MOST_PICTURES = 2;

/** Who can be there first, and who sees it. */
export function AlarmNear({ sceneId, near }: { readonly sceneId: string; readonly near: WallContext }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { units, cameras } = near;
  const [unit] = units ?? [];
  return (
    <>
      <div className="card-unit" data-testid="alarm-unit">
        <h3>{say('wall.unit')}</h3>
        {unit === undefined ? (
          <p className="muted">{say(units === null ? 'wall.unknown' : 'wall.unitNone')}</p>
        ) : (
          <p className={unit.isStale ? 'is-stale' : ''}>
            <b>{unit.name[language] ?? unit.name.zh ?? unit.unitId}</b>{' '}
            <span className="figures">
              {say('wall.unitAway', {
                distance: unit.distanceM === null ? say('wall.unknown') : distanceText(unit.distanceM),
                age: ageText(unit.ageS * 1000, say),
              })}
            </span>
          </p>
        )}
      </div>
      <div className="card-cameras" data-testid="alarm-cameras">
        <h3>{say('wall.nearCameras')}</h3>
        {cameras === null && <p className="muted">{say('wall.camerasUnknown')}</p>}
        {cameras?.length === 0 && <p className="muted">{say('wall.camerasNone')}</p>}
        <div className="card-pictures">
          {cameras?.slice(0, MOST_PICTURES).map((camera) => (
            <CameraTile key={camera.featureId} sceneId={sceneId} camera={camera} />
          ))}
        </div>
      </div>
    </>
  );
}
